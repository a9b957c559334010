package sites

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/temoto/robotstxt"
)

// Limits of robots.txt, see RFC 9309.
const (
	maxRobots   = 500 << 10 // bytes
	robotsLife  = 24 * time.Hour
	robotsRetry = 10 * time.Minute // after it could not be read
	mostDelay   = 30 * time.Second // whatever Crawl-delay says
)

// rules are what robots.txt of a site says.
type rules struct {
	group *robotstxt.Group // nil: all is allowed
	err   error            // why nothing is known, and nothing is asked for
	until time.Time
}

// delay returns the pause between two requests that the site asks for.
func (r *rules) delay() time.Duration {
	if r.group == nil {
		return 0
	}
	return min(r.group.CrawlDelay, mostDelay)
}

// allowed returns an error if robots.txt does not allow u, or is known to exist and
// cannot be read, as section 2.3.1.4 of RFC 9309 says.
func (c *Client) allowed(ctx context.Context, u *url.URL) error {
	site := siteOf(u)
	c.mu.Lock()
	r := c.robots[site]
	c.mu.Unlock()
	if r == nil || c.pace.now().After(r.until) || r.until.Sub(c.pace.now()) > robotsLife { // the clock was set back
		var err error
		if r, err = c.readRobots(ctx, u); err != nil {
			return err
		}
		c.mu.Lock()
		if len(c.robots) >= maxHosts {
			clear(c.robots)
		}
		c.robots[site] = r
		c.mu.Unlock()
	}
	switch {
	case r.err != nil:
		return r.err
	case r.group != nil && !r.group.Test(u.RequestURI()):
		return fmt.Errorf("%w: %s", ErrRobots, u.RequestURI())
	}
	return nil
}

// readRobots asks for robots.txt of a site. The error is that of ctx.
func (c *Client) readRobots(ctx context.Context, u *url.URL) (*rules, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	res, err := c.get(ctx, request{url: at, most: maxRobots, time: c.pace.time, robots: true})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	until := c.pace.now().Add(robotsLife)
	var status *statusError
	switch {
	case errors.As(err, &status) && status.code < 500 && status.code != http.StatusTooManyRequests, errors.Is(err, ErrRedirect), errors.Is(err, ErrTooLarge):
		return &rules{until: until}, nil
	case err != nil:
		return &rules{err: fmt.Errorf("%w (robots.txt)", err), until: c.pace.now().Add(robotsRetry)}, nil
	}
	data, err := robotstxt.FromBytes(res.body)
	if err != nil { // a page in its place
		return &rules{until: until}, nil
	}
	return &rules{group: data.FindGroup(agent), until: until}, nil
}

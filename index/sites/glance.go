package sites

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// maxGlance bounds what is read of a page that is only to be seen, in bytes: notices that
// a page is gone are small.
const maxGlance = 64 << 10

// Glance is what there is at an address.
type Glance struct {
	At   string // where it was, after all redirects
	Page []byte // in UTF-8 or as it declares; nil: it is no page of the web, or a larger one
}

// Look looks at an address without taking what is there: it reads 64 KB at most. The error
// wraps one of this package (ErrMissing: there is nothing), or is that of ctx.
func (c *Client) Look(ctx context.Context, address string) (*Glance, error) {
	u, err := webURL(nil, address)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrAddress, err)
	}
	res, err := c.get(ctx, request{url: u, most: maxGlance, time: c.pace.time, head: true})
	if err != nil {
		return nil, fmt.Errorf("look at an address: %w", err)
	}
	out := &Glance{At: res.url.String()}
	if isPage(res) && !res.cut {
		out.Page = decodedAsDeclared(res)
	}
	return out, nil
}

// RetryAfter returns how long the site asks to wait, by the error of a look; 0 if it does
// not.
func RetryAfter(err error) time.Duration { return waitOf(err) }

// OfSite reports whether an error is of a whole site, and not of one address: the next
// address there would have it as well.
func OfSite(err error) bool {
	for _, e := range []error{ErrReach, ErrTrust, ErrSlow, ErrBusy, ErrStatus, ErrDenied} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

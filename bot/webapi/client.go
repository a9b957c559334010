package webapi

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/slack-go/slack"
)

// Client calls the Web API. The methods of the embedded client stay within
// Slack's limits, too. A Client is safe for concurrent use.
type Client struct {
	*slack.Client
	token  string // the bot token, for files
	base   *http.Transport
	limits *limiter
	host   *url.URL // of the Web API; nil: Slack's own
	speed  float64
	onPost func(event string) error
	log    *slog.Logger
}

// Options are the options of a Client.
type Options struct {
	URL       string                           // base of the Web API; empty: Slack's own
	Speed     float64                          // factor by which time runs faster, for tests; 0: 1
	Logger    *slog.Logger                     // nil: silent
	OnHeaders func(path string, h http.Header) // receives the header of each reply; nil: nobody does
	// OnPost is called before a message leaves that carries the ID of an event. If it
	// returns an error, the message does not leave. nil: nothing is called.
	OnPost func(event string) error
}

// Times of an HTTP/2 connection.
const (
	pingAfter = 20 * time.Second // without a frame, after which Slack's end is asked for
	pingTime  = 10 * time.Second // for its answer
)

// New returns a client with a bot token (xoxb-) and an app-level token (xapp-).
func New(botToken, appToken string, opts Options) *Client {
	c := &Client{token: botToken, base: http.DefaultTransport.(*http.Transport).Clone(), limits: newLimiter(), speed: opts.Speed, onPost: opts.OnPost, log: opts.Logger}
	c.base.MaxIdleConnsPerHost = 16
	// Without pings a connection that the network has dropped in silence is found out
	// only when call after call has taken its full time.
	c.base.HTTP2 = &http.HTTP2Config{SendPingTimeout: pingAfter, PingTimeout: pingTime}
	if c.speed <= 0 {
		c.speed = 1
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	options := []slack.Option{
		slack.OptionAppLevelToken(appToken),
		slack.OptionHTTPClient(&http.Client{Transport: &orderly{base: c.base, limits: c.limits, speed: c.speed}}),
	}
	if opts.OnHeaders != nil {
		options = append(options, slack.OptionOnResponseHeaders(opts.OnHeaders))
	}
	if opts.URL != "" {
		options = append(options, slack.OptionAPIURL(opts.URL))
		if host, err := url.Parse(opts.URL); err == nil {
			c.host = host
		}
	}
	c.Client = slack.New(botToken, options...)
	return c
}

// Close closes the idle connections.
func (c *Client) Close() { c.base.CloseIdleConnections() }

// Try reports whether an action may happen now under a rate of the caller's
// own, and counts it if so. The key names what the rate applies to.
func (c *Client) Try(key string, r Rate) bool {
	return c.limits.try(turn{key, Rate{c.scaled(r.Every), r.Burst}})
}

// Reserve takes the next turn under a rate of the caller's own, and returns how long
// to wait for it, in the time that the process runs in. ok is false, and no turn is
// taken, if the wait is longer than most.
func (c *Client) Reserve(key string, r Rate, most time.Duration) (wait time.Duration, ok bool) {
	return c.limits.within(c.scaled(most), turn{key, Rate{c.scaled(r.Every), r.Burst}})
}

// Locale asks for a person's locale, as "en-US". It does not wait for a turn: the
// error is ErrNoRoom where none is free within Slack's tier.
func (c *Client) Locale(ctx context.Context, user string) (string, error) {
	if !c.Try("locales", Rate{tier4.Every, tier4.Burst - 1}) {
		return "", ErrNoRoom
	}
	info, err := c.GetUserInfoContext(ctx, user)
	if err != nil {
		return "", err
	}
	return info.Locale, nil
}

// scaled returns d in the time that the client runs in.
func (c *Client) scaled(d time.Duration) time.Duration {
	return time.Duration(float64(d) / c.speed)
}

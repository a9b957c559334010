package webapi

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// maxRedirects is how many redirects Get follows.
const maxRedirects = 3

// Get asks for an address of Slack's with the bot token. It follows redirects
// within Slack's own hosts, of which several serve files. Any other address gets
// no request, and the error is ErrAway. Other errors do not name the address.
func (c *Client) Get(ctx context.Context, address *url.URL) (*http.Response, error) {
	for range maxRedirects + 1 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
		if err != nil {
			return nil, ErrAway
		}
		req.Header.Set("Authorization", "Bearer "+c.token)
		res, err := c.base.RoundTrip(req)
		if err != nil {
			return nil, withoutAddress(err)
		}
		if res.StatusCode < 300 || res.StatusCode >= 400 {
			return res, nil
		}
		next, err := res.Location()
		_ = res.Body.Close() // nobody needs it
		if err != nil || !c.Trusts(next) {
			return nil, ErrAway
		}
		address = next
	}
	return nil, ErrAway
}

// Trusts reports whether the token may be sent to an address: to Slack's own
// hosts by https, and to the host of the Web API where another is set.
func (c *Client) Trusts(u *url.URL) bool {
	if c.host != nil && u.Scheme == c.host.Scheme && u.Host == c.host.Host {
		return true
	}
	host := strings.ToLower(u.Hostname())
	own := host == "slack.com" || strings.HasSuffix(host, ".slack.com") || host == "slack-gov.com" || strings.HasSuffix(host, ".slack-gov.com")
	return own && u.Scheme == "https" && (u.Port() == "" || u.Port() == "443") && u.User == nil
}

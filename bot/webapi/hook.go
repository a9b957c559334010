package webapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// hook posts through a response URL. It can be used five times, and what was
// posted through it cannot be looked up, so that hook tries again only where
// Slack said that it was too early.
func (c *Client) hook(ctx context.Context, t Target, text string, blocks []slack.Block) error {
	m := &slack.WebhookMessage{Text: text, ResponseType: slack.ResponseTypeEphemeral, ReplaceOriginal: t.Replace}
	if len(blocks) > 0 {
		m.Blocks = &slack.Blocks{BlockSet: blocks}
	}
	raw, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("answer in private: %w", err)
	}
	err = c.Retry(ctx, maxTries, func(int) (time.Duration, error) { return c.hookOnce(ctx, t.ResponseURL, raw) })
	if err != nil {
		return fmt.Errorf("answer in private: %w", err)
	}
	return nil
}

// hookOnce posts once. wait is how long Slack says to wait before the next try;
// 0: it does not say so.
func (c *Client) hookOnce(ctx context.Context, url string, raw []byte) (wait time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(raw))
	if err != nil {
		return 0, errors.New("the address is none")
	}
	req.Header.Set("Content-Type", "application/json")
	req.GetBody = nil // the transport must not post again by itself
	res, err := c.base.RoundTrip(req)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", ErrUncertain, Redact(err))
	}
	reply, err := readAll(res.Body)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", ErrUncertain, err)
	}
	if res.StatusCode == http.StatusTooManyRequests {
		return max(RetryAfter(res), time.Second), &hookError{res.StatusCode, "ratelimited"}
	}
	if res.StatusCode >= 500 {
		return 0, fmt.Errorf("%w: %s", ErrUncertain, res.Status)
	}
	if code := hookCode(reply); res.StatusCode != http.StatusOK || code != "" {
		return 0, &hookError{res.StatusCode, code}
	}
	return 0, nil
}

// hookCode returns Slack's error in the reply of a response URL: the reply is
// "ok", an object, or the error as plain text.
func hookCode(reply []byte) string {
	text := strings.TrimSpace(string(reply))
	var o struct {
		OK    *bool  `json:"ok"`
		Error string `json:"error"`
	}
	if json.Unmarshal(reply, &o) == nil {
		if o.OK != nil && *o.OK {
			return ""
		}
		text = o.Error
	}
	if text == "ok" {
		return ""
	}
	if len(text) > 60 {
		text = text[:60]
	}
	return text
}

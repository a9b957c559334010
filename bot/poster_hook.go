package bot

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

// errRefused says that Slack refused a call, which had no effect.
var errRefused = errors.New("refused by Slack")

// hookError is a refusal at a response URL. The address is as good as a token
// and stays out of it.
type hookError struct {
	status int
	code   string
}

func (e *hookError) Error() string { return fmt.Sprintf("refused by Slack (%d %s)", e.status, e.code) }
func (e *hookError) Unwrap() error { return errRefused }

// hook answers through a response URL. It can be used five times, and what was
// said through it cannot be looked up, so that it is used again only where
// Slack said that it was too early.
func (b *Bot) hook(ctx context.Context, t target, text string, blocks []slack.Block) error {
	m := &slack.WebhookMessage{Text: text, ResponseType: slack.ResponseTypeEphemeral, ReplaceOriginal: t.replace}
	if len(blocks) > 0 {
		m.Blocks = &slack.Blocks{BlockSet: blocks}
	}
	raw, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("answer in private: %w", err)
	}
	for try := 1; ; try++ {
		wait, err := b.hookOnce(ctx, t.responseURL, raw)
		if err == nil {
			return nil
		}
		if wait == 0 || try == maxTries {
			return fmt.Errorf("answer in private: %w", err)
		}
		if err := pause(ctx, b.scaled(wait)); err != nil {
			return fmt.Errorf("answer in private: %w", err)
		}
	}
}

// hookOnce posts once. wait is how long Slack says to wait; 0: it did not.
func (b *Bot) hookOnce(ctx context.Context, url string, raw []byte) (wait time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(raw))
	if err != nil {
		return 0, errors.New("the address is none")
	}
	req.Header.Set("Content-Type", "application/json")
	req.GetBody = nil // the transport must not post again by itself
	res, err := b.base.RoundTrip(req)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", errUncertain, redact(err))
	}
	reply, err := readAll(res.Body)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", errUncertain, err)
	}
	if res.StatusCode == http.StatusTooManyRequests {
		return max(retryAfter(res), time.Second), &hookError{res.StatusCode, "ratelimited"}
	}
	if res.StatusCode >= 500 {
		return 0, fmt.Errorf("%w: %s", errUncertain, res.Status)
	}
	if code := hookCode(reply); res.StatusCode != http.StatusOK || code != "" {
		return 0, &hookError{res.StatusCode, code}
	}
	return 0, nil
}

// hookCode reads Slack's error out of what a response URL replies: "ok", an
// object, or the error as plain text.
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

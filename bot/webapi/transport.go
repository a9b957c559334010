package webapi

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// orderly is the transport of every call of the Web API. It spaces calls to stay
// within Slack's tiers, per method and for messages per channel. Where Slack
// refuses a call for its rate all the same, orderly waits as long as Slack says
// and repeats it: a refused call had no effect.
type orderly struct {
	base   http.RoundTripper
	limits *limiter
	speed  float64
}

// Slack's tiers are calls per minute and method; each rate here, with its
// burst, stays within one. Messages have a limit per channel, and one for the
// workspace that Slack states as several hundred a minute.
var (
	tier2      = Rate{4 * time.Second, 5}
	tier3      = Rate{1500 * time.Millisecond, 8}
	tier4      = Rate{750 * time.Millisecond, 15}
	perChannel = Rate{1100 * time.Millisecond, 3}
	perTeam    = Rate{200 * time.Millisecond, 20}
)

// Limits of a call.
const (
	callTime  = 30 * time.Second // for one try
	maxTries  = 6                // after being too fast
	maxAnswer = 8 << 20          // bytes of a reply of Slack's
	maxHold   = 5 * time.Minute  // whatever Retry-After says
)

// turns returns the limits of a call.
func (o *orderly) turns(method, channel string) []turn {
	switch method {
	case "apps.connections.open", "auth.test": // spaced by who waits for the connection
		return nil
	case "chat.postMessage":
		return []turn{o.turn(method+" "+channel, perChannel), o.turn(method, perTeam)}
	case "chat.startStream", "chat.stopStream":
		return []turn{o.turn(method, tier2)}
	case "chat.postEphemeral", "chat.appendStream", "views.open", "views.push", "views.update", "views.publish", "users.info", "files.info", "assistant.threads.setTitle", "assistant.threads.setSuggestedPrompts":
		return []turn{o.turn(method, tier4)}
	case "assistant.threads.setStatus":
		return []turn{o.turn(method, perTeam)}
	}
	return []turn{o.turn(method, tier3)}
}

func (o *orderly) turn(key string, r Rate) turn {
	return turn{key, Rate{time.Duration(float64(r.Every) / o.speed), r.Burst}}
}

func (o *orderly) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := readAll(r.Body)
	if err != nil {
		return nil, fmt.Errorf("read request: %w", err)
	}
	method := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
	turns := o.turns(method, channelOf(body))
	if method == "assistant.threads.setStatus" {
		if !o.limits.try(turns[0]) {
			return nil, ErrNoRoom // a status that comes late is of no use, and no answer waits for it
		}
		res, _, err := o.once(r, body)
		return res, err
	}
	for try := 1; ; try++ {
		if err := o.limits.wait(r.Context(), turns...); err != nil {
			return nil, err
		}
		if before, ok := r.Context().Value(leaving{}).(func() error); ok && try == 1 {
			if err := before(); err != nil {
				return nil, fmt.Errorf("%w: %w", ErrHeldBack, err)
			}
		}
		res, tooFast, err := o.once(r, body)
		o.limits.done(turns...)
		if err != nil || !tooFast || len(turns) == 0 || try == maxTries {
			return res, err
		}
		o.limits.hold(turns[0].key, time.Duration(float64(RetryAfter(res))/o.speed))
	}
}

// once makes a call and reads the whole reply, in bounded time. tooFast reports
// that Slack refused it for its rate.
func (o *orderly) once(r *http.Request, body []byte) (res *http.Response, tooFast bool, err error) {
	ctx, cancel := context.WithTimeout(r.Context(), callTime)
	defer cancel()
	call := r.Clone(ctx)
	if body != nil {
		call.Body = io.NopCloser(bytes.NewReader(body))
		// Without GetBody the transport does not repeat a call over another
		// connection by itself: what was sent may have had its effect.
		call.GetBody = nil
	}
	if res, err = o.base.RoundTrip(call); err != nil {
		return nil, false, err
	}
	raw, err := readAll(res.Body)
	if err != nil {
		return nil, false, fmt.Errorf("read reply: %w", err)
	}
	res.Body = io.NopCloser(bytes.NewReader(raw))
	return res, res.StatusCode == http.StatusTooManyRequests || saysTooFast(raw), nil
}

// saysTooFast reports whether a reply of status 200 is a refusal for the rate, as
// Slack sends at times.
func saysTooFast(raw []byte) bool {
	if !bytes.Contains(raw, []byte("limited")) {
		return false
	}
	var reply struct {
		OK    bool   `json:"ok"`
		Error string `json:"error"`
	}
	return json.Unmarshal(raw, &reply) == nil && !reply.OK && (reply.Error == "ratelimited" || reply.Error == "rate_limited")
}

func readAll(body io.ReadCloser) ([]byte, error) {
	if body == nil {
		return nil, nil
	}
	defer body.Close()
	raw, err := io.ReadAll(io.LimitReader(body, maxAnswer+1))
	if err == nil && len(raw) > maxAnswer {
		err = fmt.Errorf("more than %d bytes", maxAnswer)
	}
	return raw, err
}

// channelOf returns the channel in a form, empty where there is none.
func channelOf(body []byte) string {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return ""
	}
	return form.Get("channel")
}

// RetryAfter returns how long Slack says to wait; a second where it does not say.
func RetryAfter(res *http.Response) time.Duration {
	seconds, err := strconv.Atoi(res.Header.Get("Retry-After"))
	if err != nil || seconds < 0 {
		seconds = 1
	}
	return time.Duration(min(seconds, int(maxHold/time.Second))) * time.Second
}

// BoundedRetry returns how long to wait where Slack, or what answers in its place, says d:
// what is negative is an overflow of what is endless.
func BoundedRetry(d time.Duration) time.Duration {
	if d < 0 || d > maxHold {
		return maxHold
	}
	return d
}

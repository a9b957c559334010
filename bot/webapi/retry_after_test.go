package webapi

import (
	"math"
	"net/http"
	"testing"
	"time"
)

// TestRetryAfter has pauses as Slack asks for them, and as something else does.
func TestRetryAfter(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]time.Duration{
		"": time.Second, "30": 30 * time.Second, "-1": time.Second, "soon": time.Second, "3600": maxHold, "9999999999": maxHold, "99999999999999999999": time.Second,
	} {
		if got := RetryAfter(&http.Response{Header: http.Header{"Retry-After": {value}}}); got != want {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
	for d, want := range map[time.Duration]time.Duration{time.Minute: time.Minute, time.Hour: maxHold, -1: maxHold, math.MaxInt64: maxHold} {
		if got := BoundedRetry(d); got != want {
			t.Errorf("%v: %v, want %v", d, got, want)
		}
	}
}

package socket

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"

	"beilun/internal/fakeslack"
)

// TestAwait fails a call again and again and checks when the client gives up, and that
// the log has a line for each cause and none for each try.
func TestAwait(t *testing.T) {
	t.Parallel()
	lookup := &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "slack.invalid"}}
	for name, tt := range map[string]struct {
		fails []error // of the tries, one after the other; then it succeeds
		want  string  // in the error
		warns []string
	}{
		"at once":            {nil, "", nil},
		"no name, ten times": {[]error{lookup, lookup, lookup, lookup, lookup, lookup, lookup, lookup, lookup, lookup}, "", []string{"cause=dns"}},
		"two causes": {[]error{lookup, syscall.ECONNREFUSED, lookup, syscall.ECONNREFUSED, io.EOF}, "",
			[]string{"cause=dns", "cause=connection_refused", "cause=connection_lost"}},
		"Slack's own trouble":     {[]error{&OpenError{Code: "internal_error"}, &OpenError{RetryAfter: time.Millisecond}}, "", []string{"cause=slack_fails", "cause=rate_limited"}},
		"a proxy that agrees":     {[]error{ErrNotSlack}, "", []string{"cause=not_slack"}},
		"wrong token":             {[]error{&OpenError{Code: "invalid_auth"}}, "invalid_auth", nil},
		"wrong token, found late": {[]error{lookup, fmt.Errorf("wrapped: %w", &OpenError{Code: "token_revoked"})}, "token_revoked", []string{"cause=dns"}},
		"no Web API there":        {[]error{&OpenError{Final: true, Err: errors.New("404")}}, "404", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log lineLog
			c := New(nil, Options{Logger: slog.New(slog.NewTextHandler(&log, nil)), Speed: 10_000})
			tries := 0
			err := c.Await(within(t), func(context.Context) error {
				if tries++; tries <= len(tt.fails) {
					return tt.fails[tries-1]
				}
				return nil
			})
			if tt.want == "" && (err != nil || tries != len(tt.fails)+1) || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("after %d tries %v, want %q", tries, err, tt.want)
			}
			got := log.lines("level=WARN")
			if len(got) != len(tt.warns) {
				t.Fatalf("%d warnings, want %q:\n%s", len(got), tt.warns, &log)
			}
			for i, w := range tt.warns {
				if !strings.Contains(got[i], w) {
					t.Errorf("warning %d is %s, want %s", i, got[i], w)
				}
			}
		})
	}
}

// TestAwaitEnds ends the wait with its context, in a call and between two.
func TestAwaitEnds(t *testing.T) {
	t.Parallel()
	for name, speed := range map[string]float64{"in a call": 10_000, "between calls": 0.001} {
		ctx, cancel := context.WithCancel(t.Context())
		c := New(nil, Options{Speed: speed})
		err := c.Await(ctx, func(ctx context.Context) error {
			cancel()
			if speed > 1 {
				<-ctx.Done()
			}
			return io.EOF
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestOutage loses the network while connected: one warning for the loss and one for the
// outage, however many tries there are, and one line when it is over.
func TestOutage(t *testing.T) {
	t.Parallel()
	connected := make(chan struct{}, 2)
	s := startWith(t, fakeslack.Options{}, Options{Connected: func() { connected <- struct{}{} }}, nil)
	s.Fail("apps.connections.open", fakeslack.Failure{Status: 503, Times: 6})
	s.Sockets.DropAll()
	if err := s.Sockets.WaitHellos(within(t), 2); err != nil {
		t.Fatal(err)
	}
	s.until(t, "it is over", func() bool { return s.log.count("Slack is reached again") == 1 })
	for line, want := range map[string]int{"level=WARN": 2, "connection lost": 1, "Slack cannot be reached": 1, "connected to Slack": 2, "level=ERROR": 0} {
		if got := s.log.count(line); got != want {
			t.Errorf("%q %d times, want %d:\n%s", line, got, want, &s.log.text)
		}
	}
	if n := len(connected); n != 1 {
		t.Errorf("Connected was called %d times", n)
	}
}

// TestMute dials something that takes connections and says nothing, as a network that
// drops everything does.
func TestMute(t *testing.T) {
	t.Parallel()
	var log lineLog
	address := "ws" + strings.TrimPrefix(listen(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }), "http")
	c := New(func(context.Context) (string, error) { return address, nil }, Options{Logger: slog.New(slog.NewTextHandler(&log, nil)), Speed: 1000})
	ctx, cancel := context.WithTimeout(t.Context(), 2500*time.Millisecond)
	defer cancel()
	if err := c.Run(ctx, nil); err != nil {
		t.Error(err)
	}
	if got := log.lines("level=WARN"); len(got) != 1 || !strings.Contains(got[0], "cause=timeout") {
		t.Errorf("warnings %q", got)
	}
}

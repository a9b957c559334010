package bot

import (
	"testing"
	"time"

	"beilun/internal/fakeslack"
	"beilun/internal/fakeslack/network"
)

// TestHealth follows the state of a bot whose network goes and comes back, and whose
// answers are slow.
func TestHealth(t *testing.T) {
	t.Parallel()
	net, err := network.Start(network.Up)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(net.Close)
	srv, err := fakeslack.Start(fakeslack.Options{Public: net.Address()})
	if err != nil {
		t.Fatal(err)
	}
	net.To(srv.Host())
	fresh := New(fakeslack.BotToken, fakeslack.AppToken, &parrot{}, &shelf{}, Options{APIURL: srv.URL()})
	if h := fresh.Health(); h != (Health{}) {
		t.Errorf("before Run: %+v", h)
	}
	began := time.Now()
	s := startOn(t, srv, Options{Speed: 200})
	until := func(what string, ok func(Health) bool) Health {
		t.Helper()
		for ctx := within(t); ; time.Sleep(time.Millisecond) {
			h := s.bot.Health()
			if ok(h) {
				return h
			}
			if ctx.Err() != nil {
				t.Fatalf("not %s: %+v", what, h)
			}
		}
	}
	up := until("up", func(h Health) bool { return h.Connected })
	if up.Since.Before(began) || up.Reconnects != 0 || up.Waiting != 0 || up.Reason != "" {
		t.Errorf("up: %+v", up)
	}
	if err := net.Set(network.Refused); err != nil {
		t.Fatal(err)
	}
	down := until("down", func(h Health) bool { return !h.Connected && h.Reconnects > 1 })
	if !down.Since.After(up.Since) || down.Reason == "" {
		t.Errorf("down: %+v", down)
	}
	if err := net.Set(network.Up); err != nil {
		t.Fatal(err)
	}
	again := until("up again", func(h Health) bool { return h.Connected })
	if !again.Since.After(down.Since) || again.Reconnects < down.Reconnects {
		t.Errorf("again: %+v after %+v", again, down)
	}
	for range 40 {
		if _, err := s.People.Slash("C1", "U1", "slow"); err != nil {
			t.Fatal(err)
		}
	}
	until("busy", func(h Health) bool { return h.Waiting > 0 })
	close(s.parrot.slow)
	until("idle", func(h Health) bool { return h.Waiting == 0 })
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	if h := s.bot.Health(); h.Connected || h.Waiting != 0 {
		t.Errorf("after Run: %+v", h)
	}
}

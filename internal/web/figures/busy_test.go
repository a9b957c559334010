package figures

import (
	"context"
	"testing"
)

// While a file is made and as many wait as may, the next one is refused at once: each that
// waits has one of the site's connections.
func TestBusy(t *testing.T) {
	t.Parallel()
	p := &pages{busy: make(chan struct{}, maxFiles), waiting: make(chan struct{}, 1)}
	done, ok := p.turn(t.Context())
	if !ok {
		t.Fatal("refused the first")
	}
	p.waiting <- struct{}{} // one waits
	if _, ok := p.turn(t.Context()); ok {
		t.Error("one too many waits")
	}
	<-p.waiting
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, ok := p.turn(gone); ok {
		t.Error("one that has gone had its turn")
	}
	done()
	if done, ok = p.turn(t.Context()); !ok {
		t.Fatal("refused one when nobody waits")
	}
	done()
	if len(p.busy)+len(p.waiting) > 0 {
		t.Error("a place was not given back")
	}
}

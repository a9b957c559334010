package socket

import (
	"testing"
	"time"
)

// TestPace opens as often as it may for an hour, with and without a hello.
func TestPace(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		hello     bool
		min, most int // connections in an hour
	}{
		"hello each time": {true, 2700, 50 * 60},
		"never a hello":   {false, 60, 120},
	} {
		p := pace{min: minGap, max: maxGap}
		start := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
		n, window := 0, []time.Time(nil)
		for at := start; at.Before(start.Add(time.Hour)); at = p.next() {
			p.opened(at)
			if n++; tt.hello {
				p.greeted()
			}
			window = append(window, at)
			for at.Sub(window[0]) >= time.Minute {
				window = window[1:]
			}
			if len(window) > 50 {
				t.Fatalf("%s: %d in a minute", name, len(window))
			}
		}
		if n < tt.min || n > tt.most {
			t.Errorf("%s: %d in an hour, want %d to %d", name, n, tt.min, tt.most)
		}
	}
}

func TestHold(t *testing.T) {
	t.Parallel()
	p := pace{min: minGap, max: maxGap}
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	p.opened(now)
	p.wait(now, time.Minute)
	p.wait(now, time.Second) // does not shorten it
	if got := p.next(); got != now.Add(time.Minute) {
		t.Errorf("next after %v", got.Sub(now))
	}
	p.greeted()
	if got := p.next(); got != now.Add(minGap) {
		t.Errorf("after a hello next after %v", got.Sub(now))
	}
}

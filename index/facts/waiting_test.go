package facts

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestWaiting adds news, of which too many or too long ones wait at times, to an outbox and
// to what it is kept as: both have the same ones, also after they were read again.
func TestWaiting(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(20261201, 2))
	o := NewOutbox()
	w, err := o.Waiting()
	if err != nil {
		t.Fatal(err)
	}
	droppedSome := 0
	for step := range 120 {
		var raw []json.RawMessage
		for range []int{1, 3, maxPart, maxPart + 1, 300}[rng.IntN(5)] {
			length := 20 + rng.IntN(2000)
			if rng.IntN(50) == 0 {
				length = 100_000
			}
			text, err := json.Marshal(strings.Repeat("新闻<", length/8) + string(rune('a'+rng.IntN(26))))
			if err != nil {
				t.Fatal(err)
			}
			raw = append(raw, text)
		}
		if step == 60 {
			raw = []json.RawMessage{json.RawMessage(`"` + strings.Repeat("x", maxOutboxBytes) + `"`)} // none of all fits
		}
		want := o.add(raw)
		var got int
		if w, got, err = w.add(raw); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Fatalf("step %d: %d are dropped, want %d", step, got, want)
		}
		if want > 0 {
			droppedSome++
		}
		data, err := w.Encode()
		if err != nil {
			t.Fatal(err)
		}
		read := DecodeOutbox(data)
		same := func(a, b json.RawMessage) bool { return string(a) == string(b) }
		if read.Next != o.Next || !slices.EqualFunc(read.News, o.News, same) {
			t.Fatalf("step %d: up to %d wait, want %d, %d news of %d", step, read.Next, o.Next, len(read.News), len(o.News))
		}
		if rng.IntN(4) == 0 {
			o.Take(o.First() + uint64(rng.IntN(40)))
			if w, err = o.Waiting(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if droppedSome < 20 {
		t.Errorf("news are dropped %d times", droppedSome)
	}
}

// TestWaitingDamaged takes parts apart that are not what they should be.
func TestWaitingDamaged(t *testing.T) {
	t.Parallel()
	good, err := partsOf([]json.RawMessage{json.RawMessage(`"a"`), json.RawMessage(`"b"`)})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := good[0].last(1, 100); err != nil || len(got) != 1 || string(got[0]) != `"b"` {
		t.Errorf("%q, %v", got, err)
	}
	for name, p := range map[string]part{
		"short":  {count: 2, deflated: good[0].deflated[:3]},
		"number": {count: 3, deflated: good[0].deflated},
		"empty":  {count: 1},
	} {
		if _, err := p.last(1, 100); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

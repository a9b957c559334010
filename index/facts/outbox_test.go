package facts

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestOutboxIsBounded adds more news than an outbox keeps.
func TestOutboxIsBounded(t *testing.T) {
	t.Parallel()
	o := NewOutbox()
	start := o.First()
	const each = MaxOutbox - 100
	for _, want := range []int{0, each - 100, each} { // dropped
		if dropped := o.add(make([]json.RawMessage, each)); dropped != want {
			t.Errorf("%d are dropped, want %d", dropped, want)
		}
		raw, err := o.Encode()
		if err != nil {
			t.Fatal(err)
		}
		o = DecodeOutbox(raw)
	}
	if len(o.News) != MaxOutbox || o.Next != start+3*each {
		t.Errorf("from %d to %d wait", o.First(), o.Next)
	}
	large := json.RawMessage(`"` + strings.Repeat("x", maxOutboxBytes/3) + `"`)
	if dropped := o.add([]json.RawMessage{large, large, large}); dropped != MaxOutbox+1 || len(o.News) != 2 {
		t.Errorf("of large ones %d are dropped and %d wait", dropped, len(o.News))
	}
}

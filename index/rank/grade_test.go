package rank

import (
	"math"
	"testing"
)

// TestLengthCode keeps a length to a sixteenth and the order of lengths.
func TestLengthCode(t *testing.T) {
	t.Parallel()
	last := byte(0)
	for n := range 40_000 {
		code := CodeLength(n)
		if code < last {
			t.Fatalf("%d tokens have code %d, one less has %d", n, code, last)
		}
		last = code
		if got := LengthOf(code); n < 30_000 && (got < float64(n)*15/16 || got > float64(n)*17/16) {
			t.Fatalf("%d tokens come back as %v", n, got)
		}
	}
	if CodeLength(-1) != 0 || CodeLength(math.MaxInt) != 255 {
		t.Error("lengths out of range have no code")
	}
}

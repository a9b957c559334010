package index

import "testing"

// TestTimesOfNobody looks whether nothing happens without a Times. It counts allocations,
// so that nothing may run beside it.
func TestTimesOfNobody(t *testing.T) {
	nobody := TimesOf(t.Context())
	if nobody.Enter(Judge); nobody != nil {
		t.Error("there are times in an empty context")
	}
	if n := testing.AllocsPerRun(10, func() { TimesOf(t.Context()).Enter(Judge) }); n > 0 {
		t.Errorf("%v allocations where nobody measures", n)
	}
}

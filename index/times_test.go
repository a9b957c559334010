package index

import "testing"

// TestTimesOfNobody looks whether nothing happens without a Times.
func TestTimesOfNobody(t *testing.T) {
	t.Parallel()
	nobody := timesOf(t.Context())
	nobody.begin()
	nobody.found()
	nobody.ranked()
	if nobody != nil {
		t.Error("there are times in an empty context")
	}
}

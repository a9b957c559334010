package facts

import (
	"testing"

	"beilun/knowledge"
)

// TestAge looks whether days as they are written in the index are in the order
// of dates, the newest first.
func TestAge(t *testing.T) {
	t.Parallel()
	days := []knowledge.Date{{}, {Year: 999, Month: 12}, {Year: 2016}, {Year: 2016, Month: 1}, {Year: 2016, Month: 1, Day: 9}, {Year: 2016, Month: 10}, {Year: 2024, Month: 2, Day: 29}}
	for i, a := range days {
		for j, b := range days {
			if got := age(a) > age(b); got != (i < j) {
				t.Errorf("%v before %v: %v", a, b, got)
			}
		}
	}
}

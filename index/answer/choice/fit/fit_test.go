package fit

import "testing"

// TestWhose distinguishes figures of another thing, of none, and uncertain ones.
func TestWhose(t *testing.T) {
	t.Parallel()
	for w, want := range map[Whose]struct {
		other bool
		owner int
	}{
		WhoseOpen: {false, 0}, WhoseOpenOther: {false, 0}, WhoseSame: {false, 1}, WhosePart: {false, 1},
		Far(InClause, 0): {false, 2}, Far(Nowhere, 1): {false, 3}, Far(BeforeClause, 2): {true, 4}, Far(InTitle, 3): {true, 5},
	} {
		if w.IsOther() != want.other || w.Owner() != want.owner {
			t.Errorf("%d: other %v, owner %d, want %v", w, w.IsOther(), w.Owner(), want)
		}
	}
	if last := Far(Nowhere, 3); last != NumWhose-1 {
		t.Errorf("the last value is %d of %d", last, NumWhose)
	}
}

func TestPlacing(t *testing.T) {
	t.Parallel()
	seen := map[Placing]bool{0: true}
	for s := range numSeries {
		for _, sure := range []bool{false, true} {
			for _, most := range []bool{false, true} {
				x := PlacingOf(s, sure, most)
				if seen[x] || x.IsMost() != most || x.IsOfTable() != (s == OfTable) {
					t.Errorf("placing %d of series %d", x, s)
				}
				seen[x] = true
			}
		}
	}
	if len(seen) != NumPlacings {
		t.Errorf("%d placings, want %d", len(seen), NumPlacings)
	}
}

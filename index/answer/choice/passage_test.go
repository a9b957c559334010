package choice

import (
	"slices"
	"testing"

	"beilun/index"
)

// TestPassages puts first the passage whose candidates are believed together, and
// leaves the search its order where they say little.
func TestPassages(t *testing.T) {
	t.Parallel()
	hits := []index.Hit{{Score: 20}, {Score: 18}, {Score: 5}}
	for _, tt := range []struct {
		name string
		cs   []Candidate
		want []int
	}{
		{"the likeliest", []Candidate{{Kind: ASentence, Hit: 1, Chance: 0.9}}, []int{1, 0, 2}},
		{"several of one", []Candidate{{Kind: AFigure, Hit: 0, Chance: 0.3}, {Kind: AFigure, Hit: 1, Chance: 0.3}, {Kind: AFigure, Hit: 1, Chance: 0.3}}, []int{1, 0, 2}},
		{"they say little", []Candidate{{Kind: Nothing, Chance: 0.97}, {Kind: ASentence, Hit: 2, Chance: 0.02}}, []int{0, 1, 2}},
		{"none", nil, []int{0, 1, 2}},
	} {
		if got := Passages(tt.cs, hits); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	if c := BestOf([]Candidate{{Kind: Nothing}, {Kind: ASentence, Hit: 1, Chance: 0.5}, {Kind: ASentence, Hit: 1, Chance: 0.1}}, 1); c == nil || c.Chance != 0.5 {
		t.Errorf("the best of the second passage is %v", c)
	}
	if c := BestOf(nil, 1); c != nil {
		t.Errorf("the best of nothing is %v", c)
	}
}

package choice

import (
	"slices"
	"testing"

	"beilun/index"
	"beilun/index/answer/choice/candidate"
)

// TestPassages puts the passage first whose candidates together are likely, and
// keeps the order of the search if none is.
func TestPassages(t *testing.T) {
	t.Parallel()
	hits := []index.Hit{{Score: 20}, {Score: 18}, {Score: 5}}
	for _, tt := range []struct {
		name string
		cs   []Candidate
		want []int
	}{
		{"the likeliest", []Candidate{{Kind: candidate.Sentence, Hit: 1, Chance: 0.9}}, []int{1, 0, 2}},
		{"several of one", []Candidate{{Kind: candidate.Figure, Hit: 0, Chance: 0.3}, {Kind: candidate.Figure, Hit: 1, Chance: 0.3}, {Kind: candidate.Figure, Hit: 1, Chance: 0.3}}, []int{1, 0, 2}},
		{"they say little", []Candidate{{Kind: Nothing, Chance: 0.97}, {Kind: candidate.Sentence, Hit: 2, Chance: 0.02}}, []int{0, 1, 2}},
		{"none", nil, []int{0, 1, 2}},
	} {
		if got := Passages(tt.cs, hits); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	if c := BestOf([]Candidate{{Kind: Nothing}, {Kind: candidate.Sentence, Hit: 1, Chance: 0.5}, {Kind: candidate.Sentence, Hit: 1, Chance: 0.1}}, 1); c == nil || c.Chance != 0.5 {
		t.Errorf("the best of the second passage is %v", c)
	}
	if c := BestOf(nil, 1); c != nil {
		t.Errorf("the best of nothing is %v", c)
	}
}

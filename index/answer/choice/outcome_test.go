package choice

import (
	"testing"

	"beilun/index/answer/frame"
	"beilun/knowledge"
)

// TestCounter tells a figure that is counted with another word than the question's, and
// whether a figure beside it has that word.
func TestCounter(t *testing.T) {
	t.Parallel()
	of := func(unit string) Candidate {
		return Candidate{Kind: AFigure, Figure: &knowledge.Figure{Kind: knowledge.Count, Unit: unit}}
	}
	for _, tt := range []struct {
		word, unit string
		others     []Candidate
		want       int
	}{
		{"", "个", nil, 0},
		{"户", "户", nil, 1},
		{"户", "个", []Candidate{of("户")}, 2},
		{"户", "个", []Candidate{of("人"), {Kind: ASentence}}, 3},
	} {
		r := &Reading{frame: &frame.Frame{Measure: tt.word}}
		best := of(tt.unit)
		if got := r.counter(&best, append(tt.others, best)); got != tt.want {
			t.Errorf("多少%s, %s is told: %d, want %d", tt.word, tt.unit, got, tt.want)
		}
	}
}

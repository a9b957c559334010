package learn

import (
	"math"
	"testing"
)

var options = Options{Steps: 200, Rate: 0.1, Decay: 0.1}

// TestFitChoices learns that one feature decides what is right, whatever another one
// says.
func TestFitChoices(t *testing.T) {
	t.Parallel()
	var choices []Choice
	for i := range 40 {
		noise := int32(2 + i%2)
		choices = append(choices, Choice{Candidates: [][]int32{{0, noise}, {1, 5 - noise}}, Right: []bool{true, false}})
	}
	choices = append(choices, Choice{Candidates: [][]int32{{1}, {0}}, Right: []bool{false, false}}) // tells nothing
	w := FitChoices(choices, 4, options)
	if w[0] <= 0 || w[1] >= 0 {
		t.Errorf("the feature of what is right counts %v and that of what is wrong %v", w[0], w[1])
	}
	if d := w[2] - w[3]; math.Abs(float64(d)) > 0.1 {
		t.Errorf("features that tell nothing count %v and %v", w[2], w[3])
	}
}

// TestFitCases learns how often something is so.
func TestFitCases(t *testing.T) {
	t.Parallel()
	var cases []Case
	for i := range 400 {
		cases = append(cases, Case{Features: []int32{0, 1}, Values: []float64{1, float64(i % 2)}, True: i%2 == 1 && i%8 != 1})
	}
	w := FitCases(cases, 2, Options{Steps: 400, Rate: 0.1})
	if p := Likelihood(float64(w[0])); p > 0.1 {
		t.Errorf("what is never so is so with %.2f", p)
	}
	if p := Likelihood(float64(w[0] + w[1])); p < 0.6 || p > 0.9 {
		t.Errorf("what is so three times of four is so with %.2f", p)
	}
}

// TestFitCasesWeight lets a case that is so count as three that are not.
func TestFitCasesWeight(t *testing.T) {
	t.Parallel()
	cases := []Case{{Features: []int32{0}, True: true, Weight: 3}, {Features: []int32{0}}, {Features: []int32{0}, Weight: 0}}
	w := FitCases(cases, 1, Options{Steps: 400, Rate: 0.1})
	if p := Likelihood(float64(w[0])); math.Abs(p-0.6) > 0.02 {
		t.Errorf("what is so with a weight of 3 of 5 is so with %.2f", p)
	}
}

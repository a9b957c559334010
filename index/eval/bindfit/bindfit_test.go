package bindfit

import (
	"bytes"
	"testing"

	"beilun/index/eval"
	"beilun/index/eval/facts"
	"beilun/index/words"
	"beilun/internal/needs"
	"beilun/knowledge/bind/model"
)

// Floors of the development districts with weights learned from the others. They may
// only rise, unless districts are added. On 2026-11-29 eight were added that no rule was
// made from; the sixteen before them had .64, .87, .55 and .63.
const (
	minSubject   = 0.63
	minMetric    = 0.87
	minAll       = 0.54
	minPrecision = 0.62
)

// TestLeftOut scores each invented district with weights learned from others, a
// quarter of them left out at a time, and prints the scores.
func TestLeftOut(t *testing.T) {
	t.Parallel()
	needs.Long(t, "a minute: it learns four times")
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	districts, err := ReadAll(t.Context(), "../testdata/press", "../testdata/rounds")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	var scores []facts.Score
	var sum facts.Score
	for _, j := range LeftOut(lex.Binder(), districts, Defaults, 4) {
		names, scores, sum = append(names, j.Name), append(scores, j.Score), sum.Add(j.Score)
	}
	t.Logf("each with the weights of the others\n%s", eval.FactsTable(names, scores))
	for _, m := range []struct {
		name      string
		got, want float64
	}{
		{"subject", sum.Share(sum.Subject), minSubject}, {"metric", sum.Share(sum.Metric), minMetric},
		{"all", sum.Share(sum.All), minAll}, {"precision", sum.Precision(), minPrecision},
	} {
		if m.got < m.want {
			t.Errorf("%s %.3f, want at least %.2f", m.name, m.got, m.want)
		}
	}
}

// TestFit learns from examples that one feature decides what is right, whatever
// another one says.
func TestFit(t *testing.T) {
	t.Parallel()
	var examples []example
	for i := range 40 {
		noise := int32(2 + i%2)
		examples = append(examples, example{
			candidates: []model.Candidate{{Features: []int32{0, noise}}, {Features: []int32{1, 5 - noise}}},
			right:      []bool{true, false},
		})
	}
	w := fit(examples, Options{Epochs: 10, Rate: 0.2, Decay: 0.01})
	if w[0] <= 0 || w[1] >= 0 {
		t.Errorf("the feature of what is right counts %v and that of what is wrong %v", w[0], w[1])
	}
	if d := w[2] - w[3]; d > 0.1 || d < -0.1 {
		t.Errorf("features that tell nothing count %v and %v", w[2], w[3])
	}
}

// TestWrite reads the output of Write.
func TestWrite(t *testing.T) {
	t.Parallel()
	w := make(model.Weights, model.Features())
	w[1], w[len(w)-1] = 0.5, -1.25
	var b bytes.Buffer
	if err := Write(&b, w); err != nil {
		t.Fatal(err)
	}
	got, err := model.ReadWeights(&b)
	if err != nil || got[1] != 0.5 || got[len(got)-1] != -1.25 || got[0] != 0 {
		t.Errorf("read %v, %v, %v, %v of what was written", got[0], got[1], got[len(got)-1], err)
	}
}

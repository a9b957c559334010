package answer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"beilun/index"
	"beilun/index/answer/choice"
	"beilun/index/answer/choice/feature"
)

// Explanation is how an answer came about.
type Explanation struct {
	Hits       []index.Hit   // best first, with the parts of their scores
	Candidates []Candidate   // what may answer, the likeliest first, at most maxExplained
	Belief     choice.Belief // in the first of them
	Features   []int32       // of how far that is to be believed
	Values     []float64     // of the features
	By         string        // what chose, if it was not the order of the candidates
}

// Candidate is what was weighed.
type Candidate struct {
	Text   string
	Chance float64
	Score  float64
	Parts  index.Parts // the features that count most, with their weights
	Bound  string      // of a figure: what it is bound to
}

// Limits of an explanation.
const (
	maxExplained = 8
	maxFeatures  = 8 // of a candidate
)

// explain returns how w's candidates were weighed.
func explain(w *walk, weights choice.Weights) *Explanation {
	e := &Explanation{Hits: w.hits, Belief: w.belief, Features: w.doubt, Values: w.values}
	for i := range w.candidates[:min(maxExplained, len(w.candidates))] {
		e.Candidates = append(e.Candidates, explained(w, &w.candidates[i], weights))
	}
	return e
}

func explained(w *walk, c *choice.Candidate, weights choice.Weights) Candidate {
	out := Candidate{Text: c.Text(w.hits), Chance: c.Chance, Score: c.Score}
	if c.Kind == choice.Nothing {
		out.Text = "(nothing)"
	}
	for _, f := range feature.All(c.Features, w.reading.Group()) {
		if x := float64(weights[f]); x != 0 {
			out.Parts = append(out.Parts, index.Part{Name: feature.Name(int(f)), Value: x})
		}
	}
	slices.SortStableFunc(out.Parts, func(p, q index.Part) int {
		return cmp.Compare(max(q.Value, -q.Value), max(p.Value, -p.Value))
	})
	out.Parts = out.Parts[:min(maxFeatures, len(out.Parts))]
	if c.Figure != nil {
		b := &c.Figure.Binding
		out.Bound = strings.Join(slices.DeleteFunc([]string{b.Subject, b.Metric, b.Scope, string(b.State), b.Period}, func(s string) bool { return s == "" }), " / ")
	}
	return out
}

// String returns the explanation for a developer: the passages and the candidates
// that were weighed, a line each.
func (e Explanation) String() string {
	var b strings.Builder
	b.WriteString("passages:\n")
	for i, h := range e.Hits[:min(maxExplained, len(e.Hits))] {
		fmt.Fprintf(&b, "%2d %7.3f %s", i+1, h.Score, h.Passage.ID)
		writeParts(&b, h.Parts)
		b.WriteString("\n")
	}
	b.WriteString("candidates, with how likely each is, and what counts most:\n")
	for i, c := range e.Candidates {
		fmt.Fprintf(&b, "%2d %5.3f %s", i+1, c.Chance, strings.Join(strings.Fields(c.Text), ""))
		if c.Bound != "" {
			b.WriteString(" | " + c.Bound)
		}
		b.WriteString(" |")
		writeParts(&b, c.Parts)
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "believed: that the best answers %.2f, that its passage tells %.2f, that the releases tell %.2f\n", e.Belief.Right, e.Belief.Passage, e.Belief.Known)
	if e.By != "" {
		fmt.Fprintf(&b, "chosen by: %s\n", e.By)
	}
	return b.String()
}

func writeParts(b *strings.Builder, ps index.Parts) {
	for _, p := range ps {
		fmt.Fprintf(b, " %s=%.3g", p.Name, p.Value)
	}
}

// chosenBy notes what chose the answer.
func (ans *Answer) chosenBy(what string) {
	if ans.Explanation != nil {
		ans.Explanation.By = what
	}
}

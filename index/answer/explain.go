package answer

import (
	"fmt"
	"strings"

	"beilun/index"
)

// Explanation tells how an answer came about.
type Explanation struct {
	Hits       []index.Hit // best first, with the parts of their scores
	Candidates []Candidate // figures, best first, at most maxExplained
	Threshold  float64     // score that the first of them has to reach; 0 when no figure was asked for
	Spans      []Candidate // parts of sentences, as the reader gave them
	By         string      // what made the choice, a set phrase or the reader or the ledger; empty when nothing was chosen
	Refused    string      // the text that was chosen and then not taken, for its sentence does not give what is asked
}

// Candidate is a figure that was weighed.
type Candidate struct {
	Claim Claim
	Score float64
	Parts index.Parts // factors of the score; what is left of it comes off for the passage's rank
}

// maxExplained is the number of candidates kept for an explanation.
const maxExplained = 8

// String writes an explanation for a developer: the passages and the figures
// that were weighed, a line each.
func (e Explanation) String() string {
	var b strings.Builder
	b.WriteString("passages:\n")
	for i, h := range e.Hits[:min(maxExplained, len(e.Hits))] {
		fmt.Fprintf(&b, "%2d %7.3f %s", i+1, h.Score, h.Passage.ID)
		writeParts(&b, h.Parts)
		b.WriteString("\n")
	}
	if e.Threshold > 0 {
		fmt.Fprintf(&b, "figures (at least %.2f):\n", e.Threshold)
	}
	for i, c := range e.Candidates {
		fmt.Fprintf(&b, "%2d %7.3f %s", i+1, c.Score, strings.Join(strings.Fields(c.Claim.Text), ""))
		writeParts(&b, c.Parts)
		f := c.Claim.Figure.Binding
		fmt.Fprintf(&b, " | %s / %s", f.Subject, f.Metric)
		for _, s := range []string{f.Scope, string(f.State), f.Period} {
			if s != "" {
				b.WriteString(" / " + s)
			}
		}
		b.WriteString("\n")
	}
	if len(e.Spans) > 0 {
		fmt.Fprintf(&b, "texts (coverage and half of confidence at least %.2f):\n", minText)
	}
	for i, c := range e.Spans {
		fmt.Fprintf(&b, "%2d %7.3f %s", i+1, c.Score, strings.Join(strings.Fields(c.Claim.Text), ""))
		writeParts(&b, c.Parts)
		b.WriteString("\n")
	}
	if e.By != "" {
		fmt.Fprintf(&b, "chosen by: %s\n", e.By)
	}
	if e.Refused != "" {
		fmt.Fprintf(&b, "refused: %s: the sentence does not give what is asked\n", e.Refused)
	}
	return b.String()
}

func writeParts(b *strings.Builder, ps index.Parts) {
	for _, p := range ps {
		fmt.Fprintf(b, " %s=%.3g", p.Name, p.Value)
	}
}

// explain notes the figures that were weighed.
func (ans *Answer) explain(cs []candidate) {
	if ans.Explanation == nil {
		return
	}
	ans.Explanation.Threshold = minFigure
	for _, c := range cs[:min(maxExplained, len(cs))] {
		ans.Explanation.Candidates = append(ans.Explanation.Candidates, Candidate{c.claim(), c.score, c.parts})
	}
}

// by notes what made the choice.
func (ans *Answer) by(what string) {
	if ans.Explanation != nil {
		ans.Explanation.By = what
	}
}

// explainSpan notes a part of a sentence that was weighed.
func (ans *Answer) explainSpan(c *Claim, score float64, parts index.Parts) {
	if ans.Explanation != nil && len(ans.Explanation.Spans) < maxExplained {
		ans.Explanation.Spans = append(ans.Explanation.Spans, Candidate{*c, score, parts})
	}
}

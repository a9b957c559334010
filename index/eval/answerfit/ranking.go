package answerfit

import (
	"fmt"
	"io"
	"slices"

	"beilun/index"
	"beilun/index/answer/choice"
	"beilun/index/eval/verdict"
)

// listed is the number of candidates of a question that are listed.
const listed = 3

// list writes the ranking of the candidates by weights: a tab-separated line for each
// question and, indented below it, the likeliest candidates and the first right one.
// The line begins with "right" if the likeliest candidate answers the question,
// "ranked" if another one does, "none" if none does, or "unanswerable".
func (d *District) list(w io.Writer, weights choice.Weights) error {
	for i := range d.Asked {
		q := &d.Asked[i]
		if q.made {
			continue
		}
		cs := slices.Clone(q.Candidates)
		for k := range cs {
			cs[k].Number = k
		}
		choice.Rank(cs, q.Reading.Group(), weights)
		isRight := func(c choice.Candidate) bool { return q.Verdicts[c.Number] == verdict.Right }
		claims := slices.DeleteFunc(slices.Clone(cs), func(c choice.Candidate) bool { return c.Kind == choice.Nothing })
		first := slices.IndexFunc(claims, isRight)
		state := "ranked"
		switch {
		case !q.Gold.Answerable:
			state = "unanswerable"
		case first < 0:
			state = "none"
		case first == 0:
			state = "right"
		}
		at := slices.IndexFunc(q.Hits, func(h index.Hit) bool { return hasAnswer(&q.Gold, h.Passage.Text) })
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\tkind=%s\tasks=%v\tclasses=%v\tright=%d\tpassage=%d\tof=%d\t%s\t%q\n", state, d.Name, q.Gold.ID, q.Gold.Kind, q.Frame.Asks, q.Frame.Classes, first, at, len(cs), q.Gold.Question, q.Gold.Answers); err != nil {
			return fmt.Errorf("write the ranking of %s: %w", d.Name, err)
		}
		shown := cs[:min(listed, len(cs))]
		if right := slices.IndexFunc(cs, func(c choice.Candidate) bool { return c.Kind != choice.Nothing && isRight(c) }); right >= listed {
			shown = append(slices.Clone(shown), cs[right])
		}
		for _, c := range shown {
			if err := q.listCandidate(w, c); err != nil {
				return fmt.Errorf("write the ranking of %s: %w", d.Name, err)
			}
		}
	}
	return nil
}

// listCandidate writes a candidate and its sentence, and for a figure its subject,
// scope, metric and period.
func (q *Asked) listCandidate(w io.Writer, c choice.Candidate) error {
	if c.Kind == choice.Nothing {
		_, err := fmt.Fprintf(w, "    %.2f nothing\n", c.Chance)
		return err
	}
	bound := ""
	if c.Figure != nil {
		b := &c.Figure.Binding
		bound = b.Subject + "|" + b.Scope + "|" + b.Metric + "|" + b.Period
	}
	_, err := fmt.Fprintf(w, "    %.2f %v passage %d [%s] %s <<%s>>\n", c.Chance, q.Verdicts[c.Number], c.Hit, bound, c.Text(q.Hits), c.Sentence.Of(q.Hits[c.Hit].Passage.Text))
	return err
}

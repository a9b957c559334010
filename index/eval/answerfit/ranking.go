package answerfit

import (
	"fmt"
	"io"
	"slices"

	"beilun/index"
	"beilun/index/answer/choice"
	"beilun/index/eval/verdict"
)

// listed is how many of the likeliest candidates of a question are listed.
const listed = 3

// list writes how the candidates of the questions about a district are ranked by
// weights: a line a question, tab-separated, and below it indented lines of the
// likeliest candidates and of the first that is right. The line begins with "right"
// where the likeliest candidate answers, "ranked" where another one does, "none"
// where none does, and "unanswerable".
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
		choice.Rank(cs, weights)
		isRight := func(c choice.Candidate) bool { return q.Verdicts[c.Number] == verdict.Right }
		told := slices.DeleteFunc(slices.Clone(cs), func(c choice.Candidate) bool { return c.Kind == choice.Nothing })
		first := slices.IndexFunc(told, isRight)
		state := "ranked"
		switch {
		case !q.Gold.Answerable:
			state = "unanswerable"
		case first < 0:
			state = "none"
		case first == 0:
			state = "right"
		}
		at := slices.IndexFunc(q.Hits, func(h index.Hit) bool { return tells(&q.Gold, h.Passage.Text) })
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

// listCandidate writes a candidate and the sentence that it stands in; of a figure the
// thing, the part, the metric and the period, too.
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

package answer

import (
	"context"
	"slices"

	"beilun/index"
	"beilun/index/answer/choice"
	"beilun/knowledge/ledger"
)

// A decline says that the releases do not have what was asked for, and shows what
// they have of the thing. That must never be the very thing: such a figure is quoted,
// however low it is believed in, and beside it what the releases say otherwise.

// quoteAsked quotes the figure that is of the very thing and metric asked for, with
// those that differ from it, if there is one among the candidates.
func (a *Answerer) quoteAsked(ctx context.Context, w *walk) error {
	asked := w.asked()
	if len(asked) == 0 {
		return nil
	}
	s, err := follow(ctx, a.index, w.frame, w.claimOf(asked[0]))
	if err != nil {
		return err
	}
	w.ans.Quoted, w.ans.Reason = s.claim.quotation(), NotSure
	w.quoteBeside(s, asked)
	w.ans.chosenBy("its thing and metric, which are those asked for")
	return nil
}

// asked returns the candidates that are of the very thing and metric asked for, the
// likeliest first.
func (w *walk) asked() (out []*choice.Candidate) {
	for i := range w.candidates {
		if c := &w.candidates[i]; w.reading.IsAsked(c) {
			out = append(out, c)
		}
	}
	return out
}

// quoteBeside adds to a quotation of a story what others say of the very thing and
// metric asked for, other than in the sentence that is quoted.
func (w *walk) quoteBeside(s *story, asked []*choice.Candidate) {
	for _, c := range asked {
		s.addDiffering(w.claimOf(c))
	}
	quoted := w.ans.Quoted
	for _, o := range append([]Claim{*s.claim}, s.others...) {
		if o.Hit.Passage.ID != quoted.Hit.Passage.ID || !quoted.Sentence.Contains(o.Span) {
			w.ans.Others = append(w.ans.Others, o)
		}
	}
}

// addDiffering adds a claim of the time of s that has another value.
func (s *story) addDiffering(c *Claim) {
	isAs := func(o Claim) bool { return isGiven(c.Figure, o.Figure) || ledger.Consistent(c.Figure, o.Figure) }
	if c.Figure.Binding.Period != s.claim.Figure.Binding.Period || isAs(*s.claim) || slices.ContainsFunc(s.others, isAs) {
		return
	}
	s.add(index.Row{Passage: c.Hit.Passage, Figure: c.Figure}, Conflicting)
}

// quoteKnown makes a quotation of a decline that shows the very thing and metric
// asked for. The passage of such a figure was not among those that were found.
func (a *Answerer) quoteKnown(ans *Answer, u understood) {
	if len(ans.Known) == 0 {
		return
	}
	f := a.in.frame(u.text)
	for i := range ans.Known {
		known := &ans.Known[i]
		r := choice.Read(f, []index.Hit{{Passage: known.Hit.Passage}}, a.in.about())
		cs := r.Candidates()
		at := slices.IndexFunc(cs, func(c choice.Candidate) bool { return c.Figure != nil && c.Figure.Span == known.Figure.Span })
		if at < 0 || !r.IsAsked(&cs[at]) {
			continue
		}
		ans.Quoted, ans.Reason = known.quotation(), NotSure
		for k := range ans.Known {
			if o := &ans.Known[k]; k != i && ledger.SameMeasure(rowOf(known).Ledger(), rowOf(o).Ledger()) && !ledger.Consistent(known.Figure, o.Figure) {
				other := *o
				other.Relation = Conflicting
				ans.Others = append(ans.Others, other)
			}
		}
		ans.Known, ans.Suggestions = nil, nil
		return
	}
}

func rowOf(c *Claim) index.Row { return index.Row{Passage: c.Hit.Passage, Figure: c.Figure} }

package answer

import (
	"iter"
	"slices"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/choice"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/frame"
	"beilun/knowledge"
)

// walk is a question on its way from its words to its answer.
type walk struct {
	ans        *Answer
	frame      *frame.Frame
	hits       []index.Hit
	reading    *choice.Reading
	candidates []choice.Candidate // the likeliest first
	doubt      []int32            // features of how far the best of them is to be believed
	values     []float64          // of these features
	belief     choice.Belief      // in the best of them
	compared   bool               // the ledger was asked about several things, and had an answer
}

// allowed limits an outcome where likelihood does not matter: nothing is claimed
// about another thing, place, year or part of a year than the question names, or about
// the holder of another office.
func (w *walk) allowed(outcome choice.Outcome, best *choice.Candidate) choice.Outcome {
	f, stranger := best.Figure, w.reading.Stranger(best)
	switch {
	case outcome == choice.Declined, stranger == fit.StrangeName, outcome == choice.Quoted && stranger == fit.LooseName:
		return choice.Declined
	case outcome == choice.Claimed && (w.reading.LacksHolder(best) || w.reading.IsOfWholeYear(best)):
		return choice.Quoted
	case outcome == choice.Claimed && w.reading.IsOfOtherPart(best):
		return choice.Declined
	case outcome == choice.Claimed && f != nil && w.reading.IsOfOtherTime(best) && (f.Binding.Period != "" || w.isFarFrom(w.hits[best.Hit].Passage.Release.Date.Year)):
		return choice.Declined
	}
	return outcome
}

// isFarFrom reports whether a release of a year cannot be about the years that
// the question asks for: what it says without a time is about its own year or the
// one before.
func (w *walk) isFarFrom(year int) bool {
	return year > 0 && !slices.ContainsFunc(w.frame.Time.Years, func(y int) bool { return y == year || y == year-1 })
}

// claimOf claims what a candidate says.
func (w *walk) claimOf(c *choice.Candidate) *Claim {
	out := &Claim{Hit: w.hits[c.Hit], Sentence: c.Sentence, Span: c.Span, Text: c.Text(w.hits), Figure: c.Figure}
	out.Sentence.End = max(out.Sentence.End, c.Span.End) // it may be some sentences
	return out
}

// members claims the further pieces of a composition.
func (w *walk) members(best *choice.Candidate) (out []Claim) {
	for i := 1; i < len(best.Pieces); i++ {
		p := best.Pieces[i]
		h := w.hits[p.Hit]
		c := Claim{Hit: h, Sentence: p.Span, Span: p.Span, Text: p.Span.Of(h.Passage.Text), Relation: Member}
		for _, s := range h.Passage.Sentences {
			if s.Start <= p.Span.Start && p.Span.Start < s.End {
				c.Sentence = knowledge.Span{Start: s.Start, End: max(s.End, p.Span.End)}
			}
		}
		out = append(out, c)
	}
	return out
}

// nearest returns the passages, the one first that most likely has the answer.
func (w *walk) nearest() iter.Seq[*index.Hit] {
	return func(yield func(*index.Hit) bool) {
		for _, i := range choice.Passages(w.candidates, w.hits) {
			if !yield(&w.hits[i]) {
				return
			}
		}
	}
}

// quotation quotes the claim that the best candidate makes or, if another passage
// more likely has the answer, what the best candidate there says.
func (w *walk) quotation(best *choice.Candidate, claim *Claim) *Claim {
	if first := choice.Passages(w.candidates, w.hits)[0]; first != best.Hit {
		if c := choice.BestOf(w.candidates, first); c != nil && w.reading.Stranger(c) == fit.NoStranger {
			return w.claimOf(c).quotation()
		}
	}
	return claim.quotation()
}

// quotation quotes the sentences of a claim.
func (c *Claim) quotation() *Claim {
	return &Claim{Hit: c.Hit, Sentence: c.Sentence, Span: c.Sentence, Text: c.Quote()}
}

// declined returns why nothing is claimed.
func (w *walk) declined(best *choice.Candidate) Reason {
	if best != nil && (w.reading.IsOfOtherTime(best) || w.reading.IsOfOtherPart(best)) {
		return OtherTime
	}
	region := cue.Regions()
	if unknown := w.frame.Unknown; len(unknown) > 0 {
		if region.Ends(unknown[0].Text) {
			return OtherPlace
		}
		return SubjectUnknown
	}
	for _, s := range w.reading.Nowhere() {
		switch {
		case region.Ends(s):
			return OtherPlace
		case utf8.RuneCountInString(s) > 1:
			return SubjectUnknown
		}
	}
	return NotStated
}

// addPassages fills in the passages beside what is claimed or quoted, best first.
func (ans *Answer) addPassages(hits iter.Seq[*index.Hit]) {
	said := ans.Said()
	for h := range hits {
		if len(ans.Passages) == MaxPassages {
			return
		}
		if said == nil || said.Hit.Passage.ID != h.Passage.ID {
			if ans.Passages == nil {
				ans.Passages = make([]index.Hit, 0, MaxPassages)
			}
			ans.Passages = append(ans.Passages, *h)
		}
	}
}

// read returns the passages that an answer was made of: those that were found, and
// those of its claims.
func (ans *Answer) read(hits []index.Hit) (out []index.Passage) {
	for _, h := range hits {
		out = append(out, h.Passage)
	}
	for _, c := range append(slices.Clone(ans.Others), ans.Known...) {
		out = append(out, c.Hit.Passage)
	}
	if said := ans.Said(); said != nil {
		out = append(out, said.Hit.Passage)
	}
	return out
}

package answer

import (
	"cmp"
	"context"
	"slices"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/choice"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/frame"
	"beilun/index/query"
	"beilun/knowledge"
	"beilun/knowledge/concept"
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
	compared   bool               // the ledger was asked about several things, and told
}

// frame reads what a question in Chinese asks.
func (a *Answerer) frame(text string) *frame.Frame {
	q := a.ofDistrict(query.Parse(a.index.Lexicon(), text, a.today()))
	a.addNames(&q)
	if len(q.Named) == 0 {
		if known := cmp.Or(a.index.Known(fold(text)), a.district(q)); known != "" {
			q.Named = []string{known}
		}
	}
	return a.frames.Understand(q)
}

// about is what is known besides a question and the passages.
func (a *Answerer) about() choice.About {
	home := []string{fold(a.index.District().Name), "全区", "我区", "本区", "辖区"}
	return choice.About{
		Lexicon: concept.Default(),
		Home:    slices.DeleteFunc(home, func(s string) bool { return s == "" }),
		Same:    func(b *knowledge.Binding, n string) bool { return isOf(n, b) },
	}
}

// find returns the passages that are found for an answer: by the words of the question
// and, where releases have other words for what it asks, by these.
func (a *Answerer) find(ctx context.Context, f *frame.Frame) ([]index.Hit, error) {
	hits, err := a.index.Search(ctx, f.Query, searched)
	text, said := f.InSaid()
	if err != nil || len(said) == 0 || len(hits) == 0 || areIn(said, hits[:min(len(hits), lookedAt)]) {
		return hits, err
	}
	more, err := a.index.Search(ctx, query.Parse(a.index.Lexicon(), text, a.today()), saidFirst)
	if err != nil {
		return nil, err
	}
	return merged(hits, more), nil
}

// saidFirst is how many passages found by the words of releases are read, whatever
// the others score.
const saidFirst = 8

// lookedAt is how many of the first passages are looked at for words of releases, and
// haveSaid how many of them have to have some, so that no others are searched for.
const (
	lookedAt = 5
	haveSaid = 3
)

// areIn reports whether some of words stand in enough of hits.
func areIn(words []string, hits []index.Hit) bool {
	n := 0
	for _, h := range hits {
		if containsAny(h.Passage.Folded(), words) {
			n++
		}
	}
	return n >= haveSaid
}

// merged returns the passages of two searches, the best first: all of the second, and
// the best of the first.
func merged(hits, more []index.Hit) []index.Hit {
	out := slices.Clone(more)
	for _, h := range hits {
		if len(out) < searched && !slices.ContainsFunc(out, func(o index.Hit) bool { return o.Passage.ID == h.Passage.ID }) {
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(g, h index.Hit) int { return cmp.Compare(h.Score, g.Score) })
	return out
}

// choose finds what may answer, orders it, and reports how far the best is to be
// believed.
func (a *Answerer) choose(w *walk) {
	w.reading = choice.Read(w.frame, w.hits, a.about())
	w.candidates = w.reading.Candidates()
	choice.Rank(w.candidates, a.weights)
	w.doubt, w.values = w.reading.Doubt(w.candidates)
	w.belief = a.beliefs.Of(w.doubt, w.values)
	if a.explains {
		w.ans.Explanation = a.explain(w)
	}
}

// compose makes the answer of what was chosen.
func (a *Answerer) compose(ctx context.Context, w *walk) error {
	ans := w.ans
	outcome := choice.Declined
	best := choice.Best(w.candidates)
	if best != nil {
		outcome = w.belief.Outcome()
	}
	told, err := a.tell(ctx, w, best)
	if err != nil {
		return err
	}
	if w.compared {
		ans.by("the ledger, comparing things")
		outcome = choice.Claimed
	} else if best != nil {
		outcome = w.within(outcome, best)
	}
	switch outcome {
	case choice.Claimed:
		ans.Claim, ans.Others = told.claim, told.others
	case choice.Quoted:
		ans.Quoted, ans.Reason = w.quotation(best, told.claim), NotSure
	default:
		ans.Reason = w.declined(best)
	}
	ans.convert()
	ans.judge()
	ans.addPassages(w.nearest())
	return nil
}

// within returns what is made of an outcome by what is no matter of likelihood:
// nothing is claimed of another thing, place or year than the question names, or of the
// holder of another office.
func (w *walk) within(outcome choice.Outcome, best *choice.Candidate) choice.Outcome {
	f, stranger := best.Figure, w.reading.Stranger(best)
	switch {
	case outcome == choice.Declined, stranger == fit.StrangeName, outcome == choice.Quoted && stranger == fit.LooseName:
		return choice.Declined
	case outcome == choice.Claimed && w.reading.LacksHolder(best):
		return choice.Quoted
	case outcome == choice.Claimed && f != nil && w.reading.IsOfOtherTime(best) && (f.Binding.Period != "" || w.isFarFrom(w.hits[best.Hit].Passage.Release.Date.Year)):
		return choice.Declined
	}
	return outcome
}

// claimOf claims what a candidate says.
func (w *walk) claimOf(c *choice.Candidate) *Claim {
	h := w.hits[c.Hit]
	out := &Claim{Hit: h, Sentence: c.Sentence, Span: c.Span, Text: c.Text(w.hits), Figure: c.Figure}
	out.Sentence.End = max(out.Sentence.End, c.Span.End) // it may be some sentences
	return out
}

// tell returns what the ledger tells of several things where they are asked for,
// or what the best candidate says; for a figure the present one of what it counts.
func (a *Answerer) tell(ctx context.Context, w *walk, best *choice.Candidate) (*story, error) {
	s, err := a.compare(ctx, w.frame)
	switch {
	case s != nil || err != nil:
		w.compared = s != nil
		return s, err
	case best == nil:
		return nil, nil
	}
	c := w.claimOf(best)
	if c.Figure != nil {
		return a.follow(ctx, w.frame, c)
	}
	return &story{claim: c, others: w.members(best)}, nil
}

// members claims the further pieces of a candidate that is made of some.
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

// quotation quotes the sentences of a claim.
func (c *Claim) quotation() *Claim {
	return &Claim{Hit: c.Hit, Sentence: c.Sentence, Span: c.Sentence, Text: c.Quote()}
}

// isFarFrom reports whether a release of a year cannot be of the years that the
// question asks for: what it tells without a time is of its own or the one before.
func (w *walk) isFarFrom(year int) bool {
	return year > 0 && !slices.ContainsFunc(w.frame.Time.Years, func(y int) bool { return y == year || y == year-1 })
}

// nearest returns the passages, the one first that most likely tells the answer.
func (w *walk) nearest() []index.Hit {
	out := make([]index.Hit, 0, len(w.hits))
	for _, i := range choice.Passages(w.candidates, w.hits) {
		out = append(out, w.hits[i])
	}
	return out
}

// quotation quotes what the best candidate says, or where another passage tells the
// answer more likely, what the best one there does.
func (w *walk) quotation(best *choice.Candidate, told *Claim) *Claim {
	if first := choice.Passages(w.candidates, w.hits)[0]; first != best.Hit {
		if c := choice.BestOf(w.candidates, first); c != nil && w.reading.Stranger(c) == fit.NoStranger {
			return w.claimOf(c).quotation()
		}
	}
	return told.quotation()
}

// declined returns why nothing is claimed.
func (w *walk) declined(best *choice.Candidate) Reason {
	if best != nil && w.reading.IsOfOtherTime(best) {
		return OtherTime
	}
	if unknown := w.frame.Unknown; len(unknown) > 0 {
		if endsWithAny(unknown[0].Text, cue.Of("region").Words) {
			return OtherPlace
		}
		return SubjectUnknown
	}
	for _, s := range w.reading.Nowhere() {
		switch {
		case endsWithAny(s, cue.Of("region").Words):
			return OtherPlace
		case utf8.RuneCountInString(s) > 1:
			return SubjectUnknown
		}
	}
	return NotStated
}

// judge holds the claim against the figure that the question gives.
func (ans *Answer) judge() {
	given := ans.Query.Given
	if given == nil || ans.Claim == nil || ans.Claim.Figure == nil || ans.Query.Relation == query.Bearer {
		return
	}
	ans.Verdict = Differs
	if isGiven(given, ans.Claim.Figure) {
		ans.Verdict = Agrees
	}
}

// addPassages fills in the passages beside what is claimed or quoted, best first.
func (ans *Answer) addPassages(hits []index.Hit) {
	said := ans.Said()
	for _, h := range hits {
		if len(ans.Passages) == MaxPassages {
			return
		}
		if said != nil && said.Hit.Passage.ID == h.Passage.ID {
			continue
		}
		ans.Passages = append(ans.Passages, h)
	}
}

// Reading understands a question and holds the passages against it that may answer:
// what the choice of answers is learned from.
func (a *Answerer) Reading(ctx context.Context, question string) (*choice.Reading, []index.Hit, error) {
	f := a.frame(a.understand(clean(question)).text)
	hits, err := a.search(ctx, f)
	if err != nil {
		return nil, nil, err
	}
	return choice.Read(f, hits, a.about()), hits, nil
}

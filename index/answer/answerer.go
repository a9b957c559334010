package answer

import (
	"context"
	"fmt"
	"time"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/check"
	"beilun/index/answer/choice"
	"beilun/index/answer/frame"
	"beilun/knowledge"
)

// Options are the options of an Answerer; the zero value is ready for use.
type Options struct {
	Today   func() knowledge.Date // the day of asking, for 今年 and 去年; nil: Today
	Explain bool                  // fill in Answer.Explanation
	Weights choice.Weights        // of the candidates; nil: the built-in ones
	Beliefs *choice.Beliefs       // by which the outcome is chosen; nil: the built-in ones
}

// Answerer answers questions from an index. It is safe for concurrent use.
type Answerer struct {
	index    *index.Index
	in       *interpreter
	drafts   *check.Checker
	weights  choice.Weights
	beliefs  *choice.Beliefs
	explains bool
}

// New returns an Answerer over x.
func New(x *index.Index, opts Options) *Answerer {
	a := &Answerer{index: x, weights: opts.Weights, beliefs: opts.Beliefs, explains: opts.Explain}
	a.in = &interpreter{index: x, frames: frame.NewReader(x), today: opts.Today}
	if a.weights == nil {
		a.weights = choice.Defaults()
	}
	if a.beliefs == nil {
		m := choice.DefaultBeliefs()
		a.beliefs = &m
	}
	if a.in.today == nil {
		a.in.today = Today
	}
	a.drafts = check.New(x, a.in.today)
	return a
}

// Today returns the day of asking if nobody sets another one: the clock's. No
// other part of the program asks the clock which day it is.
func Today() knowledge.Date {
	y, m, d := time.Now().Date()
	return knowledge.Date{Year: y, Month: int(m), Day: d}
}

// Load loads the tables that an Answerer of any index needs. New does it too; a command
// that opens an index first does it meanwhile.
func Load() {
	frame.NewReader(nil)
	choice.Defaults()
	choice.DefaultBeliefs()
}

// Warm loads what the first question would wait for, in about 50 ms.
func (a *Answerer) Warm() { a.in.frame("") }

// Answer answers one question. Not knowing is an Answer without a Claim and no
// error; an error means that the index could not be read or that ctx ended.
func (a *Answerer) Answer(ctx context.Context, question string) (*Answer, error) {
	return a.answerFully(ctx, a.in.understand(clean(question)))
}

// Reading understands a question and compares it with the passages that may
// answer: what the choice of answers is learned from.
func (a *Answerer) Reading(ctx context.Context, question string) (*choice.Reading, []index.Hit, error) {
	f := a.in.frame(a.in.understand(clean(question)).text)
	hits, err := a.in.search(ctx, f)
	if err != nil {
		return nil, nil, err
	}
	return choice.Read(f, hits, a.in.about()), hits, nil
}

// answerFully answers a question, with suggestions beside a decline and, if the
// Answerer explains, rulings.
func (a *Answerer) answerFully(ctx context.Context, u understood) (*Answer, error) {
	var obeyed index.Obeyed
	if a.explains {
		ctx = index.WithObeyed(ctx, &obeyed)
	}
	t := index.TimesOf(ctx)
	defer t.Enter(t.Enter(index.Understand))
	ans, hits, err := a.answer(ctx, u)
	t.Enter(index.Compose)
	if err == nil {
		err = suggester{a.index, a.answers}.suggest(ctx, ans, hits)
	}
	if err == nil {
		a.quoteKnown(ans, u)
	}
	if err == nil && a.explains {
		ans.Rulings = a.index.Rulings(&obeyed, ans.Topic, ans.read(hits))
	}
	if err != nil {
		return nil, fmt.Errorf("answer: %w", err)
	}
	return ans, nil
}

// answer answers a question, and returns the passages that were read. If a
// thing has no answer under the name in the question, it is looked for under
// other names that people give it.
func (a *Answerer) answer(ctx context.Context, u understood) (*Answer, []index.Hit, error) {
	ans, hits, err := a.answerAs(ctx, u)
	if err != nil || ans.Claim != nil || ans.Reason == TooLong {
		return ans, hits, err
	}
	for _, other := range a.in.renamed(u) {
		alike, more, err := a.answerAs(ctx, other)
		if err != nil || alike.Claim != nil {
			return alike, more, err
		}
		if ans.Quoted == nil && alike.Quoted != nil {
			ans, hits = alike, more
		}
	}
	return ans, hits, nil
}

// answerAs is answer for the names that the question has.
func (a *Answerer) answerAs(ctx context.Context, u understood) (*Answer, []index.Hit, error) {
	ans := &Answer{Question: u.question, Topic: u.text, Corrected: u.corrected, English: u.english}
	if utf8.RuneCountInString(u.text) > MaxQuestion {
		ans.Reason = TooLong
		return ans, nil, nil
	}
	t := index.TimesOf(ctx)
	defer t.Enter(t.Enter(index.Understand))
	w := &walk{ans: ans, frame: a.in.frame(u.text)}
	ans.Query = w.frame.Query
	if len(ans.Query.Terms) == 0 {
		ans.Reason = NoQuestion
		return ans, nil, nil
	}
	var err error
	t.Enter(index.Candidates)
	if w.hits, err = a.in.search(ctx, w.frame); err != nil {
		return nil, nil, err
	}
	if len(w.hits) == 0 {
		ans.Reason = NothingFound
		return ans, nil, nil
	}
	a.choose(w, t)
	t.Enter(index.Compose)
	if err := a.compose(ctx, w); err != nil {
		return nil, nil, err
	}
	return ans, w.hits, nil
}

// rank finds what may answer, and orders it.
func (a *Answerer) rank(w *walk, t *index.Times) {
	t.Enter(index.Judge)
	w.reading = choice.Read(w.frame, w.hits, a.in.about())
	w.candidates = w.reading.Candidates()
	t.Enter(index.Choose)
	choice.Rank(w.candidates, w.reading.Group(), a.weights)
}

// choose ranks what may answer, and finds how far the best is to be believed.
func (a *Answerer) choose(w *walk, t *index.Times) {
	a.rank(w, t)
	w.doubt, w.values = w.reading.Doubt(w.candidates)
	w.belief = a.beliefs.Of(w.doubt, w.values)
	if a.explains {
		w.ans.Explanation = explain(w, a.weights)
	}
}

// answers reports whether question, read in the passage of r alone, has r's
// figure for its answer.
func (a *Answerer) answers(question string, r index.Row) bool {
	w := &walk{ans: &Answer{}, frame: a.in.frame(question), hits: []index.Hit{{Passage: r.Passage}}}
	a.rank(w, nil)
	best := choice.Best(w.candidates)
	return best != nil && best.Figure != nil && best.Figure.Span == r.Figure.Span
}

// compose makes the answer of what was chosen.
func (a *Answerer) compose(ctx context.Context, w *walk) error {
	ans := w.ans
	outcome := choice.Declined
	best := choice.Best(w.candidates)
	if best != nil {
		outcome = w.belief.Outcome()
	}
	s, err := a.storyOf(ctx, w, best)
	if err != nil {
		return err
	}
	if w.compared {
		ans.chosenBy("the ledger, comparing things")
		outcome = choice.Claimed
	} else if best != nil {
		outcome = w.allowed(outcome, best)
	}
	if outcome != choice.Claimed || best != nil && !w.compared && a.in.isOfOneDay(w.frame, best.Figure) {
		of, err := a.in.yearly(ctx, w)
		if err != nil {
			return err
		}
		if of != nil {
			ans.chosenBy("the ledger, among the years of a measure")
			s, outcome = of, choice.Claimed
		}
	}
	switch outcome {
	case choice.Claimed:
		ans.Claim, ans.Others = s.claim, s.others
	case choice.Quoted:
		ans.Quoted, ans.Reason = w.quotation(best, s.claim), NotSure
		if w.reading.IsAsked(best) && s.claim.Figure != nil && s.claim.Hit.Passage.ID == ans.Quoted.Hit.Passage.ID {
			w.quoteBeside(s, w.asked())
		}
	default:
		ans.Reason = w.declined(best)
		if err := a.quoteAsked(ctx, w); err != nil {
			return err
		}
	}
	ans.convert()
	ans.addPassages(w.nearest())
	return nil
}

// storyOf returns what the ledger has of several things if they are asked for, or
// what the best candidate says; for a figure the present one of what it counts.
func (a *Answerer) storyOf(ctx context.Context, w *walk, best *choice.Candidate) (*story, error) {
	c := comparer{a.index, func(ctx context.Context, text string) (*Answer, error) {
		ans, _, err := a.answer(ctx, understood{text: text})
		return ans, err
	}}
	s, err := c.compare(ctx, w.frame)
	switch {
	case s != nil || err != nil:
		w.compared = s != nil
		return s, err
	case best == nil:
		return nil, nil
	}
	claim := w.claimOf(best)
	if claim.Figure != nil {
		return follow(ctx, a.index, w.frame, claim)
	}
	return &story{claim: claim, others: w.members(best)}, nil
}

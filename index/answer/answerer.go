package answer

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/choice"
	"beilun/index/answer/frame"
	"beilun/index/words"
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
	frames   *frame.Reader
	today    func() knowledge.Date
	weights  choice.Weights
	beliefs  *choice.Beliefs
	explains bool
}

// New returns an Answerer over x.
func New(x *index.Index, opts Options) *Answerer {
	a := &Answerer{index: x, frames: frame.NewReader(x), today: opts.Today, weights: opts.Weights, beliefs: opts.Beliefs, explains: opts.Explain}
	if a.weights == nil {
		a.weights = choice.Defaults()
	}
	if a.beliefs == nil {
		m := choice.DefaultBeliefs()
		a.beliefs = &m
	}
	if a.today == nil {
		a.today = Today
	}
	return a
}

// Warm loads what the first question would wait for, in a twentieth of a second
// or so.
func (a *Answerer) Warm() { a.frame("") }

// searched is the number of passages that are read for an answer.
const searched = 20

// Answer answers one question. Not knowing is an Answer without a Claim and
// not an error; an error means that the index could not be read or that ctx
// ended.
func (a *Answerer) Answer(ctx context.Context, question string) (*Answer, error) {
	return a.whole(ctx, a.understand(clean(question)))
}

// understood is a question with its names as the releases write them.
type understood struct {
	question  string // as asked, cleaned
	text      string // in Chinese
	corrected []words.Correction
	english   bool
}

func (a *Answerer) understand(question string) understood {
	u := understood{question: question, text: question}
	if utf8.RuneCountInString(question) <= MaxQuestion {
		u.text, u.corrected, u.english = a.index.Correct(question)
	}
	return u
}

// whole answers a question, with what is told beside a decline.
func (a *Answerer) whole(ctx context.Context, u understood) (*Answer, error) {
	var obeyed index.Obeyed
	if a.explains {
		ctx = index.WithObeyed(ctx, &obeyed)
	}
	ans, hits, err := a.answer(ctx, u)
	if err == nil {
		err = a.suggest(ctx, ans, hits)
	}
	if err == nil && a.explains {
		ans.Rulings = a.index.Rulings(&obeyed, ans.Topic, ans.read(hits))
	}
	if err != nil {
		return nil, fmt.Errorf("answer: %w", err)
	}
	return ans, nil
}

// answer is whole without what is told beside a decline. It returns the
// passages that were read, too. What is not told of a thing under the name in the
// question is looked for under those that people say are its own.
func (a *Answerer) answer(ctx context.Context, u understood) (*Answer, []index.Hit, error) {
	ans, hits, err := a.answerAs(ctx, u)
	if err != nil || ans.Claim != nil || ans.Reason == TooLong {
		return ans, hits, err
	}
	for _, other := range a.renamed(u) {
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

// answerAs is answer for a question as it stands.
func (a *Answerer) answerAs(ctx context.Context, u understood) (*Answer, []index.Hit, error) {
	ans := &Answer{Question: u.question, Topic: u.text, Corrected: u.corrected, English: u.english}
	if utf8.RuneCountInString(u.text) > MaxQuestion {
		ans.Reason = TooLong
		return ans, nil, nil
	}
	w := &walk{ans: ans, frame: a.frame(u.text)}
	ans.Query = w.frame.Query
	if len(ans.Query.Terms) == 0 {
		ans.Reason = NoQuestion
		return ans, nil, nil
	}
	var err error
	if w.hits, err = a.search(ctx, w.frame); err != nil {
		return nil, nil, err
	}
	if len(w.hits) == 0 {
		ans.Reason = NothingFound
		return ans, nil, nil
	}
	a.choose(w)
	if err := a.compose(ctx, w); err != nil {
		return nil, nil, err
	}
	return ans, w.hits, nil
}

// clean takes control characters and invalid UTF-8 out of a question and trims
// it.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsControl(r), unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

package answer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/span"
	"beilun/knowledge"
)

// Options are the options of an Answerer; the zero value is ready for use.
type Options struct {
	Today   func() knowledge.Date // the day of asking, for 今年 and 去年; nil: Today
	Explain bool                  // fill in Answer.Explanation
	Reader  *span.Reader          // nil: the one with the built-in weights
}

// Answerer answers questions from an index. It is safe for concurrent use.
type Answerer struct {
	index    *index.Index
	reader   *span.Reader
	today    func() knowledge.Date
	explains bool
}

// New returns an Answerer over x.
func New(x *index.Index, opts Options) *Answerer {
	a := &Answerer{index: x, reader: opts.Reader, today: opts.Today, explains: opts.Explain}
	if a.reader == nil {
		a.reader = span.New(x.Lexicon())
	}
	if a.today == nil {
		a.today = Today
	}
	return a
}

// Warm loads what the first question would wait for, in a twentieth of a second
// or so.
func (a *Answerer) Warm() { a.reader.Warm() }

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
	corrected []index.Correction
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
		if alike, more, err := a.answerAs(ctx, other); err != nil || alike.Claim != nil {
			return alike, more, err
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
	ans.Query = a.ofDistrict(a.index.Lexicon().ParseQuery(u.text, a.today()))
	a.addNames(&ans.Query)
	if len(ans.Query.Named) == 0 {
		if known := cmp.Or(a.index.Known(fold(u.text)), a.district(ans.Query)); known != "" {
			ans.Query.Named = []string{known}
		}
	}
	if len(ans.Query.Terms) == 0 {
		ans.Reason = NoQuestion
		return ans, nil, nil
	}
	hits, err := a.index.Search(ctx, ans.Query, searched)
	if err != nil {
		return nil, nil, err
	}
	if len(hits) == 0 {
		ans.Reason = NothingFound
		return ans, nil, nil
	}
	if a.explains {
		ans.Explanation = &Explanation{Hits: hits}
	}
	done, err := a.compare(ctx, ans)
	if done {
		ans.by("the ledger, comparing things")
	}
	if err == nil && !done {
		err = a.read(ctx, ans, hits)
	}
	if err != nil {
		return nil, nil, err
	}
	if c := ans.Claim; c != nil && !done && !ans.firstOfAll() {
		ans.refuse(c, NotStated)
	}
	if c := ans.Claim; c != nil && c.Figure == nil && ans.Query.Want.IsFigure() && !a.evidenced(ans.Query, c, ans.sure) {
		ans.refuse(c, NotStated)
	}
	if c := ans.Claim; c != nil && c.Figure == nil && !c.isOfYear(ans.Query) {
		ans.refuse(c, OtherTime)
	}
	ans.convert()
	ans.judge()
	ans.addPassages(hits)
	return ans, hits, nil
}

// isOfYear reports whether a claim without a figure may be of a year that q names:
// its passage speaks of it, or is of a release of that year; or of a release
// without a date, and its sentence names no other year.
func (c *Claim) isOfYear(q index.Query) bool {
	p := c.Hit.Passage
	told := fold(p.Release.Title + "\n" + p.Heading + "\n" + p.Text)
	dated := p.Release.Date.Year > 0 || slices.ContainsFunc(p.Figures, func(f knowledge.Figure) bool {
		return c.Sentence.Contains(f.Span) && yearOf(f.Time) > 0
	})
	return len(q.Years) == 0 || !dated || slices.ContainsFunc(q.Years, func(year int) bool {
		return p.Release.Date.Year == year || strings.Contains(told, strconv.Itoa(year))
	})
}

// district returns the name of the place that a question gives by its short name,
// with nothing beside it but what is measured: 临湖区 for 临湖面积; "" for none.
func (a *Answerer) district(q index.Query) string {
	place := ""
	if !q.Want.IsFigure() {
		return ""
	}
	for _, c := range q.Concepts {
		switch {
		case c.Alts != nil || isMetric(c.Text):
		case place != "" || utf8.RuneCountInString(c.Text) != 2:
			return ""
		default:
			place = c.Text
		}
	}
	if place == "" {
		return ""
	}
	for _, kind := range regions {
		if name := place + kind; a.index.Known(name) == name {
			return name
		}
	}
	return ""
}

// firstOfAll reports whether the claim's sentence tells what a question for the
// largest or smallest asks, where the ledger had not enough to compare: any
// other thing of the kind is no answer.
func (ans *Answer) firstOfAll() bool {
	if r := ans.Query.Relation; r != index.Most && r != index.Least {
		return true
	}
	return containsAny(fold(ans.Claim.Quote()), superlatives)
}

// refuse takes back the claim c.
func (ans *Answer) refuse(c *Claim, why Reason) {
	if ans.Explanation != nil {
		ans.Explanation.Refused = c.Text
	}
	ans.Claim, ans.Others, ans.Reason = nil, nil, why
}

// judge holds the claim against the figure that the question gives.
func (ans *Answer) judge() {
	given := ans.Query.Given
	if given == nil || ans.Claim == nil || ans.Claim.Figure == nil || ans.Query.Relation == index.Bearer {
		return
	}
	ans.Verdict = Differs
	if isGiven(given, ans.Claim.Figure) {
		ans.Verdict = Agrees
	}
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

// addPassages fills in the passages beside the claim, best first.
func (ans *Answer) addPassages(hits []index.Hit) {
	for _, h := range hits {
		if len(ans.Passages) == MaxPassages {
			return
		}
		if ans.Claim != nil && ans.Claim.Hit.Passage.ID == h.Passage.ID {
			continue
		}
		ans.Passages = append(ans.Passages, h)
	}
}

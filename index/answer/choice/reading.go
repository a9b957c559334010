package choice

import (
	"beilun/index"
	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/contest"
	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/choice/judge"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/propose"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/knowledge"
)

// These are what a Reading is made of and makes, under the names by which its
// callers know them.
type (
	About     = question.About
	Candidate = candidate.Candidate
)

// Nothing is the kind of the candidate that no passage has an answer.
const Nothing = candidate.Nothing

// Reading is passages that are compared with a question. It is for one question
// and not safe for concurrent use.
type Reading struct {
	question *question.Question
	hits     []index.Hit
	pages    []page.Page
	results  [][]contest.Result // by page: how the figures rank that the question compares
}

// Read compares hits with the question f.
func Read(f *frame.Frame, hits []index.Hit, about About) *Reading {
	q := question.New(f, about)
	pages := page.Read(q, hits)
	return &Reading{q, hits, pages, contest.Compare(q, pages)}
}

// Group returns the group of questions whose features count for the candidates.
func (r *Reading) Group() feature.Group { return r.question.Group() }

// Frame returns the question as it is understood.
func (r *Reading) Frame() *frame.Frame { return r.question.Frame }

// Candidates returns all that may answer, with its features. The first is
// Nothing.
func (r *Reading) Candidates() []Candidate {
	cs := propose.All(r.question, r.pages, r.results)
	judge.All(r.question, r.pages, r.hits, r.results, cs)
	return forbid(cs)
}

// LacksHolder reports whether an office is asked for and a candidate names nobody
// in it.
func (r *Reading) LacksHolder(c *Candidate) bool {
	return judge.LacksHolder(r.question, c, c.Text(r.hits))
}

// IsOfOtherTime reports whether a candidate is of another time than the one that
// the question asks about.
func (r *Reading) IsOfOtherTime(c *Candidate) bool {
	return judge.IsOfOtherTime(r.question, &r.pages[c.At.Page], c)
}

// IsOfOtherPart reports whether a figure is of other months than the question asks about.
func (r *Reading) IsOfOtherPart(c *Candidate) bool { return judge.IsOfOtherPart(r.question, c) }

// IsOfWholeYear reports whether a figure is of a year and the question asks about months.
func (r *Reading) IsOfWholeYear(c *Candidate) bool { return judge.IsOfWholeYear(r.question, c) }

// IsAsked reports whether a candidate is a figure of the very thing and metric that
// the question asks for, and nothing in the question excludes it. Saying that it is
// not known would be untrue then, however low its chance is.
func (r *Reading) IsAsked(c *Candidate) bool {
	return c.Kind == candidate.Figure && !c.Figure.Binding.Doubtful() && judge.IsAsked(r.question, &r.pages[c.At.Page], c) && r.Stranger(c) == fit.NoStranger
}

// isOf reports whether a figure is of a thing.
func (r *Reading) isOf(b *knowledge.Binding, thing string) bool {
	return r.question.About.Same(b, thing)
}

// Nowhere returns the names and words of the question, other than what is
// measured, that no passage has.
func (r *Reading) Nowhere() (out []string) {
	q := r.question
	for i, n := range q.Names {
		if !r.has(func(p *question.Place) bool { return p.Has(i) }) {
			out = append(out, n.Said)
		}
	}
	for i := range q.Units {
		if u := &q.Units[i]; !u.Metric && !r.has(func(p *question.Place) bool { return p.HasUnit(i) }) {
			out = append(out, u.Text)
		}
	}
	return out
}

// has reports whether f accepts a sentence of the passages, or their heads.
func (r *Reading) has(f func(*question.Place) bool) bool {
	for i := range r.pages {
		pg := &r.pages[i]
		if f(&pg.Heads) {
			return true
		}
		for k := range pg.Sentences {
			if f(&pg.Sentences[k].Place) {
				return true
			}
		}
	}
	return false
}

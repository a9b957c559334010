package judge

import (
	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
)

// view is a candidate as it is judged, with what it is judged by.
type view struct {
	q     *question.Question
	pg    *page.Page // that the candidate is judged by
	c     *candidate.Candidate
	text  string           // the candidate's words
	words *page.FigureText // of a figure
	f     *feature.Set     // where the features go
}

func (v *view) add(t feature.Template, value int) { v.f.Add(t, value) }

func (v *view) sentence() *page.Sentence { return &v.pg.Sentences[v.c.At.Sentence] }

func (v *view) clause() *page.Clause { return &v.pg.Clauses[v.c.At.Clause] }

// units returns how much of the question's units the sentences of the candidate
// have, from those of the first one on.
func (v *view) units(first []float32) []float32 {
	for s := v.c.At.Sentence + 1; s <= v.c.At.Last; s++ {
		first = question.Most(first, v.pg.Sentences[s].Units)
	}
	return first
}

// coverage buckets the share of the question that a text has, given how much of
// each unit.
func (v *view) coverage(units []float32) int { return feature.Share(v.q.Coverage(units)) }

package judge

import (
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/question"
	"beilun/internal/wordlist"
)

// aspects are, by the numbers of cue.Aspects, whether a question has them.
type aspects []bool

func newAspects(q *question.Question) (out aspects) {
	for _, a := range cue.Aspects() {
		out = append(out, wordlist.ContainsAny(q.Frame.Text, a.Asked...))
	}
	return out
}

// judge adds for each aspect whether the question and a candidate's own words
// have it.
func (as aspects) judge(v *view, said uint64) {
	for i, asked := range as {
		if state := 2*feature.Bool(asked) + int(said>>i&1); state > 0 {
			v.add(feature.Aspect, 4*i+state)
		}
	}
}

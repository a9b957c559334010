package judge

import (
	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
)

// judgeNothing adds how much of the question the pages have: the less, the more
// likely it is that they have no answer.
func judgeNothing(q *question.Question, pages []page.Page, f *feature.Set) {
	f.Add(feature.Bias, 0)
	f.Add(feature.Kind, int(candidate.Nothing))
	named, best, bestSentence := 0.0, 0.0, 0.0
	units := make([]float32, len(q.Units)) // the most of each in one page
	for i := range pages {
		pg := &pages[i]
		for _, n := range pg.Heads.Names {
			named = max(named, float64(n))
		}
		best = max(best, pg.Coverage)
		for k := range pg.Sentences {
			s := &pg.Sentences[k]
			bestSentence = max(bestSentence, q.Coverage(s.Units))
			for _, n := range s.Names {
				named = max(named, float64(n))
			}
		}
		units = question.Most(units, pg.Units)
	}
	switch {
	case len(q.Names) == 0:
		f.Add(feature.Asked, 0)
	case named >= 1:
		f.Add(feature.Asked, 1)
	case named > 0:
		f.Add(feature.Asked, 2)
	default:
		f.Add(feature.Asked, 3)
	}
	if len(q.Frame.Unknown) > 0 {
		f.Add(feature.Asked, 4)
	}
	f.Add(feature.Asked, 5+min(3, len(q.Units)))
	f.Add(feature.Most, feature.Share(best))
	f.Add(feature.Missing, q.Missing(units))
	f.Add(feature.Sentence, feature.Share(bestSentence))
}

package judge

import (
	"unicode/utf8"

	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// replacements are the figures of all pages that others replaced. Which of the
// two answers depends on the time that the question asks about; without one it
// is the new one.
type replacements struct {
	q     *question.Question
	pages []page.Page
	read  bool
	old   []oldFigure // once they are read
}

type oldFigure struct {
	hit    int
	figure *knowledge.Figure
}

func newReplacements(q *question.Question, pages []page.Page) *replacements {
	return &replacements{q: q, pages: pages}
}

// all returns the figures that were replaced.
func (r *replacements) all() []oldFigure {
	if r.read {
		return r.old
	}
	r.read = true
	for i := range r.pages {
		pg := &r.pages[i]
		all := pg.Passage.Figures
		for k := range all {
			near := all[max(0, k-1):min(len(all), k+2)]
			if r.q.Permits(&all[k]) && figures.MoveOf(pg.Text, near, &all[k]) == figures.Replaced {
				r.old = append(r.old, oldFigure{i, &all[k]})
			}
		}
	}
	return r.old
}

// move returns what a figure is in a change, by the time that the question asks
// about: none, the present, the beginning, both.
func (r *replacements) move(v *view) int {
	t := &v.q.Frame.Time
	asked := feature.Bool(t.Newest) + 2*feature.Bool(t.First)
	own := v.words.Move
	if own == figures.Alone && r.isOutdated(v) {
		own = figures.Outdated
	}
	return asked*int(figures.NumMoves) + int(own)
}

// isOutdated reports whether another passage replaces a figure of the same value.
func (r *replacements) isOutdated(v *view) bool {
	for _, o := range r.all() {
		if o.hit != v.c.Hit && figures.SameValue(o.figure, v.c.Figure) {
			return true
		}
	}
	return false
}

// partOf returns whether a figure is a total or a part, by which of them the
// question asks for.
func partOf(v *view) int {
	asked := 0
	switch {
	case v.q.Asks("inpart"):
		asked = 2
	case v.q.Asks("inall"):
		asked = 1
	}
	return 3*asked + v.words.Part
}

// isEchoed reports whether the question has the words of a figure, so that it
// asks for another one: 那次签约的9个项目开工了几个.
func isEchoed(q *question.Question, f *knowledge.Figure) bool {
	text := zhtext.FoldString(f.Text)
	return utf8.RuneCountInString(text) > 1 && hasNumber(q.Frame.Text, text)
}

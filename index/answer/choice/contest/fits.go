package contest

import (
	"slices"
	"strings"

	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/index/answer/overlap"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// minWord is how many bytes a word has that a label is recognized by: two Han
// characters.
const minWord = 6

// named is the share of the pairs of characters of a thing's name from which on
// a question is taken to name it.
const named = 0.6

// names reports whether a question that asks which of some things names this one.
func names(q *question.Question, thing string) bool {
	return q.Frame.Compare == frame.Versus && overlap.Pairs(zhtext.FoldString(thing), q.Frame.Text) >= named
}

// isTotal reports whether a clause of a part of a sentence is before 其中: its
// figure is the total.
func isTotal(pg *page.Page, part [2]int, clause int) bool {
	for k := clause + 1; k < part[1]; k++ {
		if cue.Of("parts").Begins(pg.Clauses[k].Folded) {
			return true
		}
	}
	return false
}

// isSum reports whether a clause, or the one before it in the sentence, says that
// it is about several things together.
func isSum(pg *page.Page, clause int) bool {
	text := pg.Clauses[clause].Folded
	if from := pg.Sentences[pg.Clauses[clause].Sentence].From; clause > from {
		text = pg.Clauses[clause-1].Folded + text
	}
	return cue.In(text, "sum")
}

// isOneOf reports whether a figure is of one of the things that a question names
// to be compared.
func isOneOf(q *question.Question, b *knowledge.Binding) bool {
	return q.Frame.Compare != frame.Versus || len(q.Names) < 2 || slices.ContainsFunc(q.Names, func(n question.Name) bool {
		return q.About.Same(b, n.Text) || strings.Contains(b.Subject, n.Said)
	})
}

// fits returns how a figure measures what is asked for, by the words for what it
// measures: 3 it does, 2 a word of the question is among them, 1 its class is the
// one that the question's words are for, 0 it does not. f is nil for the number
// of a cell.
func fits(q *question.Question, label string, f *knowledge.Figure, change bool) int {
	if (q.Frame.Change == frame.Changed) != change {
		return 0
	}
	own := q.HeadPlace(label)
	asked, fit := false, 0
	for i := range q.Units {
		u := &q.Units[i]
		asked = asked || u.Metric
		switch {
		case u.Metric && own.Units[i] >= 1:
			return 3
		case u.Kind != concept.Thing && len(u.Text) >= minWord && own.Units[i] >= 1, u.Metric && u.IsLike(label):
			fit = 2
		}
	}
	isOf := false
	switch {
	case fit > 0 || change:
		return max(fit, 1)
	case f == nil || asked && len(q.Frame.Scale) == 0:
	case len(q.Frame.Scale) == 0:
		isOf = q.Permits(f)
	default:
		isOf = slices.Contains(q.Frame.Scale, figures.ClassOf(f))
	}
	if isOf {
		return 1
	}
	return 0
}

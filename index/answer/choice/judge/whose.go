package judge

import (
	"slices"
	"strings"

	"beilun/index/answer/choice/fit"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/knowledge"
)

// minSure is how certain a figure's thing has to be to be relied on.
const minSure = 0.5

func isUnsure(b *knowledge.Binding) bool { return b.Loose || b.Sure > 0 && b.Sure < minSure }

// whoseOf returns how a figure's thing compares with those that the question
// names, for the one that agrees most.
func whoseOf(v *view) fit.Whose {
	b := &v.c.Figure.Binding
	if len(v.q.Names) == 0 {
		if v.q.About.IsHome(b.Subject) {
			return fit.WhoseOpen
		}
		return fit.WhoseOpenOther
	}
	best := fit.NumWhose
	for i := range v.q.Names {
		best = min(best, whoseFor(v, i))
	}
	return best
}

// whoseFor is whoseOf for name i of the question.
func whoseFor(v *view, i int) fit.Whose {
	b, name, about := &v.c.Figure.Binding, v.q.Names[i].Text, &v.q.About
	switch {
	case about.Same(b, name) || b.Subject == "" && about.IsHome(name):
		if isUnsure(b) {
			return fit.WhoseUnsure
		}
		return fit.WhoseSame
	case b.Subject != name && strings.HasPrefix(b.Subject, name):
		return fit.WhosePart
	}
	own := 2
	switch {
	case about.IsHome(b.Subject):
		own = 0
	case isUnsure(b):
		own = 1
	case v.q.Apart(b.Subject, name):
		own = 3
	}
	return fit.Far(v.pg.Spot(i, v.c.At.Sentence, v.c.At.Clause), own)
}

// namedOf returns where the name asked for is, seen from a text: of several names
// the one that is farthest.
func namedOf(v *view) fit.Named {
	if len(v.q.Names) == 0 {
		return fit.Named(fit.NumSpots)
	}
	worst := fit.InClause
	for i := range v.q.Names {
		best := fit.Nowhere
		for s := v.c.At.Sentence; s <= v.c.At.Last; s++ {
			best = min(best, v.pg.Spot(i, s, v.c.At.Clause))
		}
		worst = max(worst, best)
	}
	return fit.Named(worst)
}

// isNear reports whether the things that the question names are in a
// candidate's sentence, before it, or in title or heading.
func isNear(v *view) bool {
	for i := range v.q.Names {
		if v.pg.Spot(i, v.c.At.Sentence, v.c.At.Clause) >= fit.Elsewhere {
			return false
		}
	}
	return true
}

// anotherOf returns whether the figures of a text, on its own page, are of
// another thing than the one asked for: 0 none is asked for, 1 they are of none,
// 2 one is of that thing, 3 they are of another.
func anotherOf(v *view, own *page.Page) int {
	if len(v.q.Names) == 0 {
		return 0
	}
	out := 1
	for i := range own.Passage.Figures {
		f := &own.Passage.Figures[i]
		b := &f.Binding
		if !v.c.Sentence.Contains(f.Span) || b.Subject == "" || b.Loose {
			continue
		}
		if slices.ContainsFunc(v.q.Names, func(n question.Name) bool { return v.q.About.Same(b, n.Text) }) {
			return 2
		}
		out = 3
	}
	return out
}

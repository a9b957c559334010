package talk

import (
	"slices"
	"strings"

	"beilun/index/answer/frame"
)

// IsMeant reports whether a name is that of one thing: not a word for a kind, unless it
// is part of the name of one thing only, as 科创园重建 is, or the end of a longer name, as
// 港口博物馆.
func IsMeant(n frame.Name) bool {
	isPart := n.Fit == frame.Short && len(n.Others) == 0 && n.Part == ""
	return !n.Generic || isPart || n.Fit < frame.Kind && strings.HasSuffix(n.Thing, n.Text+n.Part)
}

// BeginsWithName reports whether a question of a text begins with a name of its own, so
// that it leans on no other: 甲园总投资、乙园占地.
func (g *Grammar) BeginsWithName(question string) bool {
	return slices.ContainsFunc(g.Frame(question).Names, func(n frame.Name) bool { return n.Start == 0 && IsMeant(n) && n.Fit < frame.Fuzzy })
}

// IsNamedByKind reports whether a question names a thing in no more than words for
// kinds: a name that may as well be meant for less than that thing.
func (g *Grammar) IsNamedByKind(question string) bool {
	text := fold(question)
	names := g.Frame(text).Names
	return g.subjectOf(text) == "" && len(names) > 0 && !slices.ContainsFunc(names, func(n frame.Name) bool { return !n.Generic })
}

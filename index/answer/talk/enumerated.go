package talk

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/frame"
	"beilun/index/query"
	"beilun/internal/courtesy"
)

// gaps are lines and sentences that are no questions by themselves. Where there are
// questions before and behind them, they are items of the same list, whatever they ask.
type gaps struct {
	g       *Grammar
	pending []string // since the last question
}

// add notes a sentence, which may be a whole line, and reports whether it is an item of
// a list in any case: one that says no more than what to count, 甲馆展厅数.
func (b *gaps) add(s string, first, line bool) (item bool) {
	const longest = 30 // characters
	text := strings.TrimRight(strings.TrimSpace(fold(s)), ":")
	if text == "" || courtesy.Of(text) != courtesy.None || courtesy.IsEnglish(text) ||
		utf8.RuneCountInString(text) > longest || strings.Contains(text, ":") || of("listMark").In(text) || of("done").Ends(text) {
		return false
	}
	f := b.g.Frame(text)
	switch {
	case !f.Bare || f.Given != nil:
		return false
	case isCounted(f, first):
		return true
	case line || saysOfName(f):
		b.pending = append(b.pending, s)
	}
	return false
}

// take returns what is an item because a question, too, is before it.
func (b *gaps) take(begun bool) []string {
	items := b.pending
	b.pending = nil
	if !begun {
		return nil
	}
	return items
}

// isCounted reports whether a text ends in a word for what is counted, 甲馆展厅数, and says
// of what, if it is the first of a message: 还差三个数.
func isCounted(f *frame.Frame, first bool) bool {
	return f.Bare && IsMetric(strings.TrimRight(f.Text, " :")) && (!first || saysOfName(f))
}

// saysOfName reports whether a text begins with a name and says more.
func saysOfName(f *frame.Frame) bool {
	end := len(strings.TrimRight(f.Text, " :"))
	return slices.ContainsFunc(f.Names, func(n frame.Name) bool { return n.Start == 0 && n.End < end && IsMeant(n) })
}

// withoutColon returns a sentence without the colon behind it, if it has one.
func withoutColon(s string) (rest string, had bool) {
	rest = strings.TrimRight(s, colons+" ")
	return rest, rest != s && rest != ""
}

// isForm reports whether most of some sentences end in a colon: these are blanks to be
// filled in, where another introduces what is behind it.
func isForm(all []sentence) bool {
	colons := 0
	for _, s := range all {
		if _, had := withoutColon(s.text); had {
			colons++
		}
	}
	return colons > 1 && colons*2 > len(all)
}

// enumerated cuts a folded text that asks things each of which begins with a name, 甲园
// 总投资、乙园展厅数; nil if it is no such text.
func (g *Grammar) enumerated(text string) []string {
	text = cutPrefixes(text, " ,", of("opener").Words...)
	marks := of("listMark")
	if !marks.In(text) {
		return nil
	}
	if asking, ok := query.AskingIn(g.Lexicon, text); ok && asking.Want.IsFigure() && withoutParticles(text[asking.End:]) == "" {
		text = text[:asking.Start]
	}
	pieces := strings.FieldsFunc(withoutFillers(text), func(r rune) bool { return marks.Has(string(r)) })
	measured := 0
	for i, p := range pieces {
		p = strings.TrimSpace(p)
		f := g.Frame(p)
		if !f.Bare || f.Given != nil || !saysOfName(f) {
			return nil
		}
		if f.Asks != frame.Text {
			measured++
		}
		if pieces[i] = p; endsMeasuring(f) {
			pieces[i] += howMuch
		}
	}
	if len(pieces) < 2 || measured*2 < len(pieces) {
		return nil
	}
	return pieces
}

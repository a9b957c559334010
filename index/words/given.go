package words

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge/bind"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/errata"
)

// A name that people give a thing may be one that no rule knows as a name: 宁泰 has no
// word in it for what it is. So releases are bound with those names, and when they
// change, the releases that have them are read again from the same bytes. That is no
// change of a release, and no news.

// GivenBy returns the names of a list that are not found as names by themselves, in
// order.
func (l *Lexicon) GivenBy(list *errata.List) (out []string) {
	if list == nil {
		return nil
	}
	binder := l.Binder()
	for _, line := range list.Lines {
		for _, n := range line.Names {
			if !slices.Equal(binder.Names(n), []string{n}) {
				out = append(out, n)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// givenNames finds given names in texts.
type givenNames struct {
	byFirst map[rune][]string // by their first character, longer ones first
	lex     *Lexicon
}

// withGiven returns the binder of l, which takes the given names for names as well.
func (l *Lexicon) withGiven(names []string) bind.Binder {
	binder := l.Binder()
	if len(names) == 0 {
		return binder
	}
	g := &givenNames{map[rune][]string{}, l}
	for _, n := range names {
		first := FirstRune(n)
		g.byFirst[first] = append(g.byFirst[first], n)
	}
	for _, ns := range g.byFirst {
		slices.SortFunc(ns, func(a, b string) int { return len(b) - len(a) })
	}
	binder.Cut = g.words
	return binder
}

// words cuts a folded text into words, of which each given name is one. The text
// between names is cut separately.
func (g *givenNames) words(text string) []names.Word {
	all := g.lex.Cut(text)
	var out []names.Word
	from := 0
	for i, r := range text {
		if i < from {
			continue
		}
		for _, n := range g.byFirst[r] {
			end := i + len(n)
			if !strings.HasPrefix(text[i:], n) || !wordAt(text, i, end) || !g.isName(text, all, i, end) {
				continue
			}
			out = append(g.between(out, text, from, i), names.Word{Start: i, End: end, Tag: names.UserTag})
			from = end
			break
		}
	}
	if from == 0 {
		return all
	}
	return g.between(out, text, from, len(text))
}

// between appends the words of a part of text.
func (g *givenNames) between(out []names.Word, text string, from, to int) []names.Word {
	for _, w := range g.lex.Cut(text[from:to]) {
		out = append(out, names.Word{Start: from + w.Start, End: from + w.End, Tag: w.Tag})
	}
	return out
}

// isName reports whether text[from:to], which is equal to a name, is that name and not
// cut out of other words as in 安宁泰然: a word begins or ends there. A name of two
// characters must not be beside single ones that may belong to it: 华宁泰集团, 宁泰路.
func (g *givenNames) isName(text string, words []names.Word, from, to int) bool {
	i, _ := slices.BinarySearchFunc(words, from, func(w names.Word, at int) int { return w.End - at - 1 })
	j, _ := slices.BinarySearchFunc(words, to, func(w names.Word, at int) int { return w.End - at })
	if i == len(words) || j == len(words) || words[i].Start < from && words[j].End > to {
		return false
	}
	if utf8.RuneCountInString(text[from:to]) > 2 {
		return true
	}
	const one = len("字")
	loose := func(k, touches int) bool {
		return k >= 0 && k < len(words) && (words[k].End == touches || words[k].Start == touches) && words[k].End-words[k].Start == one && !g.lex.IsStop(text[words[k].Start:words[k].End])
	}
	return words[i].Start == from && words[j].End == to && !loose(i-1, from) && !loose(j+1, to)
}

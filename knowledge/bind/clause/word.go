package clause

import (
	"slices"
	"sort"

	"beilun/internal/wordlist"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
)

// WordAt returns the index of the first word that begins at byte i or after it.
func (t *Text) WordAt(i int) int {
	return sort.Search(len(t.Words), func(k int) bool { return t.Words[k].Start >= i })
}

// ListEndsAt reports whether a list of names ends at byte i.
func (t *Text) ListEndsAt(i int) bool {
	c := &t.Clauses[t.ClauseAt(i)]
	j := t.NameBehind(c, i-1)
	return j < c.NamesEnd && t.Names[j].End == i && t.Names[j].Listed
}

// Content returns the words between from and to that have a meaning of their own. The
// caller may change the slice.
func (t *Text) Content(from, to int) []names.Word {
	first := len(t.content)
	for i := sort.Search(len(t.Words), func(i int) bool { return t.Words[i].Start >= from }); i < len(t.Words) && t.Words[i].End <= to; i++ {
		w := t.Words[i]
		t.Steps++
		if t.isContent(w) && (w.End-w.Start > wordlist.Char || w.Tag == "n" || w.Tag == names.MetricTag || names.Lone(t.Words, i) || len(t.content) > first && t.content[len(t.content)-1].End == w.Start && !t.Tables.Is(names.Break, t.S[w.Start:w.End])) {
			t.content = append(t.content, w)
		}
	}
	return slices.Clip(t.content[first:])
}

// isContent reports whether w is neither a function word nor part of a figure.
func (t *Text) isContent(w names.Word) bool {
	s := t.S[w.Start:w.End]
	if t.Tables.Is(names.Idle|names.Scope|names.Prep|names.From|names.Change|names.Level, s) {
		return false
	}
	switch w.Tag {
	case "p", "c", "u", "uj", "ul", "r", "d", "t", "m", "mq", "q", "y", "ad":
		return false
	}
	return !t.HasFigure(w.Start, w.End)
}

// MetricOf returns the metric of the lexicon that is nearest to figure i, in front of it
// or else behind it, or nil.
func (t *Text) MetricOf(i int) *concept.Concept {
	f := &t.Figures[i]
	from := t.Left(i)
	k := sort.Search(len(t.Matches), func(k int) bool { return t.Matches[k].End > f.From }) - 1
	for ; k >= 0 && t.Matches[k].Start >= from; k-- {
		if c := t.Matches[k].Metric; c != nil {
			return c
		}
	}
	to := t.Right(i)
	for k = sort.Search(len(t.Matches), func(k int) bool { return t.Matches[k].Start >= f.To }); k < len(t.Matches) && t.Matches[k].End <= to; k++ {
		if c := t.Matches[k].Metric; c != nil {
			return c
		}
	}
	return nil
}

// HasMetric reports whether a metric of the lexicon is between left, where the words in
// front of figure i begin, and the figure: 固定资产投资增长7.8% behind another level.
// Metrics that count things or are shares do not count.
func (t *Text) HasMetric(i, left int) bool {
	f := &t.Figures[i]
	k := sort.Search(len(t.Matches), func(k int) bool { return t.Matches[k].Start >= left })
	for ; k < len(t.Matches) && t.Matches[k].End <= f.From; k++ {
		if c := t.Matches[k].Metric; c != nil && !c.HasClass(concept.Percent) && !c.HasClass(concept.Count) {
			return true
		}
	}
	return false
}

// MetricAt reports whether a metric of the lexicon begins at byte i.
func (t *Text) MetricAt(i int) bool {
	k := sort.Search(len(t.Matches), func(k int) bool { return t.Matches[k].Start >= i })
	return k < len(t.Matches) && t.Matches[k].Start == i && t.Matches[k].Metric != nil
}

// IsMetric reports whether a text is a metric of the lexicon that counts neither things
// nor people: 税收, 占地.
func IsMetric(text string) bool {
	return slices.ContainsFunc(concept.Default().Said(text), func(c *concept.Concept) bool {
		return c.Kind == concept.Metric && !c.HasClass(concept.Count) && !c.HasClass(concept.People)
	})
}

package frame

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/knowledge/concept"
)

// askedWord is what people ask for concepts with, in deep plain form.
type askedWord struct {
	parts    []string
	size     int // characters
	concepts []*concept.Concept
}

// askedWords are the words of a lexicon that people ask with, by their first
// character.
type askedWords map[rune][]*askedWord

var defaultAsked = sync.OnceValue(func() askedWords { return newAsked(concept.Default()) })

func newAsked(lex *concept.Lexicon) askedWords {
	byText := map[string]*askedWord{}
	out := askedWords{}
	for _, c := range lex.Concepts {
		for _, w := range c.Asked {
			p := plainOf(strings.ToLower(w), deep, nil).text
			if utf8.RuneCountInString(p) < 2 {
				continue
			}
			a := byText[p]
			if a == nil {
				a = &askedWord{parts: strings.Split(p, "…"), size: utf8.RuneCountInString(p) - strings.Count(p, "…")}
				if slices.Contains(a.parts, "") {
					continue
				}
				byText[p] = a
				r, _ := utf8.DecodeRuneInString(p)
				out[r] = append(out[r], a)
			}
			if !slices.Contains(a.concepts, c) {
				a.concepts = append(a.concepts, c)
			}
		}
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b *askedWord) int { return cmp.Compare(b.size, a.size) })
	}
	return out
}

// calls is a place of a question that calls concepts.
type calls struct {
	Mention
	size int // characters of the words
}

// asked returns where the question calls concepts in the words of those who ask.
func (ws askedWords) find(p *plain, text string) (out []calls) {
	for i, r := range p.text {
		for _, w := range ws[r] {
			c := cue{parts: w.parts}
			to := c.at(p.text, i)
			if to == 0 || strings.IndexByte(p.text[i:to], closed) >= 0 && len(w.parts) == 1 {
				continue
			}
			from, end := p.span(i, to)
			out = append(out, calls{Mention{Word{text[from:end], from, end, -1}, w.concepts, true}, w.size})
			break // the others are shorter
		}
	}
	return out
}

// mentions returns the concepts that a question calls, none overlapping, in order.
// The longer words win, and those of releases where they are as long.
func (r *reader) mentions() []Mention {
	open := func(m concept.Match) bool {
		return !r.taken(m.Start, m.End)
	}
	var all []calls
	for _, m := range r.lex.Find(r.f.Text) {
		if open(m) {
			w := r.word(m.Start, m.End)
			all = append(all, calls{Mention{w, m.Concepts, false}, utf8.RuneCountInString(w.Text)})
		}
	}
	p := plainOf(r.f.Text, deep, r.masked)
	all = append(all, r.asked.find(&p, r.f.Text)...)
	slices.SortStableFunc(all, func(a, b calls) int {
		return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.Start, b.Start))
	})
	var out []Mention
	for _, c := range all {
		if !slices.ContainsFunc(out, func(m Mention) bool { return c.Start < m.End && m.Start < c.End }) {
			out = append(out, c.Mention)
		}
	}
	slices.SortFunc(out, func(a, b Mention) int { return a.Start - b.Start })
	return out
}

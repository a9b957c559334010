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
	cue
	size     int // characters
	concepts []*concept.Concept
}

// askedGap is how many characters a … may be in a word that people ask with.
const askedGap = 6

// askedWords are the words of a lexicon that people ask with, by their first
// character.
type askedWords map[rune][]*askedWord

var defaultAsked = sync.OnceValue(func() askedWords { return newAsked(concept.Default()) })

func newAsked(lex *concept.Lexicon) askedWords {
	var bare []string
	eachLine("bare.txt", func(f []string) {
		for _, w := range f {
			bare = append(bare, plainOf(w, deep, nil).text)
		}
	})
	byText := map[string]*askedWord{}
	out := askedWords{}
	for _, c := range lex.Concepts {
		for _, w := range c.Asked {
			p := plainOf(strings.ToLower(w), deep, nil).text
			if utf8.RuneCountInString(p) < 2 || slices.Contains(bare, p) {
				continue
			}
			a := byText[p]
			if a == nil {
				a = &askedWord{cue: cue{parts: strings.Split(p, "…")}, size: utf8.RuneCountInString(p) - 2*strings.Count(p, "…")}
				if slices.Contains(a.parts, "") {
					continue
				}
				a.setRest()
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

// calls is a place of a question that names concepts.
type calls struct {
	Mention
	size  int      // characters of the words
	parts [][2]int // their places, in bytes of the question
}

func (c *calls) overlaps(o *calls) bool {
	return slices.ContainsFunc(c.parts, func(a [2]int) bool {
		return slices.ContainsFunc(o.parts, func(b [2]int) bool { return a[0] < b[1] && b[0] < a[1] })
	})
}

// find returns where the question names concepts in the words of those who ask.
func (ws askedWords) find(p *plain, text string) (out []calls) {
	for i, r := range p.text {
		for _, w := range ws[r] {
			if !w.mayBeIn(&p.chars) {
				continue
			}
			to := w.at(p.text, i, askedGap)
			if to == 0 {
				continue
			}
			from, end := p.span(i, to)
			found := calls{Mention: Mention{Word{text[from:end], from, end, -1}, w.concepts, true, len(w.parts) > 1}, size: w.size}
			for at, k := i, 0; k < len(w.parts); k++ {
				at += strings.Index(p.text[at:], w.parts[k])
				f, t := p.span(at, at+len(w.parts[k]))
				found.parts = append(found.parts, [2]int{f, t})
				at += len(w.parts[k])
			}
			out = append(out, found)
		}
	}
	return out
}

// mentions returns the concepts that a question names, none overlapping, in order.
// Longer words win, and of equally long ones those of releases.
func (r *reader) mentions() []Mention {
	var all []calls
	for _, m := range r.said() {
		w := r.word(m.Start, m.End)
		all = append(all, calls{Mention{w, m.Concepts, false, false}, utf8.RuneCountInString(w.Text), [][2]int{{m.Start, m.End}}})
	}
	p := plainOf(r.f.Text, deep, r.mask.at)
	for _, c := range r.asked.find(&p, r.f.Text) {
		if !isInChange(r.f.Text, c.Start) {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b calls) int {
		return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.End-a.Start, b.End-b.Start), cmp.Compare(a.Start, b.Start))
	})
	var chosen []calls
	var out []Mention
	for _, c := range all {
		if !slices.ContainsFunc(chosen, func(o calls) bool { return c.overlaps(&o) }) {
			chosen = append(chosen, c)
			c.Concepts = r.behindName(c.Mention)
			out = append(out, c.Mention)
		}
	}
	slices.SortFunc(out, func(a, b Mention) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	return out
}

// behindName returns the concepts of m and, if m begins with the end of a name, those of
// the rest as well: 南渡隧道全长 asks for the 隧道全长, and for the 全长 of 南渡隧道, which is
// what releases write beside the name. Lexicons keep the two apart.
func (r *reader) behindName(m Mention) []*concept.Concept {
	if m.Asked || m.Gapped || !measured(&m) {
		return m.Concepts
	}
	for at := range m.Text {
		if at == 0 || !slices.ContainsFunc(r.f.Names, func(n Name) bool {
			return n.Start <= m.Start && m.Start <= n.End && strings.HasSuffix(n.Thing, m.Text[:at])
		}) {
			continue
		}
		rest := m.Text[at:]
		for _, c := range r.lex.Asked(rest) {
			if c.Kind == concept.Metric && !slices.Contains(m.Concepts, c) {
				m.Concepts = append(slices.Clip(m.Concepts), c)
			}
		}
	}
	return m.Concepts
}

// isInChange reports whether a place of a text is inside a word for a change: 长多少 of
// 增长多少 asks for no length.
func isInChange(text string, at int) bool {
	for _, class := range [...]string{"up", "down"} {
		all := changeWords()[class]
		for i := range all {
			if len(all[i].parts) > 1 {
				continue
			}
			word := all[i].parts[0]
			for from := max(0, at-len(word)+1); from < at; from++ {
				if text[from] == word[0] && strings.HasPrefix(text[from:], word) {
					return true
				}
			}
		}
	}
	return false
}

// said returns where the question names concepts in the words of releases, outside
// names and times.
func (r *reader) said() (out []concept.Match) {
	text := []byte(r.f.Text)
	for i := range text {
		if r.mask[i] {
			text[i] = closed
		}
	}
	return r.lex.Find(string(text))
}

package choice

import (
	"math/bits"
	"slices"

	"beilun/internal/zhtext"
)

// What a question says and no release does often is what it asks for: 政府债务利息 is
// not told by a sentence that has 政府债务.

// content is the characters of the question that say what it asks: in no words that
// ask and in no time, and no asides.
func (r *Reading) content() (s pairSet) {
	asides := loadCues()["aside"]
	for _, c := range without(r.frame.Text, r.frame.Asking, r.frame.Time.Spans) {
		if n, ok := r.chars.number[[2]rune{0, c}]; ok && !slices.Contains(asides, string(c)) {
			s[n/64] |= 1 << (n % 64)
		}
	}
	return s
}

// unsaid counts the characters of the question's content that stand nowhere near a
// candidate, other than those of words that others stand for. around is how much of the
// units stands there.
func (r *Reading) unsaid(c *Candidate, around []float32) int {
	pg := &r.pages[c.page]
	said := r.charsOf(pg.heads.folded).or(r.charsOf(pg.sentences[c.sentence].folded))
	if c.sentence > 0 {
		said = said.or(r.charsOf(pg.sentences[c.sentence-1].folded))
	}
	if c.Figure != nil {
		b := &c.Figure.Binding
		in, _ := r.chars.chars(zhtext.FoldString(b.Subject + b.Scope + b.Metric + c.Figure.Unit))
		said = said.or(in)
	}
	for i := range r.units {
		if around[i] >= 1 && !r.units[i].gapped {
			said = said.or(r.charsOf(r.units[i].text))
		}
	}
	n := 0
	for i, w := range r.contents {
		n += bits.OnesCount64(w &^ said[i])
	}
	return n
}

// charsOf returns which characters of the question stand in a text, and remembers it.
func (r *Reading) charsOf(text string) pairSet {
	s, ok := r.charSets[text]
	if !ok {
		s, _ = r.chars.chars(text)
		r.charSets[text] = s
	}
	return s
}

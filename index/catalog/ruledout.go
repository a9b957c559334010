package catalog

import (
	"beilun/index/likeness"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/errata"
)

// ruledOut is a text that is no figure.
type ruledOut struct {
	line errata.Line
	text []rune // folded, without white space
}

// squeezed is a text, folded and without white space, with the way back.
type squeezed struct {
	text []rune
	at   []int // by character: its byte offset in the text before folding; one more for the end
}

func squeezedOf(text string) squeezed {
	f := zhtext.Fold(text)
	var s squeezed
	for i, r := range f.Text {
		if r == ' ' || r == '\n' || r == '\t' {
			continue
		}
		from, _ := f.Source(i, i)
		s.text, s.at = append(s.text, r), append(s.at, from)
	}
	s.at = append(s.at, len(text))
	return s
}

// ruleOut returns the first of phrases that contains a figure, or that the figure
// contains; nil if there is none.
func (s squeezed) ruleOut(phrases []ruledOut, f knowledge.Figure) *ruledOut {
	for n, p := range phrases {
		for i := 0; i+len(p.text) <= len(s.text); i++ {
			if !s.has(p.text, i) {
				continue
			}
			at := knowledge.Span{Start: s.at[i], End: s.at[i+len(p.text)]}
			if at.Start <= f.Span.Start && f.Span.End <= at.End || f.Quote.Start <= at.Start && at.End <= f.Quote.End {
				return &phrases[n]
			}
		}
	}
	return nil
}

// has reports whether a phrase is at i and is not cut out of a longer number: 5年 is
// not in 15年.
func (s squeezed) has(phrase []rune, i int) bool {
	for j, r := range phrase {
		if s.text[i+j] != r {
			return false
		}
	}
	end := i + len(phrase)
	return (i == 0 || !likeness.IsNumeral(s.text[i-1]) || !likeness.IsNumeral(phrase[0])) &&
		(end == len(s.text) || !likeness.IsNumeral(s.text[end]) || !likeness.IsNumeral(phrase[len(phrase)-1]))
}

package names

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// Cleaned is a folded text without white space.
type Cleaned struct {
	S  string
	at []int32 // for each byte of S, where its character begins in the text
}

// Clean folds text and removes the white space.
func Clean(text string) Cleaned {
	f := zhtext.Fold(text)
	at := make([]int32, 0, len(f.Text))
	var b strings.Builder
	done := 0 // where in f.Text the last white space ends
	for i, r := range f.Text {
		if r == ' ' || r == '\n' || r == '\r' || r == '\t' || r == '\u3000' {
			if b.Cap() == 0 {
				b.Grow(len(f.Text))
			}
			b.WriteString(f.Text[done:i])
			done = i + utf8.RuneLen(r)
			continue
		}
		source, _ := f.Source(i, i)
		from := int32(source)
		switch {
		case r < utf8.RuneSelf:
			at = append(at, from)
		case r >= 0x800 && r <= 0xFFFF:
			at = append(at, from, from, from)
		case r < 0x800:
			at = append(at, from, from)
		default:
			at = append(at, from, from, from, from)
		}
	}
	if done == 0 {
		return Cleaned{f.Text, at} // as most texts are
	}
	b.WriteString(f.Text[done:])
	return Cleaned{b.String(), at}
}

// Of returns where the characters of span, a span of the text, are in S.
func (c Cleaned) Of(span knowledge.Span) (start, end int) {
	start, _ = slices.BinarySearch(c.at, int32(span.Start))
	end, _ = slices.BinarySearch(c.at, int32(span.End))
	return start, end
}

package bind

import (
	"slices"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// cleaned is a text folded and without white space.
type cleaned struct {
	s  string
	at []int32 // for each byte of s the byte of the text that its character begins at
}

func clean(text string) cleaned {
	f := zhtext.Fold(text)
	b, at := make([]byte, 0, len(f.Text)), make([]int32, 0, len(f.Text))
	for i, r := range f.Text {
		if r == ' ' || r == '\n' || r == '\r' || r == '\t' || r == '\u3000' {
			continue
		}
		from, _ := f.Source(i, i)
		for b = utf8.AppendRune(b, r); len(at) < len(b); {
			at = append(at, int32(from))
		}
	}
	return cleaned{string(b), at}
}

// of returns the span of s that holds the characters of span in the text.
func (c cleaned) of(span knowledge.Span) (start, end int) {
	start, _ = slices.BinarySearch(c.at, int32(span.Start))
	end, _ = slices.BinarySearch(c.at, int32(span.End))
	return start, end
}

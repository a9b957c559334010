package figure

import (
	"slices"
	"strings"

	"beilun/knowledge"
)

// falls returns the word in front of i that tells that f is how much something
// fell: nobody is to read 下降3.2% as a growth. Of a list (分别下降5%、3%) the
// figures behind the first have it as their qualifier.
func (s *scanner) falls(i int, f *reading) string {
	if f.Kind == knowledge.Ordinal || f.Kind == knowledge.Temperature || f.Kind == knowledge.Ratio {
		return ""
	}
	left, did := strings.CutSuffix(s.s[s.floor:i], "了")
	if word := s.t.beforeAt(left, fall).text; word != "" {
		if did {
			word += "了"
		}
		return word
	}
	if f.Qualifier == "" && len(s.found) > 0 && slices.Contains(listed, s.s[s.floor:f.from]) {
		if last := &s.found[len(s.found)-1]; last.Kind == f.Kind && last.Unit == f.Unit {
			f.Qualifier = s.fell(last)
		}
	}
	return ""
}

// fell returns the word for a fall that a figure is quoted with, "" for none.
func (s *scanner) fell(f *knowledge.Figure) string {
	if f.Qualifier != "" && s.t.beforeAt(f.Qualifier, fall).text == f.Qualifier {
		return f.Qualifier
	}
	head := strings.TrimSuffix(s.src.text[f.Quote.Start:f.Span.Start], "了")
	if word := s.t.beforeAt(head, fall).text; word != "" && word == head {
		return word
	}
	return ""
}

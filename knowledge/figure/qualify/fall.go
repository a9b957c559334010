package qualify

import (
	"slices"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/word"
)

// fall returns the length of the word in front of i that makes a fall of f, so
// that 下降3.2% is not quoted as a growth. A figure behind the first one of a list
// (分别下降5%、3%) gets the word as its qualifier.
func (r *Reader) fall(i int, f *number.Reading) int {
	if f.Kind == knowledge.Ordinal || f.Kind == knowledge.Temperature || f.Kind == knowledge.Ratio {
		return 0
	}
	left, past := strings.CutSuffix(string(r.words.Text[r.words.Floor:i]), done)
	if text := r.words.Words.Trailing(left, word.Fall).Text; text != "" {
		if past {
			return len(text) + len(done)
		}
		return len(text)
	}
	last := r.Last
	if f.Qualifier == "" && last != nil && last.Kind == f.Kind && last.Unit == f.Unit && slices.Contains(r.joints, string(r.words.Text[r.words.Floor:f.From])) {
		f.Qualifier = r.fallOf(last)
	}
	return 0
}

// fallOf returns the word for a fall that f is quoted with, "" for none.
func (r *Reader) fallOf(f *knowledge.Figure) string {
	if r.words.Words.Is(f.Qualifier, word.Fall) {
		return f.Qualifier
	}
	head := strings.TrimSuffix(f.Text[:f.Span.Start-f.Quote.Start], done)
	if r.words.Words.Is(head, word.Fall) {
		return head
	}
	return ""
}

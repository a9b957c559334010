package layout

import (
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// Part is a part of a sentence that is judged for itself.
type Part struct{ Span, Whole knowledge.Span }

// quoteEnds end what somebody says within a sentence.
var quoteEnds = []string{"。”", "！”", "？”"}

// Parts cuts sentences behind what somebody says in them: “…。”某某说。 has two.
func Parts(text string, sentences []knowledge.Span) (out []Part) {
	for _, s := range sentences {
		from := s.Start
		for _, end := range quoteEnds {
			if i := strings.Index(text[from:s.End], end); i >= 0 && from+i+len(end) < s.End {
				out = append(out, Part{knowledge.Span{Start: from, End: from + i + len(end)}, s})
				from += i + len(end)
			}
		}
		out = append(out, Part{knowledge.Span{Start: from, End: s.End}, s})
	}
	return out
}

// Clauses cuts a sentence behind commas, semicolons and colons, but neither at a
// comma within a number nor at a colon before one: 增速：-6.5% is one clause.
func Clauses(text string, s knowledge.Span) (out []knowledge.Span) {
	start := s.Start
	for i, c := range s.Of(text) {
		end := s.Start + i + utf8.RuneLen(c)
		switch c {
		case '，', '；', ';':
		case '：':
			if rest := strings.TrimLeft(text[end:s.End], "+-－−"); rest != "" && isDigit(rest[0]) {
				continue
			}
		case ',':
			if end < s.End && isDigit(text[end]) {
				continue
			}
		default:
			continue
		}
		out = append(out, knowledge.Span{Start: start, End: end})
		start = end
	}
	if start < s.End {
		out = append(out, knowledge.Span{Start: start, End: s.End})
	}
	return out
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// Trim takes white space and marks off both ends of a span.
func Trim(text string, s knowledge.Span) knowledge.Span {
	const marks = "，；：、 ,;:\u3000\n\t"
	for s.Start < s.End {
		c, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !strings.ContainsRune(marks, c) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		c, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !strings.ContainsRune(marks, c) {
			break
		}
		s.End -= n
	}
	return s
}

// WithoutStop takes what is at the end of a span and only ends it: full stops,
// and the other characters of marks.
func WithoutStop(text string, s knowledge.Span, marks string) knowledge.Span {
	s.End = s.Start + len(strings.TrimRight(s.Of(text), "。"+marks))
	return s
}

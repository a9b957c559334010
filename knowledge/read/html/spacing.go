package html

import (
	"html"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/trace"
)

// decodeInto adds the text at s of the page to b, with its entities decoded.
func (w *web) decodeInto(b *trace.Builder, s knowledge.Span) {
	words := s.Of(w.Text)
	from := 0
	for i := 0; i < len(words); {
		n := strings.IndexByte(words[i:], '&')
		if n < 0 {
			break
		}
		i += n
		length, stands := pageEntity(words[i:])
		if length == 0 {
			i++
			continue
		}
		b.Copy(w.String, knowledge.Span{Start: s.Start + from, End: s.Start + i})
		b.Replace(stands, w.String, knowledge.Span{Start: s.Start + i, End: s.Start + i + length})
		i += length
		from = i
	}
	b.Copy(w.String, knowledge.Span{Start: s.Start + from, End: s.End})
}

// pageEntity returns the length in bytes of the entity at the start of s, 0 if
// there is none, and its text. On web pages the semicolon may be missing.
func pageEntity(s string) (int, string) {
	if n, out := char.Entity(s); n > 0 {
		return n, out
	}
	const longest = 10
	end := 1
	for end < len(s) && end < longest && (s[end] == '#' || char.IsAlnum(rune(s[end]))) {
		end++
	}
	out := html.UnescapeString(s[:end])
	if out == s[:end] {
		return 0, ""
	}
	_, w := utf8.DecodeRuneInString(out)
	return end - len(out[w:]), char.Seen(out[:w])
}

// collapse returns t with the spacing that a browser shows: line ends are nothing
// between Chinese characters and a space between words and numbers; other white
// space becomes one space, or none where Chinese text has none.
func collapse(t trace.String) trace.String {
	t = t.Trim()
	if strings.IndexFunc(t.Text, char.IsSpace) < 0 {
		return t
	}
	var b trace.Builder
	from := 0
	for i := 0; i < len(t.Text); {
		r, w := utf8.DecodeRuneInString(t.Text[i:])
		if !char.IsSpace(r) {
			i += w
			continue
		}
		end := i + len(t.Text[i:]) - len(strings.TrimLeftFunc(t.Text[i:], char.IsSpace))
		b.Copy(t, knowledge.Span{Start: from, End: i})
		if keepPageGap(char.Last(t.Text[:i]), t.Text[i:end], char.First(t.Text[end:])) {
			b.Replace(" ", t, knowledge.Span{Start: i, End: end})
		}
		from, i = end, end
	}
	b.Copy(t, knowledge.Span{Start: from, End: len(t.Text)})
	return b.Finish()
}

// keepPageGap reports whether white space between two characters of a page has a
// meaning.
func keepPageGap(before rune, gap string, after rune) bool {
	if strings.ContainsAny(gap, "\u3000\u00a0") {
		return trace.KeepGap(before, gap, after)
	}
	if strings.ContainsAny(gap, "\n\t") && (char.IsHan(before) || char.IsHan(after)) {
		return false
	}
	return trace.KeepGap(before, " ", after) // a browser shows one space
}

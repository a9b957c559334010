package read

import (
	"html"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// decodeInto adds the characters at s of the page to b, with what entities
// stand for.
func (w *web) decodeInto(b *builder, s knowledge.Span) {
	words := s.Of(w.text)
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
		b.copy(w.traced, knowledge.Span{Start: s.Start + from, End: s.Start + i})
		b.replace(stands, w.traced, knowledge.Span{Start: s.Start + i, End: s.Start + i + length})
		i += length
		from = i
	}
	b.copy(w.traced, knowledge.Span{Start: s.Start + from, End: s.End})
}

// pageEntity returns the length of the entity at the start of s and what it
// stands for. On web pages some do without their semicolon.
func pageEntity(s string) (int, string) {
	if n, out := entity(s); n > 0 {
		return n, out
	}
	const longest = 10
	end := 1
	for end < len(s) && end < longest && (s[end] == '#' || isAlnum(rune(s[end]))) {
		end++
	}
	out := html.UnescapeString(s[:end])
	if out == s[:end] {
		return 0, ""
	}
	_, w := utf8.DecodeRuneInString(out)
	return end - len(out[w:]), seen(out[:w])
}

// collapse gives the words of a line of a page the spacing in which they are
// read: line ends of the file are nothing between Chinese characters and a
// space between words and numbers; what else is white space becomes one space
// or, where Chinese is set without, none.
func collapse(t traced) traced {
	t = t.trim()
	if strings.IndexFunc(t.text, isSpace) < 0 {
		return t
	}
	var b builder
	from := 0
	for i := 0; i < len(t.text); {
		r, w := utf8.DecodeRuneInString(t.text[i:])
		if !isSpace(r) {
			i += w
			continue
		}
		end := i + len(t.text[i:]) - len(strings.TrimLeftFunc(t.text[i:], isSpace))
		b.copy(t, knowledge.Span{Start: from, End: i})
		if keepPageGap(lastRune(t.text[:i]), t.text[i:end], firstRune(t.text[end:])) {
			b.replace(" ", t, knowledge.Span{Start: i, End: end})
		}
		from, i = end, end
	}
	b.copy(t, knowledge.Span{Start: from, End: len(t.text)})
	return b.finish()
}

// keepPageGap reports whether white space between two characters means
// something on a page.
func keepPageGap(before rune, gap string, after rune) bool {
	if strings.ContainsAny(gap, "\u3000\u00a0") {
		return keepGap(before, gap, after)
	}
	if strings.ContainsAny(gap, "\n\t") && (isHan(before) || isHan(after)) {
		return false
	}
	return keepGap(before, " ", after) // a browser shows one
}

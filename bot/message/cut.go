package message

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// Cut shortens text to at most limit bytes at the end of a sentence. Where the
// first sentence is longer, it is cut before a comma or at a character, and
// never inside one of figures or inside an emoji that is put together.
func Cut(text string, figures []knowledge.Span, limit int) string {
	if len(text) <= limit {
		return text
	}
	return strings.TrimRight(text[:cutAt(text, figures, limit)], " \n\t") + "…"
}

// cutAt returns where to cut a text that is longer than limit bytes. It is 0
// only when a figure longer than limit begins the text.
func cutAt(text string, figures []knowledge.Span, limit int) int {
	end := 0
	for _, s := range zhtext.Sentences(text) {
		if s[1] > limit {
			break
		}
		end = s[1]
	}
	if end > 0 && !inside(figures, end) {
		return end
	}
	end = Boundary(text, limit)
	if i := strings.LastIndexAny(text[:end], "，；、,;"); i > 0 && !inside(figures, i) {
		return i
	}
	for _, f := range figures {
		if f.Start < end && end < f.End {
			end = f.Start
		}
	}
	return end
}

func inside(figures []knowledge.Span, at int) bool {
	for _, f := range figures {
		if f.Start < at && at < f.End {
			return true
		}
	}
	return false
}

// Boundary returns the last place at or before limit that lies between two
// characters as a person sees them: no mark, selector or joined part behind it.
func Boundary(text string, limit int) int {
	at := min(limit, len(text))
	for at > 0 && at < len(text) {
		if !utf8.RuneStart(text[at]) {
			at--
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[at:])
		last, width := utf8.DecodeLastRuneInString(text[:at])
		if !joins(next) && last != zeroWidthJoiner && !('0' <= next && next <= '9' && '0' <= last && last <= '9') {
			break
		}
		at -= width
	}
	if at == 0 { // one run of such characters: better cut than nothing
		for at = min(limit, len(text)); at > 0 && at < len(text) && !utf8.RuneStart(text[at]); {
			at--
		}
	}
	return at
}

const zeroWidthJoiner = '\u200d'

// joins reports whether r belongs to the character before it.
func joins(r rune) bool {
	return r == zeroWidthJoiner || unicode.Is(unicode.Mn, r) || 0x1F3FB <= r && r <= 0x1F3FF
}

// Clip shortens a label to at most limit characters, an ellipsis among them.
func Clip(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	at := 0
	for range limit - 1 {
		_, w := utf8.DecodeRuneInString(text[at:])
		at += w
	}
	return text[:Boundary(text, at)] + "…"
}

// split cuts a text into parts of at most limit characters, at ends of
// sentences where there are any and never inside a figure.
func split(text string, figures []knowledge.Span, limit int) []knowledge.Span {
	var out []knowledge.Span
	start := 0
	for utf8.RuneCountInString(text[start:]) > limit {
		bytes := 0
		for range limit {
			_, w := utf8.DecodeRuneInString(text[start+bytes:])
			bytes += w
		}
		shifted := make([]knowledge.Span, 0, len(figures))
		for _, f := range figures {
			if f.Start >= start {
				shifted = append(shifted, knowledge.Span{Start: f.Start - start, End: f.End - start})
			}
		}
		at := cutAt(text[start:], shifted, bytes)
		if at <= 0 {
			at = bytes
		}
		out = append(out, knowledge.Span{Start: start, End: start + at})
		start += at
	}
	return append(out, knowledge.Span{Start: start, End: len(text)})
}

// Plain returns text without control characters and without marks that turn the
// direction of reading, with which a release could show a figure backwards.
func Plain(text string) string {
	if !strings.ContainsFunc(text, IsControl) && utf8.ValidString(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// IsControl reports whether r is invisible and has an effect: a control character
// or a mark that turns the direction of reading.
func IsControl(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case unicode.IsControl(r), r == '\uFEFF', r == '\u2028', r == '\u2029':
		return true
	}
	return 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069
}

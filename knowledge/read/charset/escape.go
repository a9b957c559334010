package charset

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/trace"
)

// fewEntities is how many entities any text may have.
const fewEntities = 3

// WithoutEntities decodes the numeric entities (&#26757;) of a text that was
// taken from the source of a web page, and the escapes (\u6885, %u6885) of one
// that was taken from that of a script. A text with less than three is about them
// and stays.
func WithoutEntities(t trace.String) trace.String {
	if strings.Count(t.Text, "&#") >= fewEntities {
		t = unescape(t, '&', char.Entity)
	}
	if strings.Count(t.Text, `\u`) >= fewEntities {
		t = unescape(t, '\\', func(s string) (int, string) { return uEscape(s, `\u`) })
	}
	if strings.Count(t.Text, "%u") >= fewEntities {
		t = unescape(t, '%', func(s string) (int, string) { return uEscape(s, "%u") })
	}
	return t
}

// unescape decodes the escapes of t, which begin with mark. escape returns the
// length of the one at the start of a text and what it stands for, or 0. A text
// with less than three for Han characters stays.
func unescape(t trace.String, mark byte, escape func(string) (int, string)) trace.String {
	var b trace.Builder
	from, han := 0, 0
	for i := 0; i < len(t.Text); i++ {
		if t.Text[i] != mark {
			continue
		}
		n, stands := escape(t.Text[i:])
		if n == 0 {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(stands); char.IsHan(r) {
			han++
		}
		b.Copy(t, knowledge.Span{Start: from, End: i})
		b.Replace(stands, t, knowledge.Span{Start: i, End: i + n})
		from = i + n
		i = from - 1
	}
	if han < fewEntities {
		return t
	}
	b.Copy(t, knowledge.Span{Start: from, End: len(t.Text)})
	return b.Finish()
}

// uEscape returns the length in bytes of the escape at the start of s, mark and
// four hexadecimal digits, and the visible text it stands for; 0 if there is none.
func uEscape(s, mark string) (int, string) {
	const digits = 4
	unit := func(s string) (rune, bool) {
		s, ok := strings.CutPrefix(s, mark)
		if !ok || len(s) < digits {
			return 0, false
		}
		n, err := strconv.ParseUint(s[:digits], 16, 16)
		return rune(n), err == nil
	}
	size := len(mark) + digits
	r, ok := unit(s)
	if !ok {
		return 0, ""
	}
	if utf16.IsSurrogate(r) {
		low, ok := unit(s[size:])
		if r = utf16.DecodeRune(r, low); !ok || r == utf8.RuneError {
			return 0, ""
		}
		size *= 2
	}
	return size, char.Seen(string(r))
}

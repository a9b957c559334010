package district

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// place is a place that a title or a publisher names.
type place struct {
	name string
	city string // in front of it; "" for none
}

// leading returns the place at the beginning of s (汐川市安枰区统计局), or the zero
// place.
func (w *words) leading(s string) place {
	s = s[:min(len(s), maxHead)]
	for again := true; again; {
		again = false
		for _, b := range w.Words("before") {
			if rest, ok := strings.CutPrefix(s, b); ok {
				s, again = rest, true
			}
		}
	}
	s = w.withoutProvince(s)
	name := w.first(s)
	if !strings.HasSuffix(name, "市") {
		return place{name: name}
	}
	if inner := w.first(s[len(name):]); inner != "" {
		return place{inner, name}
	}
	return place{name: name}
}

// withoutProvince removes the name of a province from the beginning of s.
func (w *words) withoutProvince(s string) string {
	for _, p := range w.Words("province") {
		if i := strings.Index(s, p); i > 0 && utf8.RuneCountInString(s[:i]) <= 6 && w.first(s[i+len(p):]) != "" {
			return s[i+len(p):]
		}
	}
	return s
}

// first returns the shortest name of a place at the beginning of s, or "".
func (w *words) first(s string) string {
	n := 0
	for i, r := range s {
		if n++; n > maxName || !unicode.Is(unicode.Han, r) {
			return ""
		}
		to := i + utf8.RuneLen(r)
		if hasSuffix(s[:to], w.Words("end")) && w.isPlace(s[:to]) && !hasPrefix(s[to:], w.Words("behind")) {
			return s[:to]
		}
	}
	return ""
}

// maxHead bounds the bytes of a title or publisher that are read.
const maxHead = 300

// places returns the places that a title or publisher names. A name can begin at the
// start, behind a mark or a number, and behind words such as 关于.
func (w *words) places(s string) []place {
	var out []place
	starts := true
	var before rune
	for i, r := range s {
		if i > maxHead {
			break
		}
		han := unicode.Is(unicode.Han, r)
		counted := unicode.IsDigit(before) && strings.ContainsRune("年月日第", r)
		if han && !counted && (starts || w.behindWord(s[:i])) {
			if p := w.leading(s[i:]); p.name != "" {
				out = append(out, p)
			}
		}
		starts, before = !han || counted, r
	}
	return out
}

// behindWord reports whether s ends with a word that a place follows.
func (w *words) behindWord(s string) bool { return hasSuffix(s, w.Words("before")) }

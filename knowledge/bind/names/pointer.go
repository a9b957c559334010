package names

import (
	"strings"
	"unicode/utf8"
)

// Pointer returns the length of the words at the beginning of s that point at a thing
// mentioned before: 该项目, 这所高中, 该校. It is 0 if there are none, and if they point
// at a place: 该区 may be the district.
func (t *Tables) Pointer(s string) int {
	n := t.longest(Pointer, s)
	if n == 0 {
		return 0
	}
	if m := t.longest(Measure, s[n:]); m > 0 && t.kindAt(s[n+m:]) > 0 {
		n += m
	}
	if k := t.kindAt(s[n:]); k > 0 {
		return n + k
	}
	return 0
}

// kindAt returns the length of the word for a kind of site that s begins with.
func (t *Tables) kindAt(s string) int {
	if n := t.longest(Suffix, s); n > 0 && !t.Is(Place, s[:n]) {
		return n
	}
	return t.longest(Short, s)
}

// isCounted reports whether a name is only a number of things of a kind: 两所高中.
func (t *Tables) isCounted(name string) bool {
	n := strings.IndexFunc(name, func(r rune) bool { return !isNumeral(r) && !strings.ContainsRune("两几多数0123456789", r) })
	if n <= 0 {
		return false
	}
	m := t.longest(Measure, name[n:])
	rest := name[n+m:]
	return m > 0 && utf8.RuneCountInString(rest) > 1 && t.Is(Suffix|Common, rest)
}

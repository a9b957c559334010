package names

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
)

// marked are the kinds of words that are looked for anywhere in front of a figure, in
// the dictionary or not. Where they are in a paragraph is found once.
const marked = Scope | Phase | Target | Planned | Own

// mark is where a word of a marked kind is.
type mark struct{ Start, End int }

// Marks are the words of each marked kind in a text, in order; of those that begin at
// one byte the shorter first.
type Marks [5][]mark

// of returns the words of a marked kind, or nil for another kind.
func (m *Marks) of(kind Kind) *[]mark {
	switch kind {
	case Scope:
		return &m[0]
	case Phase:
		return &m[1]
	case Target:
		return &m[2]
	case Planned:
		return &m[3]
	case Own:
		return &m[4]
	}
	return nil
}

// Empty returns empty marks that use the memory of m.
func (m Marks) Empty() Marks {
	for i := range m {
		m[i] = m[i][:0]
	}
	return m
}

// loadMarks makes the tables by which Mark finds words.
func (t *Tables) loadMarks() {
	for k := Kind(1); k <= marked; k <<= 1 {
		if k&marked == 0 {
			continue
		}
		for _, w := range t.List(k).Words {
			r, _ := utf8.DecodeRuneInString(w)
			if ws := t.marked[r]; !slices.Contains(ws, w) {
				t.marked[r] = append(ws, w)
			}
			t.begins[r&wordlist.LowMask] = true
		}
	}
	for _, ws := range t.marked {
		slices.SortFunc(ws, func(a, b string) int { return len(a) - len(b) })
	}
}

// Mark adds the words of the marked kinds in s to out.
func (t *Tables) Mark(s string, out *Marks) {
	add := func(k Kind, m mark) {
		of := out.of(k)
		*of = append(*of, m)
	}
	numeral := 0 // where the last numeral ends
	for i, r := range s {
		if i >= numeral && (isNumeral(r) || r >= '0' && r <= '9') {
			numeral = i + max(numeralIn(s[i:]), digitsIn(s[i:]))
			if end := phaseEnd(s, i, numeral); end > 0 {
				add(Scope, mark{i, end})
				add(Phase, mark{i, end})
			}
		}
		if !t.begins[r&wordlist.LowMask] || i < numeral && numeral > i+utf8.RuneLen(r) || numeral == i+utf8.RuneLen(r) && i > 0 && isNumeral(lastRune(s[:i])) {
			continue // 十二期 has no 二期
		}
		for _, w := range t.marked[r] {
			if !strings.HasPrefix(s[i:], w) {
				continue
			}
			for kinds := t.kinds[w] & marked; kinds != 0; kinds &= kinds - 1 {
				add(kinds&-kinds, mark{i, i + len(w)})
			}
		}
	}
}

// Without removes the marks of a kind that are in figures: 举办3期培训.
func (m *Marks) Without(kind Kind, in func(from, to int) bool) {
	of := m.of(kind)
	*of = slices.DeleteFunc(*of, func(o mark) bool { return in(o.Start, o.End) })
}

// phaseEnd returns where the phase ends whose number is between i and end in s, or 0 if
// there is none: 十二期, 3期. Phases of one Chinese numeral are in words.txt.
func phaseEnd(s string, i, end int) int {
	rest, ok := strings.CutPrefix(s[end:], "期")
	next, _ := utf8.DecodeRuneInString(rest)
	if !ok || end-i == wordlist.Char && s[i] > '9' || end-i > maxPhase || s[i] <= '9' && end-i > 2 || i > 0 && strings.IndexByte(".-", s[i-1]) >= 0 || strings.HasSuffix(s[:i], "第") || rest != "" && strings.ContainsRune("间货限待望", next) {
		return 0
	}
	return end + wordlist.Char
}

// maxPhase is how many bytes the numeral of a phase has at most.
const maxPhase = 3 * wordlist.Char

// digitsIn returns the number of digits that s begins with.
func digitsIn(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

// lastRune returns the last character of s.
func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// Last returns the word of kind between from and to that begins last, the longest of
// several.
func (m *Marks) Last(kind Kind, from, to int) (mark, bool) {
	ms := *m.of(kind)
	// Few begin inside and end outside: words are short.
	for i := sort.Search(len(ms), func(i int) bool { return ms[i].Start >= to }) - 1; i >= 0 && ms[i].Start >= from; i-- {
		if ms[i].End <= to {
			return ms[i], true
		}
	}
	return mark{}, false
}

// Has reports whether a word of kind is between from and to.
func (m *Marks) Has(kind Kind, from, to int) bool {
	_, ok := m.Last(kind, from, to)
	return ok
}

package bind

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// marked are the kinds of words that are looked for anywhere in front of a
// figure, be they words of the dictionary or not. Where they stand in a
// paragraph is found once.
const marked = isScope | isPhase | isTarget | isPlanned | isOwn

// mark is where a word of a marked kind stands.
type mark struct{ start, end int }

// marks are the words of each marked kind in a text, in order; of those that
// begin at one place the shorter first.
type marks [5][]mark

// of returns the words of a marked kind, nil for another one.
func (m *marks) of(kind kindOf) *[]mark {
	switch kind {
	case isScope:
		return &m[0]
	case isPhase:
		return &m[1]
	case isTarget:
		return &m[2]
	case isPlanned:
		return &m[3]
	case isOwn:
		return &m[4]
	}
	return nil
}

// empty returns no marks, in the memory of m.
func (m marks) empty() marks {
	for i := range m {
		m[i] = m[i][:0]
	}
	return m
}

// loadMarks makes the tables by which marks finds the words of the marked kinds.
func (t *tables) loadMarks() {
	for k := kindOf(1); k <= marked; k <<= 1 {
		if k&marked == 0 {
			continue
		}
		for _, w := range t.list(k).words {
			r, _ := utf8.DecodeRuneInString(w)
			if ws := t.marked[r]; !slices.Contains(ws, w) {
				t.marked[r] = append(ws, w)
			}
			t.begins[r&lowMask] = true
		}
	}
	for _, ws := range t.marked {
		slices.SortFunc(ws, func(a, b string) int { return len(a) - len(b) })
	}
}

// mark adds the words of the marked kinds in s to out.
func (t *tables) mark(s string, out *marks) {
	add := func(k kindOf, m mark) {
		of := out.of(k)
		*of = append(*of, m)
	}
	numeral := 0 // where the numeral that has been read ends
	for i, r := range s {
		if i >= numeral && (isNumeral(r) || r >= '0' && r <= '9') {
			numeral = i + max(numeralIn(s[i:]), digitsIn(s[i:]))
			if end := phaseEnd(s, i, numeral); end > 0 {
				add(isScope, mark{i, end})
				add(isPhase, mark{i, end})
			}
		}
		if !t.begins[r&lowMask] || i < numeral && numeral > i+utf8.RuneLen(r) || numeral == i+utf8.RuneLen(r) && i > 0 && isNumeral(lastRune(s[:i])) {
			continue // 十二期 is no 二期
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

// without takes the marks out that stand within figures: 举办3期培训.
func (m *marks) without(kind kindOf, in func(from, to int) bool) {
	of := m.of(kind)
	*of = slices.DeleteFunc(*of, func(o mark) bool { return in(o.start, o.end) })
}

// phaseEnd returns where the phase ends whose number stands from i up to end of s:
// 十二期, 3期; 0 for none. Those of one Chinese numeral are in words.txt.
func phaseEnd(s string, i, end int) int {
	rest, ok := strings.CutPrefix(s[end:], "期")
	next, _ := utf8.DecodeRuneInString(rest)
	if !ok || end-i == len("一") && s[i] > '9' || end-i > maxPhase || s[i] <= '9' && end-i > 2 || i > 0 && strings.IndexByte(".-", s[i-1]) >= 0 || strings.HasSuffix(s[:i], "第") || rest != "" && strings.ContainsRune("间货限待望", next) {
		return 0
	}
	return end + len("期")
}

// maxPhase is how many bytes the numeral of a phase has at most.
const maxPhase = len("二十三")

// digitsIn returns the number of digits that s begins with.
func digitsIn(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// last returns the word of kind that begins last within from and to, the
// longest of several.
func (m *marks) last(kind kindOf, from, to int) (mark, bool) {
	ms := *m.of(kind)
	// Those that begin within and end outside are few: words are short.
	for i := sort.Search(len(ms), func(i int) bool { return ms[i].start >= to }) - 1; i >= 0 && ms[i].start >= from; i-- {
		if ms[i].end <= to {
			return ms[i], true
		}
	}
	return mark{}, false
}

// has reports whether a word of kind stands within from and to.
func (m *marks) has(kind kindOf, from, to int) bool {
	_, ok := m.last(kind, from, to)
	return ok
}

package zhtime

import (
	"strings"
	"unicode/utf8"
)

// text is the text that is read, and how. All readers of a parser share one. Its
// methods take places in bytes; one that reads something returns the place behind
// it, or 0 if it is not there.
type text struct {
	s     string
	wide  bool // read all that may be a time, not only what a press release means by one
	words *vocabulary

	lastNumber readNumber
}

// hanSize is the number of bytes of a Chinese character.
const hanSize = 3

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLatin(c byte) bool { return 'a' <= c && c <= 'z' }

func isAlnumAt(s string, i int) bool { return i < len(s) && (isDigit(s[i]) || isLatin(s[i])) }

// decode returns the character at i and its length; 0 at the end.
func (t *text) decode(i int) (rune, int) {
	if i >= len(t.s) {
		return 0, 0
	}
	return utf8.DecodeRuneInString(t.s[i:])
}

func (t *text) rune(i int) rune {
	r, _ := t.decode(i)
	return r
}

// has reports whether w is at i.
func (t *text) has(i int, w string) bool {
	return i <= len(t.s) && strings.HasPrefix(t.s[i:], w)
}

// skip returns the place behind w, or i if w is not there.
func (t *text) skip(i int, w string) int {
	if t.has(i, w) {
		return i + len(w)
	}
	return i
}

// past returns the place behind w, or 0 if w is not at i.
func (t *text) past(i int, w string) int {
	if t.has(i, w) {
		return i + len(w)
	}
	return 0
}

// word returns the longest word of l at i, or nil.
func (t *text) word(i int, l *list) (w *word, end int) {
	if i >= len(t.s) {
		return nil, 0
	}
	k := l.at(t.s[i:])
	if k < 0 {
		return nil, 0
	}
	return &l.words[k], i + len(l.texts[k])
}

// first returns the length of the longest word of l at i, 0 if there is none.
func (t *text) first(i int, l *list) int {
	if i >= len(t.s) {
		return 0
	}
	k := l.at(t.s[i:])
	if k < 0 {
		return 0
	}
	return len(l.texts[k])
}

// any reports whether a word of l is at i.
func (t *text) any(i int, l *list) bool { return i < len(t.s) && l.at(t.s[i:]) >= 0 }

// opt returns the place behind the longest word of l at i, or i if there is none.
func (t *text) opt(i int, l *list) int { return i + t.first(i, l) }

// part reads a part of the day: 早上, 下午 and 晚. A brief one counts only beside a
// day or an hour.
func (t *text) part(i int) (*word, int) {
	if w, end := t.word(i, &t.words.parts); w != nil {
		return w, end
	}
	return t.word(i, &t.words.briefParts)
}

// weekdayNumber reads what counts the days of a week behind 周, as 1 to 7.
func (t *text) weekdayNumber(i int) (d, end int) {
	w, end := t.word(i, &t.words.weekdays)
	if w == nil || t.any(end, &t.words.weekdayNot) || isDigit(t.s[i]) && t.run(i) > 1 {
		return 0, 0
	}
	return w.n[0], end
}

// run returns how many western digits there are at i, up to nine.
func (t *text) run(i int) int {
	n := 0
	for i+n < len(t.s) && n < 9 && isDigit(t.s[i+n]) {
		n++
	}
	return n
}

// small returns the number that k western digits at i make.
func (t *text) small(i, k int) int {
	v := 0
	for _, c := range []byte(t.s[i : i+k]) {
		v = v*10 + int(c-'0')
	}
	return v
}

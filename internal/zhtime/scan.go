package zhtime

import (
	"strings"
	"unicode/utf8"
)

// text is the text that is read. It is the lowest layer of the parser.
type text struct {
	s     string
	words *lexicon

	lastNumber readNumber
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLatin(c byte) bool { return 'a' <= c && c <= 'z' }

func isAlnumAt(s string, i int) bool { return i < len(s) && (isDigit(s[i]) || isLatin(s[i])) }

// decode returns the character at i and its length; 0 at the end.
func (p *text) decode(i int) (rune, int) {
	if i >= len(p.s) {
		return 0, 0
	}
	return utf8.DecodeRuneInString(p.s[i:])
}

func (p *text) rune(i int) rune {
	r, _ := p.decode(i)
	return r
}

// has reports whether w is at i.
func (p *text) has(i int, w string) bool {
	return i <= len(p.s) && strings.HasPrefix(p.s[i:], w)
}

// first returns the length of the first of ws that is at i, 0 if none is.
func (p *text) first(i int, ws ...string) int {
	if i >= len(p.s) {
		return 0
	}
	rest := p.s[i:]
	for _, w := range ws {
		if last := len(w) - 1; last < len(rest) && rest[last] == w[last] && rest[:last] == w[:last] { // the last byte of a character differs most often
			return len(w)
		}
	}
	return 0
}

// opt returns where the first of ws that is at i ends, or i if none is.
func (p *text) opt(i int, ws ...string) int { return i + p.first(i, ws...) }

// run returns how many western digits there are at i, up to nine.
func (p *text) run(i int) int {
	n := 0
	for i+n < len(p.s) && n < 9 && isDigit(p.s[i+n]) {
		n++
	}
	return n
}

// small returns the number that k western digits at i make.
func (p *text) small(i, k int) int {
	v := 0
	for _, c := range []byte(p.s[i : i+k]) {
		v = v*10 + int(c-'0')
	}
	return v
}

package zhtime

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// Parse reads the time at i of s, the longest there is, and returns its
// length in bytes. It does not check whether it is part of something that
// begins before i; Find does.
func Parse(s string, i int, ref Ref, o Options) (t Time, length int, ok bool) {
	return NewReader(s, ref, o).At(i)
}

// Reader reads times of one text.
type Reader struct{ p *parser }

// NewReader returns a reader of s. It is not safe for concurrent use.
func NewReader(s string, ref Ref, o Options) (r Reader) {
	r.Reset(s, ref, o)
	return r
}

// Reset makes r a reader of s. It reuses the memory of r.
func (r *Reader) Reset(s string, ref Ref, o Options) {
	if r.p == nil {
		r.p = newParser()
	}
	r.p.reset(s, ref, o)
}

// At reads the time at i of the text, as Parse does.
func (r Reader) At(i int) (t Time, length int, ok bool) {
	if i < 0 || i >= len(r.p.s) {
		return Time{}, 0, false
	}
	n, end := r.p.expr(i)
	if end <= i {
		return Time{}, 0, false
	}
	return result(n, &r.p.at, r.p.wide), end - i, true
}

// numerals are the characters that a number may have.
const numerals = "0123456789〇零○一二两三四五六七八九十百千几数半俩仨廿卅初"

var numeralSet = zhtext.NewSet(numerals)

// Find returns the times of a text in order and without overlap. It is for
// text that is folded and free of layout, as the package comment says.
func Find(text string, ref Ref, o Options) []Found {
	p := newParser()
	p.reset(text, ref, o)
	var out []Found
	for i := 0; i < len(text); {
		r, w := utf8.DecodeRuneInString(text[i:])
		numeral := numeralSet.Has(r)
		if !numeral && !p.mayLead(r) {
			i += w
			continue
		}
		if !p.inside(i, r) {
			if n, end := p.expr(i); end > i && !p.cut(i, end) {
				out = append(out, Found{i, end, result(n, &p.at, p.wide)})
				i = end
				continue
			}
		}
		if numeral {
			i = p.pass(i)
			continue
		}
		i += w
	}
	return out
}

// mayLead reports whether a time may begin with r.
func (p *parser) mayLead(r rune) bool {
	if r < utf8.RuneSelf {
		return r == 'q'
	}
	return p.words.leads.Has(r)
}

// inside reports whether the character r at i belongs to what is in front of it: a
// number, a word of Latin letters or a name.
func (p *parser) inside(i int, r rune) bool {
	if i == 0 {
		return false
	}
	last, w := utf8.DecodeLastRuneInString(p.s[:i])
	switch {
	case last == '第' && numeralSet.Has(r):
		return true
	case r == '年', r == '月': // 八年底, 正月末
		return numeralSet.Has(last) || p.any(i-w, &p.words.lunarLead)
	case r == '后' && Done(p.s, i):
		return true
	case r >= utf8.RuneSelf:
		return false
	case isAlnumAt(p.s, i-w):
		return true
	}
	return strings.ContainsRune(".-/:_+#", last) && i > w && isAlnumAt(p.s, i-w-1)
}

// Done reports whether s has 后年 at i that is not the year after next but 后 behind
// something that is done, and 年: 投产后年产值, 今后年均.
func Done(s string, i int) bool {
	if !strings.HasPrefix(s[i:], "后年") || i == 0 {
		return false
	}
	last, w := utf8.DecodeLastRuneInString(s[:i])
	return unicode.Is(unicode.Han, last) && words().nextYear.at(s[i-w:]) < 0
}

// cut reports whether a time that ends there would cut a number or a word
// of Latin letters.
func (p *parser) cut(i, end int) bool {
	return end < len(p.s) && isAlnumAt(p.s, end-1) && isAlnumAt(p.s, end)
}

// pass returns the place behind the number at i that begins no time, its decimals
// included.
func (p *parser) pass(i int) int {
	j := i
	for j < len(p.s) {
		r, w := p.decode(j)
		switch {
		case numeralSet.Has(r) && r != '初', r < utf8.RuneSelf && isAlnumAt(p.s, j):
		case strings.ContainsRune(".,:-/_", r) && isAlnumAt(p.s, j+w) && j > i:
		case r == '点' && j > i && numeralSet.Has(p.rune(j+w)):
		default:
			return max(j, i+w)
		}
		j += w
	}
	return j
}

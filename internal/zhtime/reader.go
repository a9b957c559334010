package zhtime

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// Parse reads the time at i of s, the longest there is, and returns its
// length in bytes. It does not look whether something in front of i makes it
// a part of something else; see Find.
func Parse(s string, i int, ref Ref, o Options) (t Time, length int, ok bool) {
	return NewReader(s, ref, o).At(i)
}

// Reader reads times of one text.
type Reader struct{ p *parser }

// NewReader returns a reader of s. It is not safe for concurrent use.
func NewReader(s string, ref Ref, o Options) Reader { return Reader{newParser(s, ref, o)} }

// Reset makes r a reader of s, in the memory of the one that it was.
func (r *Reader) Reset(s string, ref Ref, o Options) {
	if r.p == nil {
		r.p = new(parser)
	}
	r.p.reset(s, ref, o)
}

// At is Parse at i.
func (r Reader) At(i int) (t Time, length int, ok bool) {
	if i < 0 || i >= len(r.p.s) {
		return Time{}, 0, false
	}
	n, end := r.p.expr(i)
	if end <= i {
		return Time{}, 0, false
	}
	return r.p.result(n), end - i, true
}

func newParser(s string, ref Ref, o Options) *parser {
	p := new(parser)
	p.reset(s, ref, o)
	return p
}

const (
	leads    = "月全今去明前后上下年本次当昨大首第近中早凌晚夜午清傍周星礼每过未最这翌同截从自由现此目眼如至半正腊冬闰农阴旧夏春秋暑寒头隔黄拂破白日晨元国教情妇植愚劳青儿建圣平万双光端七重除中母父感立雨惊谷小芒处霜大消女地护三五六八十龙上寒下还剩只直约来开深子晌接随整"
	numerals = "0123456789〇零○一二两三四五六七八九十百千几数半俩仨廿卅初"
)

var leadSet, numeralSet = zhtext.NewSet(leads), zhtext.NewSet(numerals)

// Find returns the times of a text in order and without overlap. It is for
// text that is folded and free of layout, as the package comment says.
func Find(text string, ref Ref, o Options) []Found {
	p := newParser(text, ref, o)
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
				out = append(out, Found{i, end, p.result(n)})
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
	return p.words.heads.Has(r) || leadSet.Has(r)
}

// inside reports whether the character at i goes on from something that makes
// it a part of a number, a word of Latin letters or a name.
func (p *parser) inside(i int, r rune) bool {
	if i == 0 {
		return false
	}
	last, w := utf8.DecodeLastRuneInString(p.s[:i])
	switch {
	case last == '第' && strings.ContainsRune(numerals, r):
		return true
	case r == '年', r == '月': // 八年底, 正月末
		return strings.ContainsRune(numerals, last) || strings.ContainsRune("正腊冬闰", last)
	case r == '后' && Done(p.s, i):
		return true
	case r >= utf8.RuneSelf:
		return false
	case isAlnumAt(p.s, i-w):
		return true
	}
	return strings.ContainsRune(".-/:_+#", last) && i > w && isAlnumAt(p.s, i-w-1)
}

// Done reports whether the 后年 at i of s is none: 投产后年产值, 今后年均. It is
// the year after next if nothing in front of it can be finished.
func Done(s string, i int) bool {
	if !strings.HasPrefix(s[i:], "后年") || i == 0 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.Is(unicode.Han, last) && !strings.ContainsRune("到至在于从自和与或及是的大计划年天底预", last)
}

// cut reports whether a time that ends there would cut a number or a word
// of Latin letters.
func (p *parser) cut(i, end int) bool {
	return end < len(p.s) && isAlnumAt(p.s, end-1) && isAlnumAt(p.s, end)
}

// pass returns where to go on behind a numeral that begins no time: past all
// of it, its decimals too.
func (p *parser) pass(i int) int {
	j := i
	for j < len(p.s) {
		r, w := p.decode(j)
		switch {
		case strings.ContainsRune(numerals, r) && r != '初', r < utf8.RuneSelf && isAlnumAt(p.s, j):
		case strings.ContainsRune(".,:-/_", r) && isAlnumAt(p.s, j+w) && j > i:
		case r == '点' && j > i && strings.ContainsRune(numerals, p.rune(j+w)) && p.rune(j+w) != 0:
		default:
			return max(j, i+w)
		}
		j += w
	}
	return j
}

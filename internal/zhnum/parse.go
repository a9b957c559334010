package zhnum

import (
	"math/big"
	"unicode/utf8"
)

// Number is a number as a text writes it.
type Number struct {
	Value *big.Rat // the number; the lower bound when Hi is set
	Hi    *big.Rat // the upper bound of 五六, 三四十 and 几十; nil otherwise
	Len   int      // bytes read

	// Infix is 多, 余, 来 or 几 if the text says that the number is somewhat
	// more than Value: 十余万, 三十几. One that ends the number (20余) is not in
	// Len; it takes the InfixLen bytes behind the number.
	Infix    string
	InfixLen int

	Chinese bool // begins with a Chinese numeral
	Digits  bool // plain digits without a scale: 2024, 二〇二四
	Grouped bool // western digits with a comma or a decimal point
	Scaled  bool // has 百, 千, 万 or 亿 in it; 十 alone does not count
	Bare    bool // begins with a scale other than 十: 百, 万, 百万
}

// maxLen is the greatest length of a number in bytes: twice that of a number of
// sixteen places in Chinese numerals.
const maxLen = 200

// Parse reads the number at the start of s. ok is false if there is none, or one that
// is too long to be a figure. s must be folded (zhtext.Fold).
func Parse(s string) (n Number, ok bool) {
	p := parser{s: s, lastSmall: 1e4, lastBig: 0}
	if !p.read() {
		return Number{}, false
	}
	return p.number(), true
}

// parser reads one number. It adds up a lower and an upper bound, which differ after
// 五六 and 几.
type parser struct {
	s   string
	at  int // bytes read
	out Number

	total, section, cur span
	has                 bool // cur is set
	curAt               int  // where cur begins
	curWestern          bool
	filled              bool // cur is behind 零, so that no place is left out
	pointed             bool // cur has 点
	lastSmall           int64
	lastBig             int64
	lastScale           int64 // power of ten of the scale read last; 0 before any
	started             bool
	hi                  bool // the bounds differ
	done                bool
	infix               *token // of out.Infix
}

type span struct{ lo, hi decimal }

func (a span) add(b span) (span, bool) {
	lo, ok1 := a.lo.add(b.lo)
	hi, ok2 := a.hi.add(b.hi)
	return span{lo, hi}, ok1 && ok2
}

func (a span) mul(k int64) (span, bool) {
	lo, ok1 := a.lo.mul(k)
	hi, ok2 := a.hi.mul(k)
	return span{lo, hi}, ok1 && ok2
}

func one(v decimal) span { return span{v, v} }

var zero = one(integer(0))

// read reads tokens until one does not continue the number.
func (p *parser) read() bool {
	p.total, p.section, p.cur = zero, zero, zero
	for !p.done && p.at < len(p.s) && p.at < maxLen && p.step() {
	}
	if !p.started || p.at >= maxLen {
		return false
	}
	return p.close()
}

// step reads one token and reports whether the number may continue.
func (p *parser) step() bool {
	rest := p.s[p.at:]
	if isDigit(rest[0]) {
		return p.western(rest)
	}
	r, w := utf8.DecodeRuneInString(rest)
	switch t := classify(r); t.class {
	case digit:
		return p.chinese(rest)
	case low:
		return p.small(t, w)
	case high:
		return p.big(t, w)
	case point:
		return p.point(rest, w)
	case unknown:
		return p.unknown(t, w)
	case more:
		return p.more(t, w)
	}
	return false
}

// close adds up what was read and reports whether the sum fits.
func (p *parser) close() bool {
	if p.out.Infix != "" && p.at >= p.out.InfixLen && p.endsWithInfix() {
		p.at -= p.out.InfixLen
	} else {
		p.out.InfixLen = 0
	}
	if p.has && !p.filled && p.lastScale >= 100 && !p.pointed { // 两千四百五, 一万三
		switch {
		case !p.curWestern:
			m, ok := p.cur.mul(p.lastScale / 10)
			if !ok {
				return false
			}
			p.cur = m
		case p.cur.lo.n*10 < p.lastScale:
			p.at, p.cur = p.curAt, zero
		}
	}
	sum, ok := p.total.add(p.section)
	if ok {
		sum, ok = sum.add(p.cur)
	}
	p.total = sum
	return ok
}

// endsWithInfix reports whether Infix is the last character read.
func (p *parser) endsWithInfix() bool {
	r, w := utf8.DecodeLastRuneInString(p.s[:p.at])
	return w == p.out.InfixLen && string(r) == p.out.Infix
}

// number returns the number that was read.
func (p *parser) number() Number {
	n := p.out
	n.Len = p.at
	n.Value = p.total.lo.rat()
	if p.hi {
		n.Hi = p.total.hi.rat()
	}
	return n
}

package zhnum

import (
	"math/big"
	"strings"
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

// western reads western digits: at the start, or behind a scale.
func (p *parser) western(rest string) bool {
	if p.has || p.out.Infix != "" {
		return false
	}
	v, n, ok := western(rest)
	if !ok {
		p.started = p.started && p.lastScale > 0
		return false
	}
	if p.started { // 3万4000, 7万5千: only in the places below the scale
		if p.lastScale < 100 || v.d > 1 || v.n >= p.lastScale || n > 4 {
			return false
		}
	} else {
		p.out.Digits = true
		p.out.Grouped = v.d > 1 || n > 3 && rest[min(3, n-1)] == ',' || n > 2 && (rest[1] == ',' || rest[2] == ',')
	}
	p.set(one(v), n)
	p.curWestern = true
	return true
}

// set makes v, of n bytes, the number that a scale may follow.
func (p *parser) set(v span, n int) {
	p.cur, p.has, p.curAt, p.curWestern, p.pointed = v, true, p.at, false, false
	p.at += n
	p.started = true
}

// chinese reads a run of Chinese digits.
func (p *parser) chinese(rest string) bool {
	if p.has {
		return false
	}
	ds, n := runAt(rest)
	if !p.started {
		p.out.Chinese = true
	}
	if len(ds) > 1 && !p.started && ds[0] == 0 && !scaleAt(rest[n:]) { // 零五
		return p.plain(ds, n)
	}
	if !p.started && len(ds) == 1 && ds[0] == 0 && strings.HasPrefix(rest[n:], "十") { // 零十
		p.at += n
		p.filled, p.out.Chinese = true, true
		return true
	}
	if (p.lastScale > 0 || p.pointed) && strings.HasPrefix(rest, liang) && !scaleAt(rest[numeralLen:]) {
		return false // 两万两: the unit
	}
	if cut := tael(rest, len(ds)); cut > 0 {
		ds, n = ds[:cut], cut*numeralLen
	}
	zeros := 0
	for zeros < len(ds) && ds[zeros] == 0 {
		zeros++
	}
	if zeros > 0 && len(ds) > zeros && p.started || zeros == 1 && len(ds) > 1 && !p.started {
		w := zeros * numeralLen
		p.at += w
		p.filled = true
		ds, n = ds[zeros:], n-w
	} else if zeros == len(ds) && p.started && (scaleAt(rest[n:]) || digits(rest[n:], 1) > 0 || someAt(rest[n:])) { // 一百零十, 1千零1, 一百零几万
		p.at += n
		p.filled = true
		return true
	}
	switch {
	case len(ds) == 1:
		p.set(one(integer(int64(ds[0]))), n)
		p.out.Digits = !p.started || p.lastScale == 0
		return true
	case len(ds) == 2 && approximate(ds):
		p.set(span{integer(int64(ds[0])), integer(int64(ds[1]))}, n)
		p.hi = true
		p.out.Digits = p.lastScale == 0
		return true
	case p.lastScale > 0:
		return false
	}
	return p.plain(ds, n)
}

// liang is a digit, and a unit of weight, the tael.
const liang = "两"

// tael returns how many of count digits are in front of a 两 that is a unit: one of
// 六两, but not of 一两百, where it is a digit. It returns 0 if there is none.
func tael(run string, count int) int {
	if count < 2 {
		return 0
	}
	run = run[:min(len(run), count*numeralLen)]
	at := strings.Index(run[numeralLen:], liang)
	if first := run[:numeralLen]; at < 0 || at == 0 && (first == "一" || first == liang) {
		return 0
	}
	return at/numeralLen + 1
}

// plain reads a number that is written digit by digit: 二〇二四.
func (p *parser) plain(ds []int8, n int) bool {
	if n > numeralLen*len(ds) {
		p.started = false // too many
		return false
	}
	v := int64(0)
	for _, d := range ds {
		v = v*10 + int64(d)
	}
	p.set(one(integer(v)), n)
	p.out.Digits = true
	return true
}

// scaleAt reports whether s begins with a scale.
func scaleAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	c := classify(r).class
	return c == low || c == high
}

// someAt reports whether s begins with 几.
func someAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	t := classify(r)
	return t.class == unknown && t.infix != ""
}

// approximate reports whether two digits in a row are a range: 五六, 三五.
func approximate(ds []int8) bool {
	return ds[0] > 0 && (ds[1] == ds[0]+1 || ds[0] == 3 && ds[1] == 5)
}

// small reads 十, 百 or 千, of w bytes.
func (p *parser) small(t *token, w int) bool {
	v := t.value
	if t.inUnit(p.next(w)) && p.started || p.out.Infix != "" && p.infix.class != unknown {
		return false
	}
	if !p.has {
		if p.started && !(v == 10 && (p.filled || p.lastSmall > 10) && p.lastSmall < 1e4) {
			return false
		}
		if !p.started {
			p.out.Chinese = true
			p.out.Bare = v > 10
		}
		p.cur, p.curAt = one(integer(1)), p.at
	}
	if v >= p.lastSmall || p.pointed {
		return p.back()
	}
	m, ok := p.cur.mul(v)
	if ok {
		p.section, ok = p.section.add(m)
	}
	if !ok {
		p.started = false
		return false
	}
	p.scaled(v, w)
	p.lastSmall = v
	return true
}

// scaled records that a scale v, of w bytes, was read.
func (p *parser) scaled(v int64, w int) {
	p.cur, p.has, p.filled, p.started, p.pointed = zero, false, false, true, false
	p.lastScale = v
	p.out.Digits = false
	p.out.Scaled = p.out.Scaled || v > 10
	p.at += w
}

// back drops the digits read last, which do not belong to the number, and ends it.
func (p *parser) back() bool {
	if p.has && p.lastScale > 0 {
		p.at, p.has, p.cur = p.curAt, false, zero
	}
	p.done = true
	return false
}

// big reads 万, 亿 or 兆, of w bytes.
func (p *parser) big(t *token, w int) bool {
	v := t.value
	if t.inUnit(p.next(w)) {
		return false
	}
	if !p.started {
		p.out.Chinese, p.out.Bare = true, true
		p.cur, p.has = one(integer(1)), true
	}
	part, ok := p.section.add(p.cur)
	if !ok {
		p.started = false
		return false
	}
	empty := part.hi.isZero() && !p.has
	switch {
	case v > p.lastBig || empty && v == p.lastBig:
		if p.total, ok = p.total.add(part); ok {
			p.total, ok = p.total.mul(v)
		}
	case empty || v >= p.lastBig:
		return p.back()
	default:
		if part, ok = part.mul(v); ok {
			p.total, ok = p.total.add(part)
		}
	}
	if !ok {
		p.started = false
		return false
	}
	p.section = zero
	p.lastBig, p.lastSmall = v, 1e4
	p.scaled(v, w)
	return true
}

// point reads 点, of w bytes, and the digits behind it.
func (p *parser) point(rest string, w int) bool {
	if !p.started || p.pointed || p.out.Infix != "" || p.hi || p.cur.lo.d > 1 {
		return false
	}
	ds, n := runAt(rest[w:])
	if strings.HasPrefix(rest[w:], liang) || strings.HasPrefix(rest[w:], "俩") {
		return false // 一点两小时
	}
	after, _ := utf8.DecodeRuneInString(rest[w+n:])
	if len(ds) == 0 || len(ds) > 9 || n > numeralLen*len(ds) || after == '十' || after == '刻' {
		return false // 八点五十: a time
	}
	v, ok := p.cur.add(p.section)
	if ok {
		v, ok = v.add(p.total)
	}
	f := decimal{0, 1}
	for _, d := range ds {
		f.n, f.d = f.n*10+int64(d), f.d*10
	}
	if ok {
		v, ok = v.add(one(f))
	}
	if !ok {
		return false
	}
	p.total, p.section = zero, zero
	p.lastSmall, p.lastBig, p.lastScale = 1e4, 0, 0
	p.set(v, w+n)
	p.pointed, p.out.Digits = true, false
	return true
}

// unknown reads 几 or 数, of w bytes: in front of a scale any digit from one to ten,
// and 几 behind one (十几) somewhat more.
func (p *parser) unknown(t *token, w int) bool {
	if p.has || p.out.Infix != "" {
		return false
	}
	switch {
	case !p.started && scaleAt(p.s[p.at+w:]):
		p.out.Chinese = true
		p.set(span{integer(1), integer(10)}, w)
		p.hi = true
		return true
	case p.started && t.infix != "" && p.lastScale > 0:
		p.setInfix(t, w)
		return true
	}
	return false
}

// more reads 多, 余 or 来, of w bytes, behind a scale or a western number.
func (p *parser) more(t *token, w int) bool {
	if !p.started || p.out.Infix != "" || p.has && !p.curWestern || p.pointed {
		return false
	}
	if t.only != "" && p.lastScale == 0 && !scaleAt(p.s[p.at+w:]) && !strings.ContainsRune(t.only, p.next(w)) {
		return false
	}
	p.setInfix(t, w)
	return true
}

func (p *parser) setInfix(t *token, w int) {
	p.infix, p.out.Infix, p.out.InfixLen = t, t.infix, w
	p.at += w
}

// next returns the character w bytes behind p.at.
func (p *parser) next(w int) rune {
	r, _ := utf8.DecodeRuneInString(p.s[p.at+w:])
	return r
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

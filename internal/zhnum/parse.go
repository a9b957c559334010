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

	// Infix is 多, 余, 来 or 几 when the number is told to be somewhat more
	// than Value: 十余万, 三十几. One that ends the number (20余) is not in
	// Len; it takes InfixLen bytes behind it.
	Infix    string
	InfixLen int

	Chinese bool // begins with a Chinese numeral
	Digits  bool // plain digits without a scale: 2024, 二〇二四
	Grouped bool // western digits with a comma or a decimal point
	Scaled  bool // has 百, 千, 万 or 亿 in it; 十 alone does not count
	Bare    bool // begins with a scale other than 十: 百, 万, 百万
}

// maxLen bounds the bytes of a number: twice what a number of sixteen places
// takes in Chinese numerals.
const maxLen = 200

// Parse reads the number at the start of s and reports ok false when there is
// none, or one too long to be a figure.
func Parse(s string) (n Number, ok bool) {
	p := parser{s: s, lastSmall: 1e4, lastBig: 0}
	if !p.read() {
		return Number{}, false
	}
	return p.number(), true
}

// parser reads one number. Sums are kept twice, for the lower and the upper
// bound; they differ after 五六 and 几.
type parser struct {
	s   string
	at  int // bytes read
	out Number

	total, section, cur span
	has                 bool // cur is set
	curAt               int  // where cur begins
	curWestern          bool
	filled              bool // cur stands behind 零: no place is left out
	pointed             bool // cur has 点
	lastSmall           int64
	lastBig             int64
	lastScale           int64 // power of ten of the scale read last; 0 before any
	started             bool
	hi                  bool // the bounds differ
	done                bool
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

var zero = one(whole(0))

// read reads tokens until one does not go on with the number.
func (p *parser) read() bool {
	p.total, p.section, p.cur = zero, zero, zero
	for !p.done && p.at < len(p.s) && p.at < maxLen && p.step() {
	}
	if !p.started || p.at >= maxLen {
		return false
	}
	return p.close()
}

// step reads one token and reports whether the number may go on.
func (p *parser) step() bool {
	rest := p.s[p.at:]
	if isDigit(rest[0]) {
		return p.western(rest)
	}
	r, w := utf8.DecodeRuneInString(rest)
	c, v := classify(r)
	switch c {
	case digit:
		return p.chinese(rest)
	case low:
		return p.small(r, v, w)
	case high:
		return p.big(r, v, w)
	case point:
		return p.point(rest, w)
	case unknown:
		return p.unknown(r, w)
	case vague:
		return p.vague(r, w)
	}
	return false
}

func (p *parser) western(rest string) bool {
	if p.has || p.out.Infix != "" {
		return false
	}
	v, n, ok := western(rest)
	if !ok {
		p.started = p.started && p.lastScale > 0
		return false
	}
	if p.started { // 3万4000, 7万5千: only in place
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

// set makes v the number that a scale may follow.
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
	if len(ds) > 1 && !p.started && ds[0] == 0 && digitsOnly(rest[n:]) { // 零五
		return p.plain(ds, n)
	}
	if !p.started && len(ds) == 1 && ds[0] == 0 && strings.HasPrefix(rest[n:], "十") { // 零十
		p.at += n
		p.filled, p.out.Chinese = true, true
		return true
	}
	if (p.lastScale > 0 || p.pointed) && strings.HasPrefix(rest, "两") && !scaleAt(rest[len("两"):]) {
		return false // 两万两: the unit
	}
	if cut := tael(rest, len(ds)); cut > 0 {
		ds, n = ds[:cut], cut*len("两")
	}
	zeros := 0
	for zeros < len(ds) && ds[zeros] == 0 {
		zeros++
	}
	if zeros > 0 && len(ds) > zeros && p.started || zeros == 1 && len(ds) > 1 && !p.started {
		w := n / len(ds) * zeros // the digits are all of three bytes
		p.at += w
		p.filled = true
		ds, n = ds[zeros:], n-w
	} else if zeros == len(ds) && p.started && (scaleAt(rest[n:]) || digits(rest[n:], 1) > 0 || strings.HasPrefix(rest[n:], "几")) { // 一百零十, 1千零1, 一百零几万
		p.at += n
		p.filled = true
		return true
	}
	switch {
	case len(ds) == 1:
		p.set(one(whole(int64(ds[0]))), n)
		p.out.Digits = !p.started || p.lastScale == 0
		return true
	case len(ds) == 2 && approximate(ds):
		p.set(span{whole(int64(ds[0])), whole(int64(ds[1]))}, n)
		p.hi = true
		p.out.Digits = p.lastScale == 0
		return true
	case p.lastScale > 0:
		return false
	}
	return p.plain(ds, n)
}

// tael returns where, in a run of count digits, 两 stands as a unit of weight
// and no digit: 六两. In 一两百 it is one.
func tael(run string, count int) int {
	if count < 2 {
		return 0
	}
	run = run[:min(len(run), count*len("两"))]
	at := strings.Index(run[len("两"):], "两")
	if at < 0 || at == 0 && (run[:len("一")] == "一" || run[:len("两")] == "两") {
		return 0
	}
	return at/len("两") + 1
}

// plain takes a run of digits as the number it writes out: 二〇二四.
func (p *parser) plain(ds []int8, n int) bool {
	if n > len("〇")*len(ds) {
		p.started = false // more than fit
		return false
	}
	v := int64(0)
	for _, d := range ds {
		v = v*10 + int64(d)
	}
	p.set(one(whole(v)), n)
	p.out.Digits = true
	return true
}

// digitsOnly reports whether no scale follows a run of digits.
func digitsOnly(after string) bool { return !scaleAt(after) }

func scaleAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	c, _ := classify(r)
	return c == low || c == high
}

// approximate reports whether two digits in a row tell a range: 五六, 三五.
func approximate(ds []int8) bool {
	return ds[0] > 0 && (ds[1] == ds[0]+1 || ds[0] == 3 && ds[1] == 5)
}

func (p *parser) small(r rune, v int64, w int) bool {
	next, _ := utf8.DecodeRuneInString(p.s[p.at+w:])
	if unitAfter(r, next) && p.started || p.out.Infix != "" && p.out.Infix != "几" {
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
		p.cur, p.curAt = one(whole(1)), p.at
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

// scaled notes that a scale of the given power was read.
func (p *parser) scaled(v int64, w int) {
	p.cur, p.has, p.filled, p.started, p.pointed = zero, false, false, true, false
	p.lastScale = v
	p.out.Digits = false
	p.out.Scaled = p.out.Scaled || v > 10
	p.at += w
}

// back gives up the digits read last: they do not belong to the number.
func (p *parser) back() bool {
	if p.has && p.lastScale > 0 {
		p.at, p.has, p.cur = p.curAt, false, zero
	}
	p.done = true
	return false
}

func (p *parser) big(r rune, v int64, w int) bool {
	next, _ := utf8.DecodeRuneInString(p.s[p.at+w:])
	if unitAfter(r, next) {
		return false
	}
	if !p.started {
		p.out.Chinese, p.out.Bare = true, true
		p.cur, p.has = one(whole(1)), true
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

// point reads 点五 and what else stands behind 点.
func (p *parser) point(rest string, w int) bool {
	if !p.started || p.pointed || p.out.Infix != "" || p.hi || p.cur.lo.d > 1 {
		return false
	}
	ds, n := runAt(rest[w:])
	if strings.HasPrefix(rest[w:], "两") || strings.HasPrefix(rest[w:], "俩") {
		return false // 一点两小时
	}
	after, _ := utf8.DecodeRuneInString(rest[w+n:])
	if len(ds) == 0 || len(ds) > 9 || n > 3*len(ds) || after == '十' || after == '刻' {
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

// unknown reads 几 and 数 as the digit they stand for: in front of a scale
// any from one to ten, behind one (十几) somewhat more.
func (p *parser) unknown(r rune, w int) bool {
	if p.has || p.out.Infix != "" {
		return false
	}
	scale := scaleAt(p.s[p.at+w:])
	switch {
	case !p.started && scale:
		p.out.Chinese = true
		p.set(span{whole(1), whole(10)}, w)
		p.hi = true
		return true
	case p.started && r == '几' && p.lastScale > 0:
		p.out.Infix, p.out.InfixLen = "几", w
		p.at += w
		return true
	}
	return false
}

// vague reads 多, 余 and 来 behind a scale or a western number.
func (p *parser) vague(r rune, w int) bool {
	if !p.started || p.out.Infix != "" || p.has && !p.curWestern || p.pointed {
		return false
	}
	if r == '来' && p.lastScale == 0 && !scaleAt(p.s[p.at+w:]) && !strings.ContainsRune("个块家人岁名天元米亩吨斤次条件位张", p.next(w)) {
		return false
	}
	p.out.Infix, p.out.InfixLen = "多", w
	if r == '余' {
		p.out.Infix = "余"
	} else if r == '来' {
		p.out.Infix = "来"
	}
	p.at += w
	return true
}

// next returns the character w bytes on.
func (p *parser) next(w int) rune {
	r, _ := utf8.DecodeRuneInString(p.s[p.at+w:])
	return r
}

// close adds up what was read.
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

func (p *parser) endsWithInfix() bool {
	r, w := utf8.DecodeLastRuneInString(p.s[:p.at])
	return w == p.out.InfixLen && string(r) == p.out.Infix
}

func (p *parser) number() Number {
	n := p.out
	n.Len = p.at
	n.Value = p.total.lo.rat()
	if p.hi {
		n.Hi = p.total.hi.rat()
	}
	return n
}

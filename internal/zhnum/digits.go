package zhnum

import (
	"strings"
	"unicode/utf8"
)

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

// approximate reports whether two digits in a row are a range: 五六, 三五.
func approximate(ds []int8) bool {
	return ds[0] > 0 && (ds[1] == ds[0]+1 || ds[0] == 3 && ds[1] == 5)
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

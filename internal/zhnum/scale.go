package zhnum

import (
	"strings"
	"unicode/utf8"
)

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

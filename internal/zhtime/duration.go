package zhtime

import (
	"math"
	"slices"
	"strconv"
)

// lengthReader reads durations.
type lengthReader struct{ *text }

// maxUnits bounds the units of one duration.
const maxUnits = 7

// length reads 两年, 8天20小时, 一年又一个月21天, 三年半 and 半个月. loose lets weak
// units be the only ones.
func (r *lengthReader) length(i int, loose bool) (l length, end int) {
	j := i
	for len(l.parts) < maxUnits {
		part, k, ok := r.lengthPart(j, len(l.parts) > 0 || loose, &l)
		if !ok || len(l.parts) > 0 && slices.ContainsFunc(l.parts, func(q lengthPart) bool { return q.grain == part.grain }) {
			break
		}
		l.parts = append(l.parts, part)
		end = k
		if l.work || part.v != math.Trunc(part.v) {
			break
		}
		j = r.opt(end, &r.words.lengthJoin)
	}
	if l.days() > maxDays {
		return length{}, 0
	}
	return l, r.nights(end, l)
}

// nights passes over 5晚 behind 6天.
func (r *lengthReader) nights(end int, l length) int {
	if len(l.parts) == 1 && l.parts[0].grain == Day {
		if _, k := r.whole(end, 1, 60); k > 0 && r.any(k, &r.words.nights) {
			return r.opt(k, &r.words.nights)
		}
	}
	return end
}

// lengthPart reads a number and its unit. It adds to l what they say of the whole
// duration.
func (r *lengthReader) lengthPart(i int, weak bool, l *length) (part lengthPart, end int, ok bool) {
	n, j := r.count(i)
	if j == 0 {
		return part, 0, false
	}
	if k := r.past(j, "个半"); k > 0 {
		if !r.any(k, &r.words.halfUnits) {
			return part, 0, false
		}
		n.v, j, weak = n.v+.5, k, true
	}
	if r.any(j, &r.words.over) {
		l.many = true
		j = r.skip(r.opt(j, &r.words.overSign), "个多")
	}
	j = r.skip(j, " ")
	u, end := r.word(j, &r.words.units)
	if u == nil || !r.measures(n, u, end, weak) {
		return part, 0, false
	}
	l.hi, l.many, l.work = n.hi, l.many || n.many, u.grain == None
	part = lengthPart{n.v * float64(u.n[0]), u.grain}
	if k := r.opt(end, &r.words.halfBehind); k > end {
		part.v += .5
		end = k
	}
	if k := r.opt(end, &r.words.overBehind); k > end {
		l.many = true
		end = k
	}
	return part, end, true
}

// count reads the number of a unit.
func (r *lengthReader) count(i int) (n number, end int) {
	if k := r.past(i, "半"); k > 0 {
		return number{v: .5}, k
	}
	if lo, hi, k := r.about(i); k > 0 { // 三五天
		return number{v: float64(lo), hi: float64(hi)}, k
	}
	n, end = r.number(i)
	if n.v == 0 || n.digits > 1 && !n.western || n.zero {
		return n, 0
	}
	return n, end
}

// measures reports whether the number n and the unit u, which ends at end, are a
// duration. 2024年 is a year, 二时 an hour. weak lets weak units count.
func (r *lengthReader) measures(n number, u *word, end int, weak bool) bool {
	switch {
	case u.class == "unit-weak":
		return weak
	case u.class == "unit-half":
		return n.v == .5
	case u.class == "unit-spelt":
		return !n.western
	case u.grain == Year:
		return n.digits != 4 || !n.western || n.v < 1000 || n.many
	case u.text == "周":
		return n.v != 4 || n.western || !r.any(end, &r.words.fourNot) // 四周的: all around
	}
	return true
}

// lengthNode reads a duration that is an expression by itself.
func (r *lengthReader) lengthNode(i int) (node, int) {
	if !r.wide {
		return node{}, 0
	}
	l, end := r.length(i, false)
	if end == 0 {
		return node{}, 0
	}
	n := node{kind: Duration, grain: l.finest(), tx: l.iso(), value: l.iso()}
	if len(l.parts) == 1 && l.parts[0].grain == Week {
		n.alts = append(n.alts, "P"+strconv.FormatFloat(7*l.parts[0].v, 'f', -1, 64)+"D")
	}
	if l.hi > 0 {
		last := length{parts: []lengthPart{{l.hi, l.parts[0].grain}}}
		n.alts = append(n.alts, last.iso())
	}
	if l.work {
		n.value, n.alts = "none", append(n.alts, "P") // of unknown length
	}
	return n, end
}

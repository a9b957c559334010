package zhtime

import (
	"fmt"
	"time"
)

// moment is a clock time in the words of the text.
type moment struct {
	h, m, s int
	grain   Grain
	h2      int // 七八点
}

// on returns the node of m on day d, behind a part of the day.
func (m moment) on(d node, part noon) node {
	n := d
	at := func(h int) time.Duration {
		return time.Duration(h)*time.Hour + time.Duration(m.m)*time.Minute + time.Duration(m.s)*time.Second
	}
	n.kind, n.grain, n.noon, n.alts, n.value = DateTime, m.grain, part, nil, ""
	n.lo = d.lo.Add(at(m.h))
	n.hi = next(n.lo, m.grain)
	n.tx = d.tx + fmt.Sprintf("T%02d", m.h%24)
	switch m.grain {
	case Minute:
		n.tx += fmt.Sprintf(":%02d", m.m)
	case Second:
		n.tx += fmt.Sprintf(":%02d:%02d", m.m, m.s)
	}
	if d.top == Hour {
		n.kind = Clock
	}
	if m.h2 > 0 {
		n.kind = DateTimeRange
		n.hi = d.lo.Add(at(m.h2 + 1))
	}
	n.also = nil
	for _, s := range d.also {
		lo := s.lo.Add(at(m.h))
		n.also = append(n.also, stretch{lo, lo.Add(n.hi.Sub(n.lo))})
	}
	if m.h > 0 && m.h < 12 && part == anyHours { // may be one in the evening
		n.also = append(n.also, n.shifted(12*time.Hour))
	}
	return n
}

// colonTime reads 9:30, 17:55:23 and 11:00时.
func (r *clockReader) colonTime(i int) (m moment, end int) {
	k := r.run(i)
	if k == 0 || k > 2 || !r.has(i+k, ":") || r.run(i+k+1) != 2 {
		return m, 0
	}
	m.h, m.m, m.grain = r.small(i, k), r.small(i+k+1, 2), Minute
	end = i + k + 3
	if r.has(end, ":") && r.run(end+1) == 2 {
		m.s, m.grain = r.small(end+1, 2), Second
		end += 3
	}
	if m.h > 24 || m.m > 59 || m.s > 59 || r.has(end, ":") {
		return m, 0
	}
	return m, r.opt(end, &r.words.colonBehind)
}

// hourTime reads 九点, 9时30分, 十一点半, 零点一刻, 九点二十 and 七八点.
func (r *clockReader) hourTime(i int) (m moment, end int) {
	m.grain = Hour
	var j int
	if lo, hi, k := r.about(i); k > 0 && r.wide && r.has(k, "点") {
		m.h, m.h2, j = lo, hi, k
	} else if m.h, j = r.whole(i, 0, 24); j == 0 {
		return m, 0
	}
	if k := r.first(j, &r.words.oclock); k > 0 && r.wide {
		return m, r.skip(j+k, "整")
	}
	hour := r.past(j, "时")
	switch {
	case hour > 0:
		if r.any(hour, &r.words.hourNot) {
			return m, 0
		}
		end = hour
	case r.wide:
		end = r.past(j, "点")
	}
	if end == 0 || m.h2 > 0 {
		return m, end
	}
	return r.minutes(end, m, hour > 0)
}

// minutes reads what follows the hour m, which ends at end: 九点 or, if exact, 9时. A
// single digit behind 点 is a decimal, and then there is no time at all.
func (r *clockReader) minutes(end int, m moment, exact bool) (moment, int) {
	switch {
	case r.has(end, "半"):
		m.m, m.grain = 30, Minute
		return m, r.past(end, "半")
	case r.any(end, &r.words.sharp), r.any(end, &r.words.sharpAfter):
		return m, r.opt(end, &r.words.sharp)
	}
	k := r.opt(end, &r.words.minuteJoin)
	v, e := r.whole(end, 0, 59)
	if e == 0 && k > end {
		v, e = r.whole(k, 1, 59)
	}
	if e == 0 {
		if r.hourAlone(end, exact) {
			return m, end
		}
		return m, 0
	}
	if quarter := r.past(e, "刻"); quarter > 0 && v < 4 {
		m.m, m.grain = 15*v, Minute
		return m, quarter
	}
	if minute := r.past(e, "分"); minute > 0 && !r.has(minute, "之") {
		m.m, m.grain = v, Minute
		e = r.opt(minute, &r.words.minuteBehind)
		if s, k := r.whole(e, 0, 59); k > 0 && r.has(k, "秒") {
			m.s, m.grain = s, Second
			e = r.skip(r.past(k, "秒"), "钟")
		}
		return m, e
	}
	switch {
	case exact || !r.wide:
		return m, end
	case r.isMinutes(end, e):
		m.m, m.grain = v, Minute
		return m, e
	}
	return moment{}, 0 // 零点五, 10点五度
}

// isMinutes reports whether the number from i to end may be bare minutes: 九点二十,
// 16点30, 九点零五.
func (r *clockReader) isMinutes(i, end int) bool {
	if r.any(end, &r.words.minuteNot) {
		return false
	}
	if isDigit(r.s[i]) {
		return end-i == 2
	}
	return end-i >= 2*hanSize || r.has(i, "十")
}

// hourAlone reports whether 九点 is a time if nothing behind it belongs to it; exact
// means that it is 九时.
func (r *clockReader) hourAlone(end int, exact bool) bool {
	if !exact && r.any(end, &r.words.pointNot) {
		return false
	}
	return r.wide || r.any(end, &r.words.hourBehind)
}

package zhtime

import (
	"time"

	"beilun/internal/zhtime/lunar"
)

// monthReader reads what is in a month or a quarter: days, weeks and parts.
type monthReader struct {
	*text
	at *anchor
}

// inMonth reads what may follow a month: a day, 上旬, 底, 第二周.
func (r *monthReader) inMonth(i int, m node) (node, int) {
	j := r.skip(i, "的")
	if j == i {
		j = r.skip(i, " ")
	}
	if n, end := r.dayOfMonth(j, m, m.top); end > 0 {
		return n, end
	}
	if n, end := r.monthPart(i, m); end > 0 {
		return n, end
	}
	return r.countedDays(i, m)
}

// dayOfMonth reads 29日, 12号, 8至10日 and, behind a month, a bare number.
func (r *monthReader) dayOfMonth(i int, m node, top Grain) (node, int) {
	d, j := r.whole(i, 1, 31)
	if j == 0 {
		return node{}, 0
	}
	m.top = max(m.top, top)
	behind := m.top > Day
	first := m.lo.AddDate(0, 0, d-1)
	mark := r.skip(j, " ")
	if k := r.first(mark, &r.words.dayMark); k > 0 {
		if !behind && !r.isDayAlone(i, mark, mark+k) {
			return node{}, 0
		}
		return r.at.day(m, d, first), mark + k
	}
	if k := r.opt(j, &r.words.to); k > j && (behind || r.wide) {
		last, end := r.whole(k, 1, 31)
		if end > 0 && last > d && r.any(end, &r.words.dayMark) {
			end = r.opt(end, &r.words.dayMark)
			n := m.days(first, m.lo.AddDate(0, 0, last-1))
			return n.until(m.lo.AddDate(0, 0, last-1)), end
		}
		if t, end := r.otherMonth(k, m); end > 0 {
			return m.days(first, t).until(t), end
		}
	}
	if !behind || !r.wide || r.notADay(i, j) {
		return node{}, 0
	}
	n := r.at.day(m, d, first)
	if r.s[i] >= 0x80 && d > 10 { // 八月十五 may be a day of the lunar year
		if t, ok := lunar.Day(m.lo.Year(), int(m.lo.Month()), d, false); ok {
			n.also = append(n.also, stretch{t, t.AddDate(0, 0, 1)})
		}
	}
	return n, j
}

// otherMonth reads the end of days of two months at i, where only it has its
// 日: 5月17至6月2日.
func (r *monthReader) otherMonth(i int, m node) (time.Time, int) {
	month, j := r.whole(i, 1, 12)
	j = r.past(j, "月")
	if month == 0 || j == 0 || m.top <= Day {
		return time.Time{}, 0
	}
	d, j := r.whole(j, 1, 31)
	if j == 0 || !r.any(j, &r.words.dayMark) {
		return time.Time{}, 0
	}
	y := m.lo.Year()
	if month < int(m.lo.Month()) {
		y++
	}
	t := date(y, month, d)
	if int(t.Month()) != month || t.Before(m.lo) {
		return t, 0
	}
	return t, r.opt(j, &r.words.dayMark)
}

// notADay reports whether a number behind a month is no day: 3月18000吨, 六月六月中旬.
func (r *monthReader) notADay(i, j int) bool {
	if j >= len(r.s) {
		return false
	}
	c := r.s[j]
	return isDigit(c) || isLatin(c) || c == '.' || c == ',' && r.run(j+1) > 0 || c == '%' || c == ':' ||
		r.any(j, &r.words.dayNot) || r.s[i] >= 0x80 && r.any(j, &r.words.numeralBehind)
}

// isDayAlone reports whether the number at i, whose 日 or 号 is from mark to end, is a
// day without a month: not so in press mode, nor in 一日之计, 3号线 and 12号文.
func (r *monthReader) isDayAlone(i, mark, end int) bool {
	if !r.wide || r.any(end, &r.words.dayAloneNot) {
		return false
	}
	d, _ := r.whole(i, 1, 31)
	return r.s[i] < 0x80 || d >= 10 || r.has(mark, "号")
}

// monthPart reads 上旬, 中旬, 下旬, 初, 中 and 底 behind a month.
func (r *monthReader) monthPart(i int, m node) (node, int) {
	i = r.skip(i, "的")
	if w, end := r.word(i, &r.words.tendays); w != nil {
		return m.days(dayFrom(m, w.n[0]), dayFrom(m, w.n[1])), end
	}
	w, end := r.word(r.skip(i, "月"), &r.words.monthParts)
	if w == nil {
		return node{}, 0
	}
	n := m.days(dayFrom(m, w.n[0]), dayFrom(m, w.n[1]))
	switch {
	case w.code == "start" && r.digitBehind(end), w.code == "middle" && !r.wide:
		return node{}, 0
	case w.code == "end" && !r.wide:
		n.value = dayFrom(m, 0).Format(time.DateOnly)
	}
	return n, end
}

// dayFrom returns day d of the month m, the last for 0.
func dayFrom(m node, d int) time.Time {
	if d == 0 {
		return m.hi.AddDate(0, 0, -1)
	}
	return m.lo.AddDate(0, 0, d-1)
}

// quarterPart reads 初, 中 and 末 of a quarter: its months.
func (r *monthReader) quarterPart(i int, q node) (node, int) {
	w, end := r.word(i, &r.words.quarterParts)
	if w == nil {
		return node{}, 0
	}
	month := int(q.lo.Month()) + w.n[0] - 1
	n := q.months(month, month, Month)
	if n.hi.Equal(q.hi) && !r.wide {
		n.value = q.hi.AddDate(0, 0, -1).Format(time.DateOnly)
	}
	return n, end
}

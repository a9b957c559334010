package zhtime

import "time"

// partReader reads what is in a year.
type partReader struct {
	*text
	at     *anchor
	months monthReader
	feasts feastReader
}

// inYear reads what may follow a year: a month and its days, a quarter,
// a half, a season, a feast, 年底, 第三周.
func (r *partReader) inYear(i int, y node) (node, int) {
	if n, end := r.feasts.lunar(i, y); end > 0 {
		return n, end
	}
	if n, end := r.month(i, y); end > 0 {
		return n, end
	}
	if n, end := r.quarter(i, y); end > 0 {
		return n, end
	}
	if n, end := r.half(i, y); end > 0 {
		return n, end
	}
	if n, end := r.yearPart(i, y); end > 0 {
		return n, end
	}
	if n, end := r.counted(i, y); end > 0 {
		return n, end
	}
	if n, end := r.sameMonth(i, y); end > 0 {
		return n, end
	}
	if n, end := r.feasts.feast(i, y); end > 0 {
		return n, end
	}
	return r.feasts.season(i, y)
}

// month reads 9月, 9月29日, 1-10月 and what follows a month.
func (r *partReader) month(i int, y node) (node, int) {
	m, j := r.whole(r.skip(i, "的"), 1, 12)
	if r.has(i, "元月") {
		m, j = 1, r.past(i, "元")
	}
	if j == 0 || r.any(i, &r.words.couple) {
		return node{}, 0
	}
	if n, end := r.monthRange(m, j, y); end > 0 {
		return n, end
	}
	j = r.skip(j, " ")
	k := r.first(j, &r.words.monthMark)
	bare := k == hanSize // 月 and not 月份
	if k == 0 || bare && r.any(j+k, &r.words.monthIssue) {
		return node{}, 0
	}
	n := unit(date(y.lo.Year(), m, 1), Month, y.top, y.needs)
	j += k
	if d, end := r.months.inMonth(j, n); end > 0 {
		return d, end
	}
	if !r.wide && !y.givesYear() && r.s[i] >= 0x80 && bare && !r.has(i, "元") {
		return node{}, 0 // 一月一更新: not a month of the calendar
	}
	return n, j
}

// monthRange reads the rest of 1-10月, where only the end has its 月.
func (r *partReader) monthRange(m, j int, y node) (node, int) {
	k := r.opt(j, &r.words.to)
	if k == j {
		return node{}, 0
	}
	last, end := r.whole(k, 1, 12)
	if end == 0 || last <= m || !r.has(end, "月") {
		return node{}, 0
	}
	end = r.opt(end, &r.words.monthMark)
	if _, d := r.whole(end, 1, 31); d > 0 && r.any(d, &r.words.dayMark) {
		return node{}, 0
	}
	return y.months(m, last, Month).until(date(y.lo.Year(), last, 1)), end
}

// counted reads what is counted within a year: 前十一个月, 最后三周, 第十天, 第37周; for
// 前三季度 see quarter. Without a year in front it is the year of the reference.
func (r *partReader) counted(i int, y node) (node, int) {
	counted, j := nth, r.past(i, "首")
	k, end := 1, j // 首月
	if lead, e := r.word(i, &r.words.counts); lead != nil {
		counted, j, end = lead.code, e, 0
	}
	if j == 0 {
		return node{}, 0
	}
	if v, e := r.whole(j, 1, 366); e > 0 {
		k, end = v, e
	}
	if end == 0 {
		return node{}, 0
	}
	what := r.skip(end, "个")
	switch {
	case r.has(what, "月") && k <= 12:
		// 第三月, 前三月 and 首三月 are no months of a year that is not named.
		if what == end && (!y.givesYear() && !r.has(i, "头") || r.has(i, "首")) {
			return node{}, 0
		}
		return r.countedMonths(counted, k, y, r.opt(what, &r.words.monthMark))
	case !y.givesYear() || !r.wide:
		return node{}, 0
	case r.any(what, &r.words.weekUnits):
		return r.months.countedWeeks(counted, k, y, r.opt(what, &r.words.weekUnits))
	}
	return r.months.countedDays(i, y)
}

func (r *partReader) countedMonths(counted string, k int, y node, end int) (node, int) {
	switch counted {
	case fromFirst:
		n := y.months(1, k, Month).ofYear(y)
		if !y.givesYear() { // 前三个月 may be the last three
			n.also = append(n.also, stretch{move(r.at.today(), Month, -k), r.at.today()})
			if k == 2 {
				n.also = append(n.also, r.at.fewBefore(Month))
			}
			n.also = append(n.also, stretch{floor(r.at.ref.At.Add(-average(Month, float64(k))), Day), r.at.refEnd()})
			n.alts = append(n.alts, "("+move(r.at.today(), Month, -k).Format(time.DateOnly)+","+r.at.today().Format(time.DateOnly)+",P"+itoa(k)+"M)")
		}
		return n, end
	case fromLast:
		if !y.givesYear() {
			return node{}, 0
		}
		return y.months(13-k, 12, Month), end
	}
	if !y.givesYear() && !r.wide {
		return node{}, 0
	}
	m := y.months(k, k, Month)
	if d, e := r.months.inMonth(end, m); e > 0 && r.wide {
		return d, e
	}
	return m, end
}

// sameMonth reads 去年本月十日 and, in wide mode, 去年今日.
func (r *partReader) sameMonth(i int, y node) (node, int) {
	if !y.givesYear() {
		return node{}, 0
	}
	at := r.at.ref.At
	if k := r.first(i, &r.words.sameDay); k > 0 && r.wide {
		m := unit(date(y.lo.Year(), int(at.Month()), 1), Month, y.top, Day)
		return r.at.day(m, at.Day(), m.lo.AddDate(0, 0, at.Day()-1)), i + k
	}
	k := r.first(i, &r.words.sameMonth)
	if k == 0 {
		return node{}, 0
	}
	m := unit(date(y.lo.Year(), int(at.Month()), 1), Month, y.top, Month)
	if n, end := r.months.inMonth(i+k, m); end > 0 {
		return n, end
	}
	return m, i + k
}

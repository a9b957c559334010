package zhtime

// countedDays reads 前两天, 最后三天, 第十天, 第二周 and 最后一个星期一 of a
// month or a year.
func (r *monthReader) countedDays(i int, m node) (node, int) {
	if !r.wide {
		return node{}, 0
	}
	i = r.skip(i, "的")
	if n, end := r.lastWeekday(i, m); end > 0 {
		return n, end
	}
	lead, j := r.word(i, &r.words.counts)
	if lead == nil {
		return node{}, 0
	}
	k, j := r.whole(j, 1, 366)
	if j == 0 {
		return node{}, 0
	}
	j = r.skip(j, "个")
	if w := r.first(j, &r.words.weekUnits); w > 0 {
		return r.countedWeeks(lead.code, k, m, j+w)
	}
	end := r.opt(j, &r.words.dayUnits)
	if end == j {
		return node{}, 0
	}
	switch lead.code {
	case nth:
		t := m.lo.AddDate(0, 0, k-1)
		if !m.inside(t) {
			return node{}, 0
		}
		return unit(t, Day, m.top, m.needs), end
	case fromFirst:
		return m.days(m.lo, m.lo.AddDate(0, 0, k-1)), end
	}
	return m.days(m.hi.AddDate(0, 0, -k), m.hi.AddDate(0, 0, -1)), end
}

// The codes of what is counted.
const (
	nth       = "nth"   // by its number
	fromFirst = "first" // so many from the beginning
	fromLast  = "last"  // so many up to the end
)

// countedWeeks reads 前两周, 最后三周 and 第37周 of the stretch m. Its first
// week is the one of its first Monday.
func (r *monthReader) countedWeeks(counted string, k int, m node, end int) (node, int) {
	n := node{kind: DateRange, grain: Week, top: m.top, needs: m.needs}
	monday := nthWeekday(m.lo, 1, 1)
	switch counted {
	case fromFirst:
		n.lo, n.hi = monday, monday.AddDate(0, 0, 7*k)
		n.also = append(n.also, stretch{m.lo, m.lo.AddDate(0, 0, 7*k)})
	case fromLast:
		last := floor(m.hi, Week)
		n.lo, n.hi = last.AddDate(0, 0, -7*k), last
	default:
		if d, e := r.weekdayNumber(end); e > 0 && k < 7 { // 第三个星期日
			return r.nthDay(m, k, d, e)
		}
		n.lo = monday.AddDate(0, 0, 7*(k-1))
		n.hi = n.lo.AddDate(0, 0, 7)
		iso := n.lo
		if first := floor(m.lo.AddDate(0, 0, 3), Week); !first.Equal(monday) { // the ISO week may begin before
			iso = first.AddDate(0, 0, 7*(k-1))
			n.also = append(n.also, stretch{iso, iso.AddDate(0, 0, 7)})
		}
		n.tx = unit(iso, Week, Year, None).tx
		if m.grain == Month {
			n.tx = yearText(m) + "-" + itoa2(int(m.lo.Month())) + "-W" + itoa2(k)
		}
		return n, end
	}
	n.tx = "(" + dayText(n, n.lo) + "," + dayText(n, n.hi) + ",P" + itoa(k) + "W)"
	return n, end
}

// nthDay returns the k-th weekday d of the stretch m, the last one for k 0, and end.
func (r *monthReader) nthDay(m node, k, d, end int) (node, int) {
	n := node{kind: Date, grain: Day, top: m.top, needs: m.needs}
	if k > 0 {
		n.lo = nthWeekday(m.lo, k, d)
	} else {
		n.lo = nthWeekday(m.hi.AddDate(0, 0, -7), 1, d)
	}
	if !m.inside(n.lo) {
		return node{}, 0
	}
	n.hi = n.lo.AddDate(0, 0, 1)
	num := (n.lo.Day()-1)/7 + 1
	n.tx = yearText(m) + "-" + itoa2(int(n.lo.Month())) + "-WXX-" + itoa(d) + "-#" + itoa(num)
	return n, end
}

// lastWeekday reads 最后一个星期一.
func (r *monthReader) lastWeekday(i int, m node) (node, int) {
	lead, j := r.word(i, &r.words.lastWeekday)
	week := r.opt(j, &r.words.weekUnits)
	if lead == nil || week == j {
		return node{}, 0
	}
	d, end := r.weekdayNumber(week)
	if end == 0 {
		return node{}, 0
	}
	return r.nthDay(m, 0, d, end)
}

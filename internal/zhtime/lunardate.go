package zhtime

import "beilun/internal/zhtime/lunar"

// lunar reads a date of the lunar calendar behind y: 农历八月十五, 正月, 九月廿二,
// 闰四月, 大年初十.
func (r *feastReader) lunar(i int, y node) (node, int) {
	if !r.wide {
		return node{}, 0
	}
	newYear := r.past(i, "大年")
	j := max(newYear, r.opt(i, &r.words.lunarMark))
	marked := j > i && newYear == 0
	if marked && !y.givesYear() {
		if yy, k := r.years.year(j, nil); k > 0 {
			y, j = yy, k
		}
	}
	if marked {
		if n, end := r.feast(j, y); end > 0 {
			return n, end
		}
	}
	month, leap, sure, k := r.lunarMonth(j)
	switch {
	case newYear > 0:
		month, k, sure = 1, j, true
	case k == 0 && !marked:
		return node{}, 0
	case k == 0:
		month, k = int(r.at.ref.At.Month()), j
	}
	d, lunarWord, end := r.lunarDayNumber(k)
	switch {
	case end == 0 && k == j:
		if marked && y.givesYear() { // 农历2015年
			return y, k
		}
		return node{}, 0
	case !marked && !sure && !lunarWord, newYear > 0 && !lunarWord:
		return node{}, 0
	case end == 0:
		return wholeLunarMonth(y, month, leap, k)
	}
	n := node{kind: Date, grain: Day, top: y.top, needs: y.needs}
	t, ok := lunar.Day(y.lo.Year(), month, d, leap)
	if !ok {
		if t, ok = lunar.Day(y.lo.Year(), month, 0, leap); !ok {
			return node{}, 0
		}
	}
	n.lo, n.hi = t, t.AddDate(0, 0, 1)
	n = withSolarReading(n, month, d, y.lo.Year())
	n.tx = yearText(y) + sprintMonthDay(month, d)[len("XXXX"):]
	return n, end
}

func wholeLunarMonth(y node, month int, leap bool, end int) (node, int) {
	n := node{kind: DateRange, grain: Day, top: y.top, needs: y.needs}
	first, size, ok := lunar.First(y.lo.Year(), month, leap)
	if !ok {
		return node{}, 0
	}
	n.lo, n.hi = first, first.AddDate(0, 0, size)
	n.tx = yearText(y) + "-" + itoa2(month)
	return n, end
}

// lunarMonth reads 正月, 腊月, 闰四月 and plain months; sure reports that no
// month of the solar calendar has that name.
func (r *feastReader) lunarMonth(i int) (month int, leap, sure bool, end int) {
	j := r.skip(i, "闰")
	leap = j > i
	if w, end := r.word(j, &r.words.lunarMonths); w != nil {
		return w.n[0], leap, true, end
	}
	m, k := r.whole(j, 1, 12)
	if end = r.past(k, "月"); k == 0 || end == 0 {
		return 0, false, false, 0
	}
	return m, leap, leap, end
}

// lunarDayNumber reads 初一, 廿二 and, as days of the lunar calendar that
// may be others, 十五 and 18; sure reports that it can only be a lunar day.
func (r *feastReader) lunarDayNumber(i int) (day int, sure bool, end int) {
	if j := r.past(i, "初"); j > 0 {
		d, k := r.whole(j, 1, 10)
		if k == 0 || isDigit(r.s[j]) {
			return 0, false, 0
		}
		return d, true, r.skip(k, "日")
	}
	d, k := r.whole(i, 1, 30)
	if k == 0 || r.months.notADay(i, k) {
		return 0, false, 0
	}
	return d, r.any(i, &r.words.tens), r.skip(k, "日")
}

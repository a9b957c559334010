package zhtime

import "beilun/internal/zhtime/lunar"

// lunar reads a date of the lunar calendar behind y: 农历八月十五, 正月, 九月廿二,
// 闰四月, 大年初十.
func (p *yearReader) lunar(i int, y node) (node, int) {
	if !p.wide {
		return node{}, 0
	}
	j := p.opt(i, "农历", "阴历", "旧历", "夏历", "大年")
	said := j > i && !p.has(i, "大年")
	if said && !y.givesYear() {
		if yy, k := p.year(j, nil); k > 0 {
			y, j = yy, k
		}
	}
	if n, end := p.feast(j, y); said && end > 0 {
		return n, end
	}
	month, leap, sure, k := p.lunarMonth(j)
	if p.has(i, "大年") {
		month, k, sure = 1, j, true
	} else if k == 0 {
		if !said {
			return node{}, 0
		}
		month, k = int(p.ref.At.Month()), j
	}
	d, lunarWord, end := p.lunarDayNumber(k)
	switch {
	case end == 0 && k == j:
		if said && y.givesYear() { // 农历2015年
			return y, k
		}
		return node{}, 0
	case !said && !sure && !lunarWord:
		return node{}, 0
	case p.has(i, "大年") && !lunarWord:
		return node{}, 0
	case end == 0:
		return p.wholeLunarMonth(y, month, leap, k)
	}
	n := node{kind: Date, grain: Day, top: y.top, needs: y.needs}
	t, ok := lunar.Day(y.lo.Year(), month, d, leap)
	if !ok {
		if t, ok = lunar.Day(y.lo.Year(), month, 0, leap); !ok {
			return node{}, 0
		}
	}
	n.lo, n.hi = t, t.AddDate(0, 0, 1)
	n = p.asTold(n, word{n: [5]int{month, d}}, y.lo.Year())
	n.tx = yearText(y) + sprintMonthDay(month, d)[len("XXXX"):]
	return n, end
}

func (p *yearReader) wholeLunarMonth(y node, month int, leap bool, end int) (node, int) {
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
func (p *yearReader) lunarMonth(i int) (month int, leap, sure bool, end int) {
	j := p.opt(i, "闰")
	leap = j > i
	switch {
	case p.has(j, "正月"):
		return 1, leap, true, j + len("正月")
	case p.has(j, "冬月"):
		return 11, leap, true, j + len("冬月")
	case p.has(j, "腊月"):
		return 12, leap, true, j + len("腊月")
	}
	m, k := p.whole(j, 1, 12)
	if k == 0 || !p.has(k, "月") {
		return 0, false, false, 0
	}
	return m, leap, leap, k + len("月")
}

// lunarDayNumber reads 初一, 廿二 and, as days of the lunar calendar that
// may be others, 十五 and 18; word reports that it can only be a lunar day.
func (p *yearReader) lunarDayNumber(i int) (day int, word bool, end int) {
	if p.has(i, "初") {
		d, k := p.whole(i+len("初"), 1, 10)
		if k == 0 || isDigit(p.s[i+len("初")]) {
			return 0, false, 0
		}
		return d, true, p.opt(k, "日")
	}
	d, k := p.whole(i, 1, 30)
	if k == 0 || p.notADay(i, k) {
		return 0, false, 0
	}
	return d, p.first(i, "廿", "卅") > 0, p.opt(k, "日")
}

package zhtime

import (
	"strings"
	"time"
)

// calendar reads a day or a longer stretch of the calendar. base is the time
// told before it in A到B, whose year and month it shares, or nil.
func (p *parser) calendar(i int, base *node) (node, int) {
	if n, end := p.numeric(i); end > 0 {
		return n, end
	}
	if y, j := p.year(i, base); j > 0 {
		k := p.opt(j, "的", "度")
		if n, end := p.inYear(k, y); end > 0 {
			return n, end
		}
		if y.needs == untold {
			return node{}, 0
		}
		return y, p.opt(j, "全年")
	}
	if n, end := p.relative(i, base); end > 0 {
		return n, end
	}
	if n, end := p.dayWord(i, base); end > 0 {
		return n, end
	}
	if n, end := p.decades(i); end > 0 {
		return n, end
	}
	if n, end := p.inYear(i, p.thisYear(base)); end > 0 {
		return n, end
	}
	if n, end := p.weekday(i, base); end > 0 {
		return n, end
	}
	if k := p.first(i, "月底", "月初", "月末", "月内", "月中"); k > 0 && p.first(i+k, "旬", "国") == 0 {
		m := unit(p.ref.At, Month, Year, Month)
		if n, end := p.monthPart(i, m); end > 0 {
			return n, end
		}
		return m, i + k
	}
	if p.wide && p.has(i, "全年") {
		y := unit(p.ref.At, Year, Year, Year)
		return y, i + len("全年")
	}
	if base == nil && !p.wide {
		return node{}, 0 // 29日 of no month
	}
	return p.dayOfMonth(i, p.thisMonth(base), Day)
}

// thisYear returns the year that a month without a year is in.
func (p *parser) thisYear(base *node) node {
	if base != nil && !base.lo.IsZero() {
		n := around(base.lo, Year, min(base.top, Year), base.needs)
		if n.top < Year {
			n.top, n.needs = Month, max(Year, n.needs)
		}
		return n
	}
	if !p.hasYear {
		p.aYear, p.hasYear = around(p.ref.At, Year, Month, Year), true
	}
	return p.aYear
}

// thisMonth returns the month that a day without a month is in.
func (p *parser) thisMonth(base *node) node {
	if base != nil && !base.lo.IsZero() {
		n := around(base.lo, Month, base.top, base.needs)
		n.top = max(n.top, Day)
		return n
	}
	return around(p.ref.At, Month, Day, Month)
}

// year reads 2024年, 二〇二四年, 07年, 2021-2023年 and 去年.
func (p *parser) year(i int, base *node) (node, int) {
	if w, end := p.word(i, "year", "year+"); end > 0 {
		n := unit(move(p.ref.At, Year, w.n[0]), Year, Year, Year)
		if w.class == "year+" && base != nil && base.told() {
			n = unit(move(base.lo, Year, w.n[0]), Year, Year, base.needs)
		} else if w.class == "year+" && !p.wide {
			n.needs = untold
		}
		return n, end
	}
	a, j := p.yearNumber(i)
	if j == 0 {
		return node{}, 0
	}
	j = p.opt(j, " ")
	if k := p.first(j, "年"); k > 0 {
		if !p.wide && p.first(j+k, "来", "间") > 0 || p.first(j+k, "代") > 0 {
			return node{}, 0
		}
		return years(a, a, Year), j + k
	}
	k := p.opt(j, "-", "~", "至", "到")
	if k == j || a < 1000 {
		return node{}, 0
	}
	b, end := p.yearNumber(k)
	if end == 0 || b <= a || p.first(end, "年") == 0 || p.first(end, "年代") > 0 || b > a+200 {
		return node{}, 0
	}
	if _, month := p.whole(end+len("年"), 1, 12); month > 0 { // 2021-2023年5月
		return node{}, 0
	}
	n := years(a, b, Year)
	n.endAt = date(b, 1, 1)
	n.tx = "(" + date(a, 1, 1).Format(time.DateOnly) + "," + n.endAt.Format(time.DateOnly) + "," + gap(n.lo, n.endAt) + ")"
	return n, end + len("年")
}

// yearNumber reads the digits of a year. Years of two or three digits are
// read in wide mode only.
func (p *parser) yearNumber(i int) (year, end int) {
	if i >= len(p.s) {
		return 0, 0
	}
	var n number
	if isDigit(p.s[i]) {
		n.digits = p.run(i)
		n.western = true
		for _, c := range []byte(p.s[i : i+n.digits]) {
			n.v = n.v*10 + float64(c-'0')
		}
		end = i + n.digits
	} else {
		n, end = p.plain(i)
	}
	switch y := int(n.v); {
	case n.digits == 4 && y >= 1000 && y <= 2100 || n.digits == 4 && p.wide && y > 0:
		return y, end
	case n.digits == 3 && p.wide && !n.western && y > 100:
		return y, end
	case n.digits == 2 && p.wide:
		return p.century(y), end
	}
	return 0, 0
}

// century completes a year of two digits: up to ten years from the reference
// it is of its century, else of the one before.
func (p *parser) century(yy int) int {
	at := p.ref.At.Year()
	if p.ref.Grain == None {
		at = 2025
	}
	y := at - at%100 + yy
	if y > at+10 && at >= 2000 {
		y -= 100
	}
	return y
}

// inYear reads what may stand behind a year: a month and its days, a quarter,
// a half, a season, a feast, 年底, 第三周.
func (p *parser) inYear(i int, y node) (node, int) {
	if n, end := p.lunar(i, y); end > 0 {
		return n, end
	}
	if n, end := p.month(i, y); end > 0 {
		return n, end
	}
	if n, end := p.quarter(i, y); end > 0 {
		return n, end
	}
	if n, end := p.half(i, y); end > 0 {
		return n, end
	}
	if n, end := p.yearPart(i, y); end > 0 {
		return n, end
	}
	if n, end := p.counted(i, y); end > 0 {
		return n, end
	}
	if n, end := p.sameMonth(i, y); end > 0 {
		return n, end
	}
	if n, end := p.feast(i, y); end > 0 {
		return n, end
	}
	return p.season(i, y)
}

// told reports whether the year of a node is told; without one, words that
// are words of another meaning too do not count.
func (n node) told() bool { return n.top >= Year }

// month reads 9月, 9月29日, 1-10月 and what stands behind a month.
func (p *parser) month(i int, y node) (node, int) {
	m, j := p.whole(p.opt(i, "的"), 1, 12)
	if p.has(i, "元月") {
		m, j = 1, i+len("元")
	}
	if j == 0 || p.first(i, "两", "俩", "仨") > 0 {
		return node{}, 0
	}
	if n, end := p.monthRange(m, j, y); end > 0 {
		return n, end
	}
	k := p.first(p.opt(j, " "), "月份", "月")
	if k == 0 || p.first(p.opt(j, " ")+k, "号", "刊") > 0 && k == len("月") {
		return node{}, 0
	}
	n := unit(date(y.lo.Year(), m, 1), Month, y.top, y.needs)
	j = p.opt(j, " ") + k
	if d, end := p.inMonth(j, n); end > 0 {
		return d, end
	}
	if !p.wide && !y.told() && p.s[i] >= 0x80 && k == len("月") && !p.has(i, "元") {
		return node{}, 0 // 一月一更新: not a month of the calendar
	}
	return n, j
}

// monthRange reads the rest of 1-10月, where only the end has its 月.
func (p *parser) monthRange(m, j int, y node) (node, int) {
	k := p.opt(j, "-", "~", "至", "到")
	last, end := p.whole(k, 1, 12)
	if k == j || end == 0 || last <= m || p.first(end, "月") == 0 {
		return node{}, 0
	}
	end = p.opt(end, "月份", "月")
	if _, d := p.whole(end, 1, 31); d > 0 && p.first(d, "日", "号") > 0 {
		return node{}, 0
	}
	return y.months(m, last, Month).until(date(y.lo.Year(), last, 1)), end
}

// until notes where the last part of a range begins, which is where the
// range ends for Recognizers-Text.
func (n node) until(t time.Time) node {
	n.endAt = t
	n.tx = "(" + dayText(n, n.lo) + "," + dayText(n, t) + "," + gap(n.lo, t) + ")"
	return n
}

// inMonth reads what may stand behind a month: a day, 上旬, 底, 第二周.
func (p *parser) inMonth(i int, m node) (node, int) {
	if n, end := p.dayOfMonth(p.opt(i, "的", " "), m, m.top); end > 0 {
		return n, end
	}
	if n, end := p.monthPart(i, m); end > 0 {
		return n, end
	}
	return p.countedDays(i, m)
}

// dayOfMonth reads 29日, 12号, 8至10日 and, behind a month, a bare number.
func (p *parser) dayOfMonth(i int, m node, top Grain) (node, int) {
	d, j := p.whole(i, 1, 31)
	if j == 0 {
		return node{}, 0
	}
	m.top = max(m.top, top)
	behind := m.top > Day
	first := m.lo.AddDate(0, 0, d-1)
	if k := p.first(p.opt(j, " "), "日", "号"); k > 0 {
		j = p.opt(j, " ") + k
		if !behind && !p.standsAlone(i, j) {
			return node{}, 0
		}
		return p.day(m, d, first), j
	}
	if k := p.opt(j, "-", "~", "至", "到"); k > j && (behind || p.wide) {
		last, end := p.whole(k, 1, 31)
		if end > 0 && last > d && p.first(end, "日", "号") > 0 {
			end = p.opt(end, "日", "号")
			n := m.days(first, m.lo.AddDate(0, 0, last-1))
			return n.until(m.lo.AddDate(0, 0, last-1)), end
		}
		if t, end := p.otherMonth(k, m); end > 0 {
			return m.days(first, t).until(t), end
		}
	}
	if !behind || !p.wide || p.notADay(i, j) {
		return node{}, 0
	}
	n := p.day(m, d, first)
	if p.s[i] >= 0x80 && d > 10 { // 八月十五 may be a day of the lunar year
		if t, ok := lunarDay(m.lo.Year(), int(m.lo.Month()), d, false); ok {
			n.also = append(n.also, stretch{t, t.AddDate(0, 0, 1)})
		}
	}
	return n, j
}

// otherMonth reads the end of days of two months at i, where only it has its
// 日: 5月17至6月2日.
func (p *parser) otherMonth(i int, m node) (time.Time, int) {
	month, j := p.whole(i, 1, 12)
	if j == 0 || p.first(j, "月") == 0 || m.top <= Day {
		return time.Time{}, 0
	}
	d, j := p.whole(j+len("月"), 1, 31)
	if j == 0 || p.first(j, "日", "号") == 0 {
		return time.Time{}, 0
	}
	y := m.lo.Year()
	if month < int(m.lo.Month()) {
		y++
	}
	t := date(y, month, d)
	return t, (j + p.first(j, "日", "号")) * btoi(int(t.Month()) == month && !t.Before(m.lo))
}

// notADay tells a number behind a month from a day: 3月18000吨, 六月六月中旬.
func (p *parser) notADay(i, j int) bool {
	if j >= len(p.s) {
		return false
	}
	c := p.s[j]
	return isDigit(c) || isLatin(c) || c == '.' || c == ',' && p.run(j+1) > 0 || c == '%' || c == ':' ||
		p.first(j, "年", "月", "个", "家", "万", "亿", "元", "名", "人", "岁", "项", "次", "条", "天", "周", "点", "时", "分", "米", "吨", "多", "余", "十", "百", "千", "成", "倍", "旬", "星期", "度", "批", "场", "期", "起", "件", "种", "位", "台", "辆", "座", "处") > 0 ||
		p.s[i] >= 0x80 && p.first(j, "一", "二", "三", "四", "五", "六", "七", "八", "九") > 0
}

// standsAlone reports whether 29日 without a month is a day: not so in press
// mode, nor in 一日之计, 3号线 and 12号文.
func (p *parser) standsAlone(i, j int) bool {
	if !p.wide || p.first(j, "之", "游", "线", "文", "楼", "院", "机", "馆", "令", "公告", "码", "店", "桥", "路", "元", "车", "井", "矿", "厅", "房", "门", "位", "字", "工程", "本", "报") > 0 {
		return false
	}
	d, _ := p.whole(i, 1, 31)
	return p.s[i] < 0x80 || d >= 10 || strings.HasSuffix(p.s[i:j], "号")
}

// day returns the node of day d of month m. A day that the month does not
// have has no value.
func (p *parser) day(m node, d int, t time.Time) node {
	n := unit(t, Day, m.top, m.needs)
	bad := t.Month() != m.lo.Month()
	switch {
	case m.top == Day:
		n.tx = dayText(n, t)
		n.also = p.turns(func(k int) time.Time { return p.dayIn(months(m.lo, k), d) })
	case m.top < Year:
		n.tx = sprintMonthDay(int(m.lo.Month()), d)
		n.also = p.turns(func(k int) time.Time { return p.dayIn(months(m.lo, 12*k), d) })
	case bad:
		n.tx = yearText(m) + sprintMonthDay(int(m.lo.Month()), d)[len("XXXX"):]
	}
	if bad {
		n.lo, n.hi, n.needs = m.lo, m.hi, None
		n.value = "none"
		if len(n.also) == 0 {
			n.alts = append(n.alts, "0001-01-01") // what Recognizers-Text writes
		}
	}
	return n
}

// dayIn returns day d of the month of t, or the zero time if it has none.
func (p *parser) dayIn(t time.Time, d int) time.Time {
	r := t.AddDate(0, 0, d-1)
	if r.Month() != t.Month() {
		return time.Time{}
	}
	return r
}

// turns returns the nearest day before the reference and the nearest one
// that is not, of those that at gives for whole steps away.
func (p *parser) turns(at func(int) time.Time) []stretch {
	var out []stretch
	today := p.today()
	for k := 0; k >= -8; k-- {
		if t := at(k); !t.IsZero() && t.Before(today) {
			out = append(out, stretch{t, t.AddDate(0, 0, 1)})
			break
		}
	}
	for k := -1; k <= 8; k++ {
		if t := at(k); !t.IsZero() && !t.Before(today) {
			return append(out, stretch{t, t.AddDate(0, 0, 1)})
		}
	}
	return out
}

func sprintMonthDay(m, d int) string {
	b := []byte("XXXX-00-00")
	b[5], b[6] = byte('0'+m/10), byte('0'+m%10)
	b[8], b[9] = byte('0'+d/10), byte('0'+d%10)
	return string(b)
}

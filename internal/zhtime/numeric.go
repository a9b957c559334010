package zhtime

// digitReader reads dates in digits.
type digitReader struct{ clockReader }

// numeric reads dates in digits: 2010/01/29, 13.5.2015, 20240307, 2008.03,
// 09-01 20:01. In press mode only a year, a month and a day make one.
func (p *digitReader) numeric(i int) (node, int) {
	if i >= len(p.s) || !isDigit(p.s[i]) {
		return node{}, 0
	}
	switch k := p.run(i); {
	case k == 8 && p.wide:
		return p.compact(i)
	case k == 4:
		return p.yearFirst(i)
	case k <= 2 && p.wide:
		return p.dayFirst(i)
	}
	return node{}, 0
}

// compact reads 20240307.
func (p *digitReader) compact(i int) (node, int) {
	y, m, d := p.small(i, 4), p.small(i+4, 2), p.small(i+6, 2)
	if y < 1000 || y > 2100 || m < 1 || m > 12 || d < 1 || d > monthDays(y, m) || isAlnumAt(p.s, i+8) {
		return node{}, 0
	}
	return unit(date(y, m, d), Day, Year, None), i + 8
}

func monthDays(y, m int) int { return date(y, m+1, 0).Day() }

// dateSep reads what separates the parts of a numeric date.
func (p *digitReader) dateSep(i int) (c byte, end int) {
	if i >= len(p.s) {
		return 0, 0
	}
	switch c = p.s[i]; c {
	case '-', '/', '.', ' ', ',', '\\':
		return c, i + 1
	}
	return 0, 0
}

// yearFirst reads 2010/01/29, 2010 01 29, 1994.01-19 and 2008.03.
func (p *digitReader) yearFirst(i int) (node, int) {
	y := p.small(i, 4)
	c, j := p.dateSep(i + 4)
	k := p.run(j)
	if j == 0 || y < 1000 || y > 2100 || k == 0 || k > 2 {
		return node{}, 0
	}
	m := p.small(j, k)
	if m < 1 || m > 12 {
		return node{}, 0
	}
	end := j + k
	c2, j2 := p.dateSep(end)
	k2 := p.run(j2)
	if c2 == ' ' && c != ' ' {
		k2 = 0
	}
	if k2 == 4 && p.has(j2+4, ":") { // 2018-12-1209:03
		k2 = 2
	}
	if j2 > 0 && (k2 == 1 || k2 == 2) && (p.wide || c == c2 && c != ' ' && c != ',') && (c != ' ' && c != ',' || k == 2 && k2 == 2 && c2 == c) {
		d := p.small(j2, k2)
		if d >= 1 && d <= monthDays(y, m) && (p.wide || !isAlnumAt(p.s, j2+k2) && !p.has(j2+k2, ".")) {
			return unit(date(y, m, d), Day, Year, None), p.opt(j2+k2, "日")
		}
		return node{}, 0
	}
	if !p.wide || c == ' ' || c == ',' || c == '-' && k2 > 0 && c2 == '-' || k == 1 && c == '.' || isAlnumAt(p.s, end) || p.first(end, "%", "万", "亿", "元", "年") > 0 {
		return node{}, 0
	}
	return unit(date(y, m, 1), Month, Year, None), end
}

// dayFirst reads 13.5.2015 and 05/05/89, the day first where it can be, and
// 09-01 in front of a clock time.
func (p *digitReader) dayFirst(i int) (node, int) {
	k := p.run(i)
	if p.has(i+k, "·") { // 3·15
		j := i + k + len("·")
		m, d := p.small(i, k), p.run(j)
		if m < 1 || m > 12 || d == 0 || d > 2 || p.small(j, d) < 1 || p.small(j, d) > 31 {
			return node{}, 0
		}
		n := unit(date(p.ref.At.Year(), m, 1), Month, Month, Year)
		return p.day(n, p.small(j, d), n.lo.AddDate(0, 0, p.small(j, d)-1)), j + d
	}
	c, j := p.dateSep(i + k)
	k2 := p.run(j)
	if j == 0 || c == ' ' || c == ',' || k2 == 0 || k2 > 2 {
		return node{}, 0
	}
	a, b := p.small(i, k), p.small(j, k2)
	c3, j3 := p.dateSep(j + k2)
	k3 := p.run(j3)
	if c3 == ' ' && c == '-' && p.has(j3+k3, ":") && a >= 1 && a <= 12 && b >= 1 && b <= 31 {
		y := p.thisYear(nil)
		m := unit(date(y.lo.Year(), a, 1), Month, Month, Year)
		return p.day(m, b, m.lo.AddDate(0, 0, b-1)), j + k2
	}
	if c3 != c || k3 != 4 && k3 != 2 || isAlnumAt(p.s, j3+k3) {
		return node{}, 0
	}
	y := p.small(j3, k3)
	if k3 == 2 {
		y = p.century(y)
	}
	if b > 12 {
		a, b = b, a
	}
	if y < 1000 || y > 2100 || b < 1 || b > 12 || a < 1 || a > monthDays(y, b) {
		return node{}, 0
	}
	return unit(date(y, b, a), Day, Year, None), j3 + k3
}

// bareYear reads 2016 without 年, if no measure word follows it.
func (p *digitReader) bareYear(i int) (node, int) {
	if !p.wide || p.run(i) != 4 {
		return node{}, 0
	}
	y, end := p.small(i, 4), i+4
	if y < 1500 || y > 2100 || end < len(p.s) && (isLatin(p.s[end]) || p.s[end] == '%' || p.s[end] == ':') {
		return node{}, 0
	}
	if end < len(p.s) && (p.s[end] == '.' || p.s[end] == ',') && p.run(end+1) > 0 {
		return node{}, 0
	}
	if p.countedBehind(end) {
		return node{}, 0
	}
	return years(y, y, Year), end
}

// countedBehind reports whether there is a measure word at i.
func (p *digitReader) countedBehind(i int) bool {
	const measures = "个家名人万亿元块多余米吨项条次岁点只台辆座处户套间所件种类批位斤克升度℃倍成亩公平千百十毫厘海里层栋号级分秒天月周小美英欧日港架艘张支本册页字瓦兆吉标床株棵头匹口例宗"
	r := p.rune(i)
	if r == 0 {
		return false
	}
	for _, m := range measures {
		if r == m {
			return true
		}
	}
	return false
}

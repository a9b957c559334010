package zhtime

// digitReader reads dates in digits.
type digitReader struct {
	*text
	at *anchor
}

// numeric reads dates in digits: 2010/01/29, 13.5.2015, 20240307, 2008.03,
// 09-01 20:01. In press mode only a year, a month and a day make one.
func (r *digitReader) numeric(i int) (node, int) {
	if i >= len(r.s) || !isDigit(r.s[i]) {
		return node{}, 0
	}
	switch k := r.run(i); {
	case k == 8 && r.wide:
		return r.compact(i)
	case k == 4:
		return r.yearFirst(i)
	case k <= 2 && r.wide:
		return r.dayFirst(i)
	}
	return node{}, 0
}

// compact reads 20240307.
func (r *digitReader) compact(i int) (node, int) {
	y, m, d := r.small(i, 4), r.small(i+4, 2), r.small(i+6, 2)
	if y < 1000 || y > 2100 || m < 1 || m > 12 || d < 1 || d > monthDays(y, m) || isAlnumAt(r.s, i+8) {
		return node{}, 0
	}
	return unit(date(y, m, d), Day, Year, None), i + 8
}

func monthDays(y, m int) int { return date(y, m+1, 0).Day() }

// dateSep reads what separates the parts of a numeric date.
func (r *digitReader) dateSep(i int) (c byte, end int) {
	if i >= len(r.s) {
		return 0, 0
	}
	switch c = r.s[i]; c {
	case '-', '/', '.', ' ', ',', '\\':
		return c, i + 1
	}
	return 0, 0
}

// yearFirst reads 2010/01/29, 2010 01 29, 1994.01-19 and 2008.03.
func (r *digitReader) yearFirst(i int) (node, int) {
	y := r.small(i, 4)
	c, j := r.dateSep(i + 4)
	k := r.run(j)
	if j == 0 || y < 1000 || y > 2100 || k == 0 || k > 2 {
		return node{}, 0
	}
	m := r.small(j, k)
	if m < 1 || m > 12 {
		return node{}, 0
	}
	end := j + k
	c2, j2 := r.dateSep(end)
	k2 := r.run(j2)
	if c2 == ' ' && c != ' ' {
		k2 = 0
	}
	if k2 == 4 && r.has(j2+4, ":") { // 2018-12-1209:03
		k2 = 2
	}
	if j2 > 0 && (k2 == 1 || k2 == 2) && (r.wide || c == c2 && c != ' ' && c != ',') && (c != ' ' && c != ',' || k == 2 && k2 == 2 && c2 == c) {
		d := r.small(j2, k2)
		if d >= 1 && d <= monthDays(y, m) && (r.wide || !isAlnumAt(r.s, j2+k2) && !r.has(j2+k2, ".")) {
			return unit(date(y, m, d), Day, Year, None), r.skip(j2+k2, "日")
		}
		return node{}, 0
	}
	if !r.wide || c == ' ' || c == ',' || c == '-' && k2 > 0 && c2 == '-' || k == 1 && c == '.' || isAlnumAt(r.s, end) || r.any(end, &r.words.monthNot) {
		return node{}, 0
	}
	return unit(date(y, m, 1), Month, Year, None), end
}

// dayFirst reads 13.5.2015 and 05/05/89, the day first where it can be, and
// 09-01 in front of a clock time.
func (r *digitReader) dayFirst(i int) (node, int) {
	k := r.run(i)
	if r.has(i+k, "·") { // 3·15
		j := i + k + len("·")
		m, d := r.small(i, k), r.run(j)
		if m < 1 || m > 12 || d == 0 || d > 2 || r.small(j, d) < 1 || r.small(j, d) > 31 {
			return node{}, 0
		}
		n := unit(date(r.at.ref.At.Year(), m, 1), Month, Month, Year)
		return r.at.day(n, r.small(j, d), n.lo.AddDate(0, 0, r.small(j, d)-1)), j + d
	}
	c, j := r.dateSep(i + k)
	k2 := r.run(j)
	if j == 0 || c == ' ' || c == ',' || k2 == 0 || k2 > 2 {
		return node{}, 0
	}
	a, b := r.small(i, k), r.small(j, k2)
	c3, j3 := r.dateSep(j + k2)
	k3 := r.run(j3)
	if c3 == ' ' && c == '-' && r.has(j3+k3, ":") && a >= 1 && a <= 12 && b >= 1 && b <= 31 {
		y := r.at.thisYear(nil)
		m := unit(date(y.lo.Year(), a, 1), Month, Month, Year)
		return r.at.day(m, b, m.lo.AddDate(0, 0, b-1)), j + k2
	}
	if c3 != c || k3 != 4 && k3 != 2 || isAlnumAt(r.s, j3+k3) {
		return node{}, 0
	}
	y := r.small(j3, k3)
	if k3 == 2 {
		y = r.at.century(y)
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
func (r *digitReader) bareYear(i int) (node, int) {
	if !r.wide || r.run(i) != 4 {
		return node{}, 0
	}
	y, end := r.small(i, 4), i+4
	if y < 1500 || y > 2100 || end < len(r.s) && (isLatin(r.s[end]) || r.s[end] == '%' || r.s[end] == ':') {
		return node{}, 0
	}
	if end < len(r.s) && (r.s[end] == '.' || r.s[end] == ',') && r.run(end+1) > 0 {
		return node{}, 0
	}
	if r.any(end, &r.words.measures) {
		return node{}, 0
	}
	return years(y, y, Year), end
}

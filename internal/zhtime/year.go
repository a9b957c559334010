package zhtime

import "time"

// yearReader reads years and what is in a year.
type yearReader struct{ monthReader }

// year reads 2024年, 二〇二四年, 07年, 2021-2023年 and 去年.
func (p *yearReader) year(i int, base *node) (node, int) {
	if w, end := p.word(i, "year", "year+"); end > 0 {
		n := unit(move(p.ref.At, Year, w.n[0]), Year, Year, Year)
		if w.class == "year+" && base != nil && base.givesYear() {
			n = unit(move(base.lo, Year, w.n[0]), Year, Year, base.needs)
		} else if w.class == "year+" && !p.wide {
			n.needs = unknowable
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
func (p *yearReader) yearNumber(i int) (year, end int) {
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

// month reads 9月, 9月29日, 1-10月 and what follows a month.
func (p *yearReader) month(i int, y node) (node, int) {
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
	if !p.wide && !y.givesYear() && p.s[i] >= 0x80 && k == len("月") && !p.has(i, "元") {
		return node{}, 0 // 一月一更新: not a month of the calendar
	}
	return n, j
}

// monthRange reads the rest of 1-10月, where only the end has its 月.
func (p *yearReader) monthRange(m, j int, y node) (node, int) {
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

// spanParts are the parts of a century and of a decade, as the first and the
// last of its years.
var spanParts = []struct {
	words  []string
	lo, hi [2]int
}{
	{[]string{"初期", "初", "前期"}, [2]int{0, 0}, [2]int{19, 2}},
	{[]string{"中期", "中叶"}, [2]int{20, 3}, [2]int{79, 6}},
	{[]string{"末期", "末", "后期"}, [2]int{80, 7}, [2]int{99, 9}},
}

// decades reads 20世纪, 90年代 and 20世纪60年代前期.
func (p *yearReader) decades(i int) (node, int) {
	if !p.wide && p.first(i, "上世纪", "本世纪") == 0 && p.run(i) != 4 {
		if _, end := p.whole(i, 1, 21); end == 0 || !p.has(end, "世纪") {
			return node{}, 0
		}
	}
	base, j, told := 0, i, false
	if p.run(i) == 4 && p.s[i+3] == '0' && p.has(i+4, "年代") { // 1980年代
		base, j, told = p.small(i, 4)/100*100, i+2, true
	}
	at := p.ref.At.Year()
	var needs Grain
	if k := p.first(i, "上世纪", "上个世纪", "本世纪", "这个世纪"); k > 0 {
		base, j, told, needs = at-at%100-100*btoi(p.has(i, "上")), i+k, true, Year
	} else if c, end := p.whole(i, 1, 30); end > 0 && p.has(end, "世纪") {
		base, j, told = (c-1)*100, end+len("世纪"), true
	}
	j = p.opt(j, "的")
	d, end := p.whole(j, 0, 99)
	decade := end > 0 && d%10 == 0 && p.has(end, "年代")
	if !decade && !told {
		return node{}, 0
	}
	from, size, g := base, 100, Century
	if decade {
		j, size, g = end+len("年代"), 10, Decade
		if !told {
			base = 2000 - 100*btoi(d > 20)
		}
		from = base + d
	}
	lo, hi := 0, size-1
	k := p.opt(j, "的")
	for _, part := range spanParts {
		if w := p.first(k, part.words...); w > 0 {
			lo, hi, j = part.lo[btoi(decade)], part.hi[btoi(decade)], k+w
		}
	}
	n := years(from+lo, from+hi, g)
	n.needs, n.top = needs, g
	if decade && !told {
		n.top = Decade
		n.tx = decadeTimex(d)
		n.alts = append(n.alts, days(years(2000+d+lo, 2000+d+hi, g).stretch))
	}
	return n, j
}

func decadeTimex(d int) string {
	e := (d + 10) % 100
	c := func(v int) string { return "XX" + string([]byte{byte('0' + v/10), byte('0' + v%10)}) + "-01-01" }
	return "(" + c(d) + "," + c(e) + ",P10Y)"
}

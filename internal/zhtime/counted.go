package zhtime

// countedDays reads 前两天, 最后三天, 第十天, 第二周 and 最后一个星期一 of a
// month or a year.
func (p *monthReader) countedDays(i int, m node) (node, int) {
	if !p.wide {
		return node{}, 0
	}
	i = p.opt(i, "的")
	if n, end := p.lastWeekday(i, m); end > 0 {
		return n, end
	}
	lead := p.first(i, "第", "前", "头", "后", "最后")
	k, j := p.whole(i+lead, 1, 366)
	if lead == 0 || j == 0 {
		return node{}, 0
	}
	word := p.s[i : i+lead]
	j = p.opt(j, "个", "个的")
	if w := p.first(j, "周", "星期", "礼拜"); w > 0 {
		return p.countedWeeks(word, k, m, j+w)
	}
	w := p.first(j, "天", "日")
	if w == 0 {
		return node{}, 0
	}
	switch word {
	case "第":
		t := m.lo.AddDate(0, 0, k-1)
		if !m.inside(t) {
			return node{}, 0
		}
		return unit(t, Day, m.top, m.needs), j + w
	case "前", "头":
		return m.days(m.lo, m.lo.AddDate(0, 0, k-1)), j + w
	}
	return m.days(m.hi.AddDate(0, 0, -k), m.hi.AddDate(0, 0, -1)), j + w
}

// countedWeeks reads 前两周, 最后三周 and 第37周 of the stretch m. Its first
// week is the one of its first Monday.
func (p *monthReader) countedWeeks(word string, k int, m node, end int) (node, int) {
	n := node{kind: DateRange, grain: Week, top: m.top, needs: m.needs}
	monday := nthWeekday(m.lo, 1, 1)
	switch word {
	case "前", "头":
		n.lo, n.hi = monday, monday.AddDate(0, 0, 7*k)
		n.also = append(n.also, stretch{m.lo, m.lo.AddDate(0, 0, 7*k)})
	case "后", "最后":
		last := floor(m.hi, Week)
		n.lo, n.hi = last.AddDate(0, 0, -7*k), last
	default:
		if d, e := p.weekdayDigit(end); e > 0 && k < 7 { // 第三个星期日
			return p.nthDay(m, k, d, e)
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

// nthDay is the k-th weekday d of the stretch m; k 0 is the last one.
func (p *monthReader) nthDay(m node, k, d, end int) (node, int) {
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
func (p *monthReader) lastWeekday(i int, m node) (node, int) {
	k := p.first(i, "最后一个的", "最后一个", "最后的", "最后一")
	w := p.first(i+k, "周", "星期", "礼拜")
	if k == 0 || w == 0 {
		return node{}, 0
	}
	d, end := p.weekdayDigit(i + k + w)
	if end == 0 {
		return node{}, 0
	}
	return p.nthDay(m, 0, d, end)
}

package zhtime

import "time"

// inYear reads what may follow a year: a month and its days, a quarter,
// a half, a season, a feast, 年底, 第三周.
func (p *yearReader) inYear(i int, y node) (node, int) {
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

// counted reads what is counted within a year: 前三季度 (see quarter), 前十一个月,
// 最后三周, 第十天, 第37周. Without a year in front it is the year of the
// reference.
func (p *yearReader) counted(i int, y node) (node, int) {
	lead := p.first(i, "第", "前", "头", "后", "最后", "首")
	if lead == 0 {
		return node{}, 0
	}
	word := p.s[i : i+lead]
	k, j := p.whole(i+lead, 1, 366)
	if word == "首" && j == 0 {
		k, j = 1, i+lead
	}
	if word == "最后" && p.has(i+lead, "一") && j == 0 || j == 0 {
		return node{}, 0
	}
	end := p.opt(j, "个")
	switch {
	case p.first(end, "月") > 0 && k <= 12:
		if end == j && !y.givesYear() && word != "头" || word == "首" && end == j {
			return node{}, 0
		}
		return p.countedMonths(word, k, y, p.opt(end, "月份", "月"))
	case !y.givesYear() || !p.wide:
		return node{}, 0
	case p.first(end, "周", "星期", "礼拜") > 0:
		return p.countedWeeks(word, k, y, p.opt(end, "周", "星期", "礼拜"))
	}
	return p.countedDays(i, y)
}

func (p *yearReader) countedMonths(word string, k int, y node, end int) (node, int) {
	switch word {
	case "前", "头":
		n := y.months(1, k, Month).ofYear(y)
		if !y.givesYear() { // 前三个月 may be the last three
			n.also = append(n.also, stretch{move(p.today(), Month, -k), p.today()})
			if k == 2 {
				n.also = append(n.also, p.fewBefore(Month))
			}
			n.also = append(n.also, stretch{floor(p.ref.At.Add(-average(Month, float64(k))), Day), p.refEnd()})
			n.alts = append(n.alts, "("+move(p.today(), Month, -k).Format(time.DateOnly)+","+p.today().Format(time.DateOnly)+",P"+itoa(k)+"M)")
		}
		return n, end
	case "后", "最后":
		if !y.givesYear() {
			return node{}, 0
		}
		return y.months(13-k, 12, Month), end
	}
	if !y.givesYear() && !p.wide {
		return node{}, 0
	}
	m := y.months(k, k, Month)
	if d, e := p.inMonth(end, m); e > 0 && p.wide {
		return d, e
	}
	return m, end
}

// sameMonth reads 去年本月十日.
func (p *yearReader) sameMonth(i int, y node) (node, int) {
	if k := p.first(i, "今天", "今日", "同日"); k > 0 && y.givesYear() && p.wide {
		m := unit(date(y.lo.Year(), int(p.ref.At.Month()), 1), Month, y.top, Day)
		return p.day(m, p.ref.At.Day(), m.lo.AddDate(0, 0, p.ref.At.Day()-1)), i + k
	}
	k := p.first(i, "本月", "当月", "同月")
	if k == 0 || !y.givesYear() {
		return node{}, 0
	}
	m := unit(date(y.lo.Year(), int(p.ref.At.Month()), 1), Month, y.top, Month)
	if n, end := p.inMonth(i+k, m); end > 0 {
		return n, end
	}
	return m, i + k
}

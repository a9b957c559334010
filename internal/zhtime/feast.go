package zhtime

import "beilun/internal/zhtime/lunar"

// season reads 春季 and 夏天, from one solar term to another.
func (p *yearReader) season(i int, y node) (node, int) {
	w, end := p.word(i, "season")
	if end == 0 || !p.wide || end-i == len("春") && (!y.givesYear() || p.first(end, "节", "分", "至", "运", "令", "风", "耕") > 0) {
		return node{}, 0
	}
	n := node{kind: DateRange, grain: Quarter, top: Year, needs: y.needs}
	year := y.lo.Year()
	n.lo = lunar.SolarTerm(year, w.n[0])
	n.hi = lunar.SolarTerm(year+w.n[0]/20, (w.n[0]+6)%24)
	n.tx = yearText(y) + "-" + w.timex
	if !y.givesYear() {
		n.tx = w.timex
	}
	return n, end
}

// feast reads a feast or a solar term of the year.
func (p *yearReader) feast(i int, y node) (node, int) {
	if !p.wide {
		return node{}, 0
	}
	w, end := p.word(i, "feast", "nth", "lunar", "term")
	if end == 0 {
		return p.shortFeast(i, y)
	}
	end = p.opt(end, "假期", "长假", "黄金周", "小长假")
	year := y.lo.Year()
	n := node{kind: Date, grain: Day, top: y.top, needs: y.needs}
	switch w.class {
	case "feast":
		n.lo = date(year, w.n[0], w.n[1])
	case "nth":
		n.lo = nthWeekday(date(year, w.n[0], 1), w.n[1], w.n[2])
	case "lunar":
		n.lo, _ = lunar.Day(year, w.n[0], w.n[1], false)
	case "term":
		n.lo = lunar.SolarTerm(year, w.n[0])
		if w.n[0] < 2 { // the lunar year ends with them
			n.also = append(n.also, unit(lunar.SolarTerm(year+1, w.n[0]), Day, Year, None).stretch)
		}
	}
	if n.lo.IsZero() {
		return node{}, 0
	}
	n.hi = n.lo.AddDate(0, 0, 1)
	n.tx = dayText(n, n.lo)
	if w.class == "lunar" {
		n = p.asTold(n, w, year)
	}
	return n, end
}

// asTold adds what a convention that does not know the lunar calendar makes
// of the day.
func (p *yearReader) asTold(n node, w word, year int) node {
	if d := w.n[1]; d > 0 && w.n[0] < 13 {
		t := date(year, w.n[0], d)
		n.also = append(n.also, stretch{t, t.AddDate(0, 0, 1)})
	} else if d == 0 {
		n.also = append(n.also, unit(date(year, 1, 30), Day, Year, None).stretch)
		n.tx = "XXXX-01-30"
	}
	return n
}

// shortFeast reads 五一 and 十一, which are feasts only where no number goes
// on.
func (p *yearReader) shortFeast(i int, y node) (node, int) {
	w, end := p.word(i, "short")
	if end == 0 {
		return node{}, 0
	}
	k := p.opt(end, "假期", "黄金周", "长假", "小长假", "期间", "前后", "节")
	if k == end && end < len(p.s) && !isPunct(p.rune(end)) {
		return node{}, 0
	}
	n := unit(date(y.lo.Year(), w.n[0], w.n[1]), Day, y.top, y.needs)
	return n, k
}

func isPunct(r rune) bool {
	switch r {
	case ' ', '\n', ',', '，', '.', '。', '、', ';', '；', ':', '：', '!', '！', '?', '？', '”', '“', ')', '(', '）', '（', '》', '-', '~', '…':
		return true
	}
	return false
}

package zhtime

import "beilun/internal/zhtime/lunar"

// feastReader reads feasts, seasons and dates of the lunar calendar.
type feastReader struct {
	*text
	at     *anchor
	years  yearReader
	months monthReader
}

// season reads 春季 and 夏天, from one solar term to another.
func (r *feastReader) season(i int, y node) (node, int) {
	w, end := r.word(i, &r.words.seasons)
	if w == nil || !r.wide {
		return node{}, 0
	}
	if len(w.text) == hanSize && (!y.givesYear() || r.any(end, &r.words.springNot)) { // 春 alone
		return node{}, 0
	}
	n := node{kind: DateRange, grain: Quarter, top: Year, needs: y.needs}
	year := y.lo.Year()
	n.lo = lunar.SolarTerm(year, w.n[0])
	n.hi = lunar.SolarTerm(year+w.n[0]/20, (w.n[0]+6)%24)
	n.tx = yearText(y) + "-" + w.code
	if !y.givesYear() {
		n.tx = w.code
	}
	return n, end
}

// feast reads a feast or a solar term of the year.
func (r *feastReader) feast(i int, y node) (node, int) {
	if !r.wide {
		return node{}, 0
	}
	w, end := r.word(i, &r.words.feasts)
	if w == nil {
		return r.shortFeast(i, y)
	}
	end = r.opt(end, &r.words.holiday)
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
		n = withSolarReading(n, w.n[0], w.n[1], year)
	}
	return n, end
}

// withSolarReading adds to the day n, which is that day of a lunar month, what a
// convention makes of it that does not know the lunar calendar. Day 0 is the last of
// the month.
func withSolarReading(n node, month, day, year int) node {
	if day > 0 && month < 13 {
		t := date(year, month, day)
		n.also = append(n.also, stretch{t, t.AddDate(0, 0, 1)})
	} else if day == 0 {
		n.also = append(n.also, unit(date(year, 1, 30), Day, Year, None).stretch)
		n.tx = "XXXX-01-30"
	}
	return n
}

// shortFeast reads 五一 and 十一, which are feasts only if the text ends there or 假期
// and the like follow.
func (r *feastReader) shortFeast(i int, y node) (node, int) {
	w, end := r.word(i, &r.words.shortFeasts)
	if w == nil {
		return node{}, 0
	}
	k := r.opt(end, &r.words.holiday)
	if k == end {
		k = r.opt(end, &r.words.shortHoliday)
	}
	if k == end && end < len(r.s) && !isPunct(r.rune(end)) {
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

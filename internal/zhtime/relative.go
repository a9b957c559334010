package zhtime

import (
	"fmt"
	"time"
)

// dateReader reads days and longer stretches of the calendar.
type dateReader struct {
	*text
	at     *anchor
	digits digitReader
	years  yearReader
	months monthReader
	parts  partReader
}

// maxSteps bounds 上上上…周.
const maxSteps = 6

// steps reads 本, 这, 上, 下下 and 次 with 一 and 个 behind them.
func (r *dateReader) steps(i int) (n, end int) {
	if n, end = r.step(i); end == 0 {
		return 0, 0
	}
	if r.wide {
		end = r.skip(end, "一")
	}
	return n, r.skip(end, "个")
}

func (r *dateReader) step(i int) (n, end int) {
	if w, end := r.word(i, &r.words.nearThis); w != nil {
		return 0, end
	}
	if end := r.past(i, "次"); end > 0 {
		return 1, end
	}
	for _, way := range []struct {
		repeated, once string
		step           int
	}{{"上", "前", -1}, {"下", "后", 1}} {
		for end = i; r.has(end, way.repeated) && n != maxSteps*way.step; end += len(way.repeated) {
			n += way.step
		}
		if end > i {
			return n, end
		}
		if k := r.past(i, way.once); k > 0 && r.wide && r.has(k, "个") { // as 上个, unlike 前天
			return way.step, k
		}
	}
	return 0, 0
}

// relative reads 本月, 上个季度, 下下周 and 上周五, with what follows.
func (r *dateReader) relative(i int, base *node) (node, int) {
	k, j := r.steps(i)
	if j == 0 {
		return node{}, 0
	}
	named := r.any(i, &r.words.nearNamed)
	if named && !r.wide {
		return node{}, 0
	}
	u, end := r.word(j, &r.words.nearUnits)
	if u == nil || u.text == "季" && !r.has(i, "本") || r.blockedUnit(end, u.grain) {
		return node{}, 0
	}
	at := r.at.ref.At
	if base != nil && named {
		at = base.lo
	}
	n := unit(move(floor(at, u.grain), u.grain, k), u.grain, Year, u.grain)
	if u.grain == Week {
		n.needs = Day
	}
	return r.inRelative(r.skip(end, "的"), end, n)
}

// blockedUnit reports words that only look like a time: 本年度 is one, 上年纪
// and 同年级 are not.
func (r *dateReader) blockedUnit(end int, g Grain) bool {
	switch g {
	case Year:
		return r.any(end, &r.words.nearNotYear)
	case Month:
		return r.any(end, &r.words.nearNotMonth)
	case Week:
		return !r.wide && r.any(end, &r.words.nearNotWeek)
	}
	return false
}

// inRelative reads what follows 上个月 or 下周.
func (r *dateReader) inRelative(j, end int, n node) (node, int) {
	switch n.grain {
	case Year:
		if m, k := r.parts.inYear(j, n); k > 0 {
			return m, k
		}
	case Quarter:
		if m, k := r.months.quarterPart(j, n); k > 0 {
			return m, k
		}
	case Month:
		if m, k := r.months.inMonth(j, n); k > 0 {
			return m, k
		}
	case Week:
		if m, k := r.inWeek(end, n); k > 0 {
			return m, k
		}
	}
	return n, end
}

// inWeek reads the day or the 末 behind 下周 and 下个星期.
func (r *dateReader) inWeek(j int, w node) (node, int) {
	if end := r.past(j, "末"); end > 0 {
		n := node{kind: DateRange, grain: Day, top: Year, needs: Day}
		n.lo, n.hi = w.lo.AddDate(0, 0, 5), w.hi
		n.tx = w.tx + "-WE"
		n.also = append(n.also, unit(w.lo.AddDate(0, 0, 6), Day, Year, None).stretch)
		return n, end
	}
	k := r.opt(j, &r.words.weekUnits)
	d, end := r.weekdayNumber(k)
	if end == 0 {
		return node{}, 0
	}
	return unit(w.lo.AddDate(0, 0, d-1), Day, Year, Day), end
}

// weekday reads 周一, 星期天 and 周末 without a week.
func (r *dateReader) weekday(i int, base *node) (node, int) {
	k := r.first(i, &r.words.weekUnits)
	if k == 0 || !r.wide {
		return node{}, 0
	}
	j := i + k
	at := r.at.ref.At
	if base != nil && !base.lo.IsZero() && base.grain == Day {
		at = base.lo
	}
	w := unit(floor(at, Week), Week, Year, Day)
	if r.has(j, "末") {
		return r.inWeek(j, w)
	}
	d, end := r.weekdayNumber(j)
	if end == 0 {
		return node{}, 0
	}
	n := unit(w.lo.AddDate(0, 0, d-1), Day, Day, Day)
	if base != nil && n.lo.Before(base.lo) { // 周五到周一
		n = unit(n.lo.AddDate(0, 0, 7), Day, Day, Day)
	}
	n.tx = fmt.Sprintf("XXXX-WXX-%d", d)
	n.also = r.at.nearest(func(k int) time.Time { return w.lo.AddDate(0, 0, d-1+7*k) })
	return n, end
}

// dayWord reads 今天, 昨日, 次日 and 今 in front of 晚.
func (r *dateReader) dayWord(i int, base *node) (node, int) {
	if !r.wide {
		return node{}, 0
	}
	w, end := r.word(i, &r.words.days)
	if w == nil {
		if w, end = r.word(i, &r.words.stems); w == nil {
			return node{}, 0
		}
		if part, _ := r.part(end); part == nil {
			return node{}, 0
		}
	}
	at := r.at.ref.At
	if base != nil && !base.lo.IsZero() && w.class != "day" && base.grain <= Day {
		at = base.lo
	}
	n := unit(move(at, Day, w.n[0]), Day, Year, Day)
	return n, end
}

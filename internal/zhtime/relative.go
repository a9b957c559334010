package zhtime

import (
	"fmt"
	"time"
)

// dateReader reads days and longer stretches of the calendar.
type dateReader struct{ yearReader }

// relUnits are what 上, 下, 本 and 这 count; longest first.
var relUnits = []struct {
	text  string
	grain Grain
}{
	{"季度", Quarter}, {"季", Quarter}, {"月份", Month}, {"月", Month}, {"星期", Week}, {"礼拜", Week}, {"周", Week}, {"年度", Year}, {"年", Year},
}

// maxSteps bounds 上上上…周.
const maxSteps = 6

// steps reads 本, 这, 上, 下下 and 次 with 一 and 个 behind them.
func (p *dateReader) steps(i int) (n, end int) {
	switch {
	case p.first(i, "本", "这", "当", "同") > 0:
		end = i + len("本")
	case p.has(i, "次"):
		n, end = 1, i+len("次")
	case p.first(i, "上", "下") > 0:
		lead := p.s[i : i+len("上")]
		for end = i; p.has(end, lead) && n < maxSteps; end += len(lead) {
			n++
		}
		if lead == "上" {
			n = -n
		}
	case p.wide && p.first(i, "前个", "后个") > 0: // as 上个, unlike 前天
		n, end = -1, i+len("前")
		if p.has(i, "后") {
			n = 1
		}
	default:
		return 0, 0
	}
	if p.has(end, "一") && p.wide {
		end += len("一")
	}
	return n, p.opt(end, "个")
}

// relative reads 本月, 上个季度, 下下周 and 上周五, with what follows.
func (p *dateReader) relative(i int, base *node) (node, int) {
	k, j := p.steps(i)
	if j == 0 || !p.wide && p.first(i, "当", "同", "次") > 0 {
		return node{}, 0
	}
	for _, u := range relUnits {
		if !p.has(j, u.text) {
			continue
		}
		end := j + len(u.text)
		if u.grain == Week && !p.wide && p.first(end, "年", "边", "围", "期", "转", "岁", "刊", "长") > 0 || u.text == "季" && !p.has(i, "本") || p.blockedUnit(end, u.grain) {
			return node{}, 0
		}
		at := p.ref.At
		if base != nil && p.first(i, "当", "次", "同") > 0 {
			at = base.lo
		}
		n := unit(move(floor(at, u.grain), u.grain, k), u.grain, Year, u.grain)
		if u.grain == Week {
			n.needs = Day
		}
		return p.inRelative(p.opt(end, "的"), end, n)
	}
	return node{}, 0
}

// blockedUnit reports words that only look like a time: 本年度 is one, 上年纪
// and 同年级 are not.
func (p *dateReader) blockedUnit(end int, g Grain) bool {
	switch g {
	case Year:
		return p.first(end, "级", "纪", "龄", "轻", "间", "代", "会") > 0
	case Month:
		return p.first(end, "台", "球", "亮", "饼", "票") > 0
	}
	return false
}

// inRelative reads what follows 上个月 or 下周.
func (p *dateReader) inRelative(j, end int, n node) (node, int) {
	switch n.grain {
	case Year:
		if m, k := p.inYear(j, n); k > 0 {
			return m, k
		}
	case Quarter:
		if m, k := p.quarterPart(j, n); k > 0 {
			return m, k
		}
	case Month:
		if m, k := p.inMonth(j, n); k > 0 {
			return m, k
		}
	case Week:
		if m, k := p.inWeek(end, n); k > 0 {
			return m, k
		}
	}
	return n, end
}

// inWeek reads the day or the 末 behind 下周 and 下个星期.
func (p *dateReader) inWeek(j int, w node) (node, int) {
	if p.has(j, "末") {
		n := node{kind: DateRange, grain: Day, top: Year, needs: Day}
		n.lo, n.hi = w.lo.AddDate(0, 0, 5), w.hi
		n.tx = w.tx + "-WE"
		n.also = append(n.also, unit(w.lo.AddDate(0, 0, 6), Day, Year, None).stretch)
		return n, j + len("末")
	}
	k := p.opt(j, "周", "星期", "礼拜")
	d, end := p.weekdayDigit(k)
	if end == 0 {
		return node{}, 0
	}
	return unit(w.lo.AddDate(0, 0, d-1), Day, Year, Day), end
}

// weekday reads 周一, 星期天 and 周末 without a week.
func (p *dateReader) weekday(i int, base *node) (node, int) {
	k := p.first(i, "周", "星期", "礼拜")
	if k == 0 || !p.wide {
		return node{}, 0
	}
	j := i + k
	at := p.ref.At
	if base != nil && !base.lo.IsZero() && base.grain == Day {
		at = base.lo
	}
	w := unit(floor(at, Week), Week, Year, Day)
	if p.has(j, "末") {
		return p.inWeek(j, w)
	}
	d, end := p.weekdayDigit(j)
	if end == 0 {
		return node{}, 0
	}
	n := unit(w.lo.AddDate(0, 0, d-1), Day, Day, Day)
	if base != nil && n.lo.Before(base.lo) { // 周五到周一
		n = unit(n.lo.AddDate(0, 0, 7), Day, Day, Day)
	}
	n.tx = fmt.Sprintf("XXXX-WXX-%d", d)
	n.also = p.turns(func(k int) time.Time { return w.lo.AddDate(0, 0, d-1+7*k) })
	return n, end
}

// dayWord reads 今天, 昨日, 次日 and 今 in front of 晚.
func (p *dateReader) dayWord(i int, base *node) (node, int) {
	if !p.wide {
		return node{}, 0
	}
	w, end := p.word(i, "day", "day+")
	if end == 0 {
		if w, end = p.word(i, "stem"); end == 0 {
			return node{}, 0
		}
		if _, k := p.part(end, true); k == 0 {
			return node{}, 0
		}
	}
	at := p.ref.At
	if base != nil && !base.lo.IsZero() && w.class != "day" && base.grain <= Day {
		at = base.lo
	}
	n := unit(move(at, Day, w.n[0]), Day, Year, Day)
	return n, end
}

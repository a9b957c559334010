package zhtime

import (
	"strings"
	"time"

	"beilun/internal/zhtime/lunar"
)

// monthReader reads what is in a month or a quarter: days, weeks and parts.
type monthReader struct{ digitReader }

// inMonth reads what may follow a month: a day, 上旬, 底, 第二周.
func (p *monthReader) inMonth(i int, m node) (node, int) {
	if n, end := p.dayOfMonth(p.opt(i, "的", " "), m, m.top); end > 0 {
		return n, end
	}
	if n, end := p.monthPart(i, m); end > 0 {
		return n, end
	}
	return p.countedDays(i, m)
}

// dayOfMonth reads 29日, 12号, 8至10日 and, behind a month, a bare number.
func (p *monthReader) dayOfMonth(i int, m node, top Grain) (node, int) {
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
		if t, ok := lunar.Day(m.lo.Year(), int(m.lo.Month()), d, false); ok {
			n.also = append(n.also, stretch{t, t.AddDate(0, 0, 1)})
		}
	}
	return n, j
}

// otherMonth reads the end of days of two months at i, where only it has its
// 日: 5月17至6月2日.
func (p *monthReader) otherMonth(i int, m node) (time.Time, int) {
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

// notADay reports whether a number behind a month is no day: 3月18000吨, 六月六月中旬.
func (p *monthReader) notADay(i, j int) bool {
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
func (p *monthReader) standsAlone(i, j int) bool {
	if !p.wide || p.first(j, "之", "游", "线", "文", "楼", "院", "机", "馆", "令", "公告", "码", "店", "桥", "路", "元", "车", "井", "矿", "厅", "房", "门", "位", "字", "工程", "本", "报") > 0 {
		return false
	}
	d, _ := p.whole(i, 1, 31)
	return p.s[i] < 0x80 || d >= 10 || strings.HasSuffix(p.s[i:j], "号")
}

// monthPart reads 上旬, 中旬, 下旬, 初, 中 and 底 behind a month.
func (p *monthReader) monthPart(i int, m node) (node, int) {
	last := m.hi.AddDate(0, 0, -1)
	at := m.lo.AddDate
	i = p.opt(i, "的")
	switch {
	case p.first(i, "上中旬", "上、中旬") > 0:
		return m.days(m.lo, at(0, 0, 19)), p.opt(i, "上中旬", "上、中旬")
	case p.first(i, "中下旬", "中、下旬") > 0:
		return m.days(at(0, 0, 10), last), p.opt(i, "中下旬", "中、下旬")
	case p.has(i, "上旬"):
		return m.days(m.lo, at(0, 0, 9)), i + len("上旬")
	case p.has(i, "中旬"):
		return m.days(at(0, 0, 10), at(0, 0, 19)), i + len("中旬")
	case p.has(i, "下旬"):
		return m.days(at(0, 0, 20), last), i + len("下旬")
	}
	j := p.opt(i, "月")
	switch {
	case p.has(j, "初") && !p.digitBehind(j+len("初")):
		return m.days(m.lo, at(0, 0, 4)), j + len("初")
	case p.first(j, "底", "末") > 0:
		n := m.days(at(0, 0, 24), last)
		if !p.wide {
			n.value = last.Format("2006-01-02")
		}
		return n, j + len("底")
	case p.wide && p.has(j, "中") && p.first(j, "中国", "中央", "中心", "中学", "中小", "中午", "中秋", "中标") == 0:
		return m.days(at(0, 0, 9), at(0, 0, 19)), j + len("中")
	}
	return node{}, 0
}

// quarterPart reads 初, 中 and 末 of a quarter: its months.
func (p *monthReader) quarterPart(i int, q node) (node, int) {
	from := int(q.lo.Month())
	switch {
	case p.first(i, "初") > 0:
		return q.months(from, from, Month), i + len("初")
	case p.first(i, "中期", "中") > 0 && p.first(i, "中国", "中央", "中心", "中等", "中标") == 0:
		return q.months(from+1, from+1, Month), p.opt(i, "中期", "中")
	case p.first(i, "末", "底") > 0:
		n := q.months(from+2, from+2, Month)
		if !p.wide {
			n.value = q.hi.AddDate(0, 0, -1).Format("2006-01-02")
		}
		return n, i + len("末")
	}
	return node{}, 0
}

package zhtime

import (
	"fmt"
	"time"
)

// part reads a part of the day: 早上, 下午 and, where brief ones may stand, 晚.
func (p *parser) part(i int, brief bool) (word, int) {
	if w, end := p.word(i, "part"); end > 0 {
		return w, end
	}
	if brief {
		return p.word(i, "brief")
	}
	return word{}, 0
}

// onDay reads the part of the day or the clock time behind the day d.
func (p *parser) onDay(i int, d node) (node, int) {
	j := i
	if p.wide {
		j = p.opt(p.weekdayAside(i), "的", " ", "-", "t", ".")
	}
	j = p.opt(j, "大约", "约", "大概")
	w, k := p.part(j, true)
	if k == 0 {
		k = j
		w.n[4] = 0
	} else if n, end := p.clock(p.opt(k, " "), d, w); end > 0 {
		return n, end
	} else if p.wide && !p.partOfWord(k, w) {
		return p.partNode(d, w), k
	} else {
		return node{}, 0
	}
	if p.s[i:j] == "-" && p.run(k) != 2 || p.s[i:j] == "." && !p.has(k+p.run(k), ":") {
		return node{}, 0
	}
	return p.clock(k, d, w)
}

// partOfWord reports whether a brief part of the day belongs to a word that
// goes on: 明早 is a time, 今夜总会 is not.
func (p *parser) partOfWord(end int, w word) bool {
	return w.class == "brief" && p.first(end, "餐", "饭", "会", "报", "稻", "点名", "宴", "礼", "年", "期", "班", "市", "操", "读", "餐", "霜", "景") > 0
}

// weekdayAside passes over the weekday of a date: 6月1日周六, 9月1日（周日）.
func (p *parser) weekdayAside(i int) int {
	j := p.opt(i, "(", "（")
	k := p.opt(j, "周", "星期", "礼拜")
	if k == j {
		return i
	}
	_, end := p.weekdayDigit(k)
	if end == 0 {
		return i
	}
	if j > i {
		return p.opt(end, ")", "）")
	}
	return end
}

// partNode is part w of the day d.
func (p *parser) partNode(d node, w word) node {
	n := d
	n.kind, n.grain, n.noon = DateTimeRange, Hour, w.n[4]
	n.stretch, n.also, n.alts, n.value = hours(d.lo, w.n[2], w.n[3]), nil, nil, ""
	for _, s := range append([]stretch{d.stretch}, d.also...) {
		n.also = append(n.also, hours(s.lo, w.n[0], w.n[1]), hours(s.lo, w.n[2], w.n[3]))
	}
	n.tx = d.tx + w.timex
	if d.top == Hour {
		n.kind, n.tx = ClockRange, w.timex
	}
	return n
}

func hours(day time.Time, from, to int) stretch {
	return stretch{day.Add(time.Duration(from) * time.Hour), day.Add(time.Duration(to) * time.Hour)}
}

// anyDay is the day that a bare clock time is on.
func (p *parser) anyDay(base *node) node {
	if base != nil && !base.lo.IsZero() {
		n := unit(base.lo, Day, base.top, base.needs)
		if base.now {
			n.top, n.tx = Hour, ""
		}
		if base.top == Hour {
			n.tx = ""
		} else if k := len("XXXX-WXX-1"); len(base.tx) > 0 && base.tx[0] == 'X' && len(base.tx) >= k {
			n.tx = base.tx[:k]
		}
		return n
	}
	if !p.hasDay {
		p.aDay, p.hasDay = around(p.ref.At, Day, Hour, Day), true
	}
	return p.aDay
}

// bareClock reads a part of a day or a clock time that stands by itself.
func (p *parser) bareClock(i int, base *node) (node, int) {
	d := p.anyDay(base)
	j := p.opt(i, "大约", "约", "大概")
	w, k := p.part(j, true)
	if k > 0 {
		next := p.opt(k, " ")
		if n, end := p.clock(next, d, w); end > 0 {
			return n, end
		}
		if w.class == "brief" || !p.wide || p.partOfWord(k, w) {
			return node{}, 0
		}
		return p.partNode(d, w), k
	}
	if base != nil && base.noon > 0 && base.noon < 4 {
		w.n[4] = base.noon
	}
	return p.clock(j, d, w)
}

// moment is a clock time as told.
type moment struct {
	h, m, s int
	grain   Grain
	h2      int // 七八点
}

// clock reads 9点, 九点二十, 9时30分, 9:30 and 2:00pm on day d; w is the part of
// the day in front.
func (p *parser) clock(i int, d node, w word) (node, int) {
	if p.wide {
		if n, end := p.hourPair(i, d, w); end > 0 {
			return n, end
		}
	}
	var m moment
	var end int
	if p.wide || d.top > Hour || w.text != "" { // 1:15 is a ratio in press mode
		m, end = p.colonTime(i)
	}
	if end == 0 {
		m, end = p.hourTime(i)
	}
	if end == 0 || d.top == Hour && w.text == "" && m.grain == Hour && (!p.wide || p.s[i:end] == "一时") { // 风行一时
		return node{}, 0
	}
	m.h = afternoon(m.h, w.n[4])
	if m.h2 > 0 {
		m.h2 = afternoon(m.h2, w.n[4])
	}
	var pm int
	pm, end = p.meridiem(end)
	switch {
	case pm == 2 && m.h < 12:
		m.h += 12
	case pm == 1 && m.h == 12:
		m.h = 0
	}
	return m.on(d, w.n[4]), end
}

// hourPair reads 9~12点半, where only the end has its 点.
func (p *parser) hourPair(i int, d node, w word) (node, int) {
	a, j := p.whole(i, 0, 24)
	k := p.first(j, "-", "~", "至", "到")
	if j == 0 || k == 0 {
		return node{}, 0
	}
	b, end := p.hourTime(j + k)
	if end == 0 || b.h2 > 0 {
		return node{}, 0
	}
	from := moment{h: afternoon(a, w.n[4]), grain: Hour}.on(d, w.n[4])
	b.h = afternoon(b.h, w.n[4])
	n, ok := p.join(from, b.on(d, w.n[4]))
	if !ok {
		return node{}, 0
	}
	return n, end
}

// afternoon moves an hour by the part of the day in front of it: 1 for after
// noon, 2 for the evening and the night, 3 for about noon.
func afternoon(h, noon int) int {
	switch {
	case noon == 1 && h >= 1 && h < 12, noon == 2 && h >= 5 && h < 12, noon == 3 && h >= 1 && h < 11:
		return h + 12
	case noon == 2 && h == 12:
		return 24
	}
	return h
}

// meridiem reads am and pm, as 1 and 2.
func (p *parser) meridiem(i int) (pm, end int) {
	j := p.opt(i, " ")
	for k, ws := range [2][]string{{"a.m.", "a.m", "am"}, {"p.m.", "p.m", "pm"}} {
		if w := p.first(j, ws...); w > 0 && !isAlnumAt(p.s, j+w) {
			return k + 1, j + w
		}
	}
	return 0, i
}

// on puts a clock time on day d.
func (m moment) on(d node, noon int) node {
	n := d
	at := func(h int) time.Duration {
		return time.Duration(h)*time.Hour + time.Duration(m.m)*time.Minute + time.Duration(m.s)*time.Second
	}
	n.kind, n.grain, n.noon, n.alts, n.value = DateTime, m.grain, noon, nil, ""
	n.lo = d.lo.Add(at(m.h))
	n.hi = next(n.lo, m.grain)
	n.tx = d.tx + fmt.Sprintf("T%02d", m.h%24)
	switch m.grain {
	case Minute:
		n.tx += fmt.Sprintf(":%02d", m.m)
	case Second:
		n.tx += fmt.Sprintf(":%02d:%02d", m.m, m.s)
	}
	if d.top == Hour {
		n.kind = Clock
	}
	if m.h2 > 0 {
		n.kind = DateTimeRange
		n.hi = d.lo.Add(at(m.h2 + 1))
	}
	n.also = nil
	for _, s := range d.also {
		lo := s.lo.Add(at(m.h))
		n.also = append(n.also, stretch{lo, lo.Add(n.hi.Sub(n.lo))})
	}
	if m.h > 0 && m.h < 12 && noon == 0 { // may be one in the evening
		n.also = append(n.also, n.shifted(12*time.Hour))
	}
	return n
}

// colonTime reads 9:30, 17:55:23 and 11:00时.
func (p *parser) colonTime(i int) (m moment, end int) {
	k := p.run(i)
	if k == 0 || k > 2 || !p.has(i+k, ":") || p.run(i+k+1) != 2 {
		return m, 0
	}
	m.h, m.m, m.grain = p.small(i, k), p.small(i+k+1, 2), Minute
	end = i + k + 3
	if p.has(end, ":") && p.run(end+1) == 2 {
		m.s, m.grain = p.small(end+1, 2), Second
		end += 3
	}
	if m.h > 24 || m.m > 59 || m.s > 59 || p.has(end, ":") || !p.wide && m.grain == None {
		return m, 0
	}
	return m, p.opt(end, "时", "分", "许")
}

// small is the number of k western digits at i.
func (p *parser) small(i, k int) int {
	v := 0
	for _, c := range []byte(p.s[i : i+k]) {
		v = v*10 + int(c-'0')
	}
	return v
}

// hourTime reads 九点, 9时30分, 十一点半, 零点一刻, 九点二十 and 七八点.
func (p *parser) hourTime(i int) (m moment, end int) {
	m.grain = Hour
	var j int
	if lo, hi, k := p.about(i); k > 0 && p.wide && p.has(k, "点") {
		m.h, m.h2, j = lo, hi, k
	} else if m.h, j = p.whole(i, 0, 24); j == 0 {
		return m, 0
	}
	k := p.first(j, "点钟", "点整", "点", "时")
	if k == 0 || !p.wide && !p.has(j, "时") {
		return m, 0
	}
	end = j + k
	if k > len("点") {
		return m, p.opt(end, "整")
	}
	if p.has(j, "时") && p.first(end, "间", "代", "期", "段", "长", "刻表", "尚", "任", "速", "而", "候", "差", "空", "节", "机", "报", "装", "局", "势", "政", "效", "令") > 0 {
		return m, 0
	}
	if m.h2 > 0 {
		return m, end
	}
	return p.minutes(j, end, m)
}

// minutes reads what stands behind 九点 and 9时. A single digit behind 点 is a
// decimal, and then there is no time at all.
func (p *parser) minutes(j, end int, m moment) (moment, int) {
	switch {
	case p.has(end, "半"):
		m.m, m.grain = 30, Minute
		return m, end + len("半")
	case p.first(end, "整", "许", "过后") > 0:
		return m, p.opt(end, "整", "许")
	}
	k := p.opt(end, "过", "零", "又")
	v, e := p.whole(end, 0, 59)
	if e == 0 && k > end {
		v, e = p.whole(k, 1, 59)
	}
	if e == 0 {
		return m, p.hourAlone(j, end)
	}
	switch {
	case p.has(e, "刻") && v < 4:
		m.m, m.grain = 15*v, Minute
		return m, e + len("刻")
	case p.has(e, "分") && !p.has(e, "分之"):
		m.m, m.grain = v, Minute
		e = p.opt(e+len("分"), "钟", "许")
		if s, k := p.whole(e, 0, 59); k > 0 && p.has(k, "秒") {
			m.s, m.grain = s, Second
			e = p.opt(k+len("秒"), "钟")
		}
		return m, e
	case p.has(j, "时") || !p.wide:
		return m, end
	case p.twoDigits(end, e):
		m.m, m.grain = v, Minute
		return m, e
	}
	return moment{}, 0 // 零点五, 10点五度
}

// twoDigits reports whether the number there may be bare minutes: 九点二十,
// 16点30, 九点零五.
func (p *parser) twoDigits(i, end int) bool {
	if p.first(end, "度", "%", "倍", "万", "亿", "元", "个", "家", "条") > 0 {
		return false
	}
	if isDigit(p.s[i]) {
		return end-i == 2
	}
	return end-i >= 2*len("二") || p.has(i, "十")
}

// hourAlone decides on 九点 with nothing behind it that belongs to it.
func (p *parser) hourAlone(j, end int) int {
	if p.has(j, "点") && p.first(end, "要求", "意见", "建议", "希望", "原因", "内容", "体会", "启示", "经验", "看法", "说明", "理由", "理论", "感受", "以上", "几", "多度", "共识", "期望", "措施", "认识", "做法", "不足", "问题", "好处", "方面", "分", "球", "儿") > 0 {
		return 0
	}
	if !p.wide && p.first(end, "至", "到", "-", "许", "起", "前", "后", ",", "，", "。", "、", "在", "开", "举") == 0 {
		return 0
	}
	return end
}

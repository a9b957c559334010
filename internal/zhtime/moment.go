package zhtime

import (
	"fmt"
	"time"
)

// moment is a clock time in the words of the text.
type moment struct {
	h, m, s int
	grain   Grain
	h2      int // 七八点
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
func (p *clockReader) colonTime(i int) (m moment, end int) {
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

// hourTime reads 九点, 9时30分, 十一点半, 零点一刻, 九点二十 and 七八点.
func (p *clockReader) hourTime(i int) (m moment, end int) {
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

// minutes reads what follows 九点 and 9时. A single digit behind 点 is a
// decimal, and then there is no time at all.
func (p *clockReader) minutes(j, end int, m moment) (moment, int) {
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
func (p *clockReader) twoDigits(i, end int) bool {
	if p.first(end, "度", "%", "倍", "万", "亿", "元", "个", "家", "条") > 0 {
		return false
	}
	if isDigit(p.s[i]) {
		return end-i == 2
	}
	return end-i >= 2*len("二") || p.has(i, "十")
}

// hourAlone decides on 九点 with nothing behind it that belongs to it.
func (p *clockReader) hourAlone(j, end int) int {
	if p.has(j, "点") && p.first(end, "要求", "意见", "建议", "希望", "原因", "内容", "体会", "启示", "经验", "看法", "说明", "理由", "理论", "感受", "以上", "几", "多度", "共识", "期望", "措施", "认识", "做法", "不足", "问题", "好处", "方面", "分", "球", "儿") > 0 {
		return 0
	}
	if !p.wide && p.first(end, "至", "到", "-", "许", "起", "前", "后", ",", "，", "。", "、", "在", "开", "举") == 0 {
		return 0
	}
	return end
}

package zhtime

import "strings"

// set reads what happens again and again: 每周, 每周一下午八点, 每两年, 每月5号.
func (p *parser) set(i int) (node, int) {
	k := p.first(i, "每个", "每一个", "每一", "每隔", "每逢", "每")
	if k == 0 {
		return node{}, 0
	}
	n, j := node{kind: Set}, i+k
	if n.tx, j = p.setUnit(j); j == 0 {
		return node{}, 0
	}
	return p.setPoint(j, n)
}

// setUnit reads what is repeated.
func (p *parser) setUnit(i int) (timex string, end int) {
	if w, end := p.part(i, true); end > 0 { // 每晚
		return w.timex, end
	}
	for _, u := range []struct{ text, tx string }{
		{"季度", "P3M"}, {"个季度", "P3M"}, {"年", "P1Y"}, {"月份", "P1M"}, {"月", "P1M"}, {"星期", "P1W"}, {"礼拜", "P1W"}, {"周", "P1W"},
		{"天", "P1D"}, {"日", "P1D"}, {"小时", "PT1H"}, {"个小时", "PT1H"}, {"分钟", "PT1M"}, {"秒钟", "PT1S"}, {"秒", "PT1S"}, {"工作日", "P1D"},
	} {
		if p.has(i, u.text) {
			return u.tx, i + len(u.text)
		}
	}
	l, end := p.length(i, false)
	return l.iso(), end
}

// setPoint reads the point of the stretch that is repeated.
func (p *parser) setPoint(j int, n node) (node, int) {
	i := p.opt(j, "的")
	switch n.tx {
	case "P1W":
		if p.has(i, "末") {
			n.tx = "XXXX-WXX-WE"
			return n, i + len("末")
		}
		if d, end := p.weekdayDigit(i); end > 0 {
			n.tx = "XXXX-WXX-" + itoa(d)
			return p.setClock(end, n)
		}
	case "P1M":
		if d, end := p.whole(i, 1, 31); end > 0 && p.first(end, "日", "号") > 0 {
			n.tx = "XXXX-XX-" + itoa2(d)
			return p.setClock(p.opt(end, "日", "号"), n)
		}
	case "P1Y":
		if m, end := p.whole(i, 1, 12); end > 0 && p.has(end, "月") {
			n.tx = "XXXX-" + itoa2(m)
			end = p.opt(end, "月份", "月")
			if d, k := p.whole(end, 1, 31); k > 0 && p.first(k, "日", "号") > 0 {
				n.tx += "-" + itoa2(d)
				return p.setClock(p.opt(k, "日", "号"), n)
			}
			return n, end
		}
	case "P1D":
		return p.setClock(j, n)
	}
	if strings.HasPrefix(n.tx, "T") {
		return p.setClock(j, n)
	}
	return n, j
}

// setClock reads the hour of the day that is repeated.
func (p *parser) setClock(i int, n node) (node, int) {
	d := p.anyDay(nil)
	c, end := p.onDay(i, d)
	if end == 0 {
		return n, i
	}
	if !strings.HasPrefix(n.tx, "XXXX") {
		n.tx = ""
	}
	n.tx += c.tx
	return n, end
}

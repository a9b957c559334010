package zhtime

import "time"

// clockReader reads clock times and parts of the day.
type clockReader struct{ offsetReader }

// onDay reads the part of the day or the clock time behind the day d.
func (p *clockReader) onDay(i int, d node) (node, int) {
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
func (p *clockReader) partOfWord(end int, w word) bool {
	return w.class == "brief" && p.first(end, "餐", "饭", "会", "报", "稻", "点名", "宴", "礼", "年", "期", "班", "市", "操", "读", "餐", "霜", "景") > 0
}

// weekdayAside passes over the weekday of a date: 6月1日周六, 9月1日（周日）.
func (p *clockReader) weekdayAside(i int) int {
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

// partNode returns part w of the day d.
func (p *clockReader) partNode(d node, w word) node {
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

// bareClock reads a part of a day or a clock time without a day.
func (p *clockReader) bareClock(i int, base *node) (node, int) {
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

// clock reads 9点, 九点二十, 9时30分, 9:30 and 2:00pm on day d; w is the part of
// the day in front.
func (p *clockReader) clock(i int, d node, w word) (node, int) {
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
func (p *clockReader) hourPair(i int, d node, w word) (node, int) {
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
func (p *clockReader) meridiem(i int) (pm, end int) {
	j := p.opt(i, " ")
	for k, ws := range [2][]string{{"a.m.", "a.m", "am"}, {"p.m.", "p.m", "pm"}} {
		if w := p.first(j, ws...); w > 0 && !isAlnumAt(p.s, j+w) {
			return k + 1, j + w
		}
	}
	return 0, i
}

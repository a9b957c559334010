package zhtime

import "time"

// clockReader reads clock times and parts of the day.
type clockReader struct {
	*text
	at *anchor
}

// noonOf returns how w changes the hours behind it; w may be nil.
func noonOf(w *word) noon {
	if w == nil {
		return anyHours
	}
	return noon(w.n[4])
}

// onDay reads the part of the day or the clock time behind the day d.
func (r *clockReader) onDay(i int, d node) (node, int) {
	j := i
	if r.wide {
		j = r.opt(r.weekdayAside(i), &r.words.dayJoin)
	}
	j = r.opt(j, &r.words.nearly)
	if w, k := r.part(j); w != nil {
		if n, end := r.clock(r.skip(k, " "), d, w, noonOf(w)); end > 0 {
			return n, end
		}
		if r.wide && !r.partOfWord(k, w) {
			return r.partNode(d, w), k
		}
		return node{}, 0
	}
	if r.s[i:j] == "-" && r.run(j) != 2 || r.s[i:j] == "." && !r.has(j+r.run(j), ":") {
		return node{}, 0
	}
	return r.clock(j, d, nil, anyHours)
}

// partOfWord reports whether a brief part of the day belongs to a word that
// goes on: 明早 is a time, 今夜总会 is not.
func (r *clockReader) partOfWord(end int, w *word) bool {
	return w.class == "brief" && r.any(end, &r.words.partNot)
}

// weekdayAside passes over the weekday of a date: 6月1日周六, 9月1日（周日）.
func (r *clockReader) weekdayAside(i int) int {
	j := r.opt(i, &r.words.open)
	k := r.opt(j, &r.words.weekUnits)
	if k == j {
		return i
	}
	_, end := r.weekdayNumber(k)
	if end == 0 {
		return i
	}
	if j > i {
		return r.opt(end, &r.words.close)
	}
	return end
}

// partNode returns part w of the day d.
func (r *clockReader) partNode(d node, w *word) node {
	n := d
	n.kind, n.grain, n.noon = DateTimeRange, Hour, noonOf(w)
	n.stretch, n.also, n.alts, n.value = hours(d.lo, w.n[2], w.n[3]), nil, nil, ""
	for _, s := range append([]stretch{d.stretch}, d.also...) {
		n.also = append(n.also, hours(s.lo, w.n[0], w.n[1]), hours(s.lo, w.n[2], w.n[3]))
	}
	n.tx = d.tx + w.code
	if d.top == Hour {
		n.kind, n.tx = ClockRange, w.code
	}
	return n
}

func hours(day time.Time, from, to int) stretch {
	return stretch{day.Add(time.Duration(from) * time.Hour), day.Add(time.Duration(to) * time.Hour)}
}

// bareClock reads a part of a day or a clock time without a day.
func (r *clockReader) bareClock(i int, base *node) (node, int) {
	d := r.at.anyDay(base)
	j := r.opt(i, &r.words.nearly)
	if w, k := r.part(j); w != nil {
		if n, end := r.clock(r.skip(k, " "), d, w, noonOf(w)); end > 0 {
			return n, end
		}
		if w.class == "brief" || !r.wide {
			return node{}, 0
		}
		return r.partNode(d, w), k
	}
	part := anyHours
	if base != nil && base.noon != plainHours {
		part = base.noon
	}
	return r.clock(j, d, nil, part)
}

// clock reads 9点, 九点二十, 9时30分, 9:30 and 2:00pm on day d. w is the part of the
// day in front, or nil, and part what changes the hours.
func (r *clockReader) clock(i int, d node, w *word, part noon) (node, int) {
	if r.wide {
		if n, end := r.hourPair(i, d, part); end > 0 {
			return n, end
		}
	}
	var m moment
	var end int
	if r.wide || d.top > Hour || w != nil { // 1:15 is a ratio in press mode
		m, end = r.colonTime(i)
	}
	if end == 0 {
		m, end = r.hourTime(i)
	}
	if end == 0 || d.top == Hour && w == nil && m.grain == Hour && (!r.wide || r.s[i:end] == "一时") { // 风行一时
		return node{}, 0
	}
	m.h = part.hour(m.h)
	if m.h2 > 0 {
		m.h2 = part.hour(m.h2)
	}
	var pm int
	pm, end = r.meridiem(end)
	switch {
	case pm == 2 && m.h < 12:
		m.h += 12
	case pm == 1 && m.h == 12:
		m.h = 0
	}
	return m.on(d, part), end
}

// hourPair reads 9~12点半, where only the end has its 点.
func (r *clockReader) hourPair(i int, d node, part noon) (node, int) {
	a, j := r.whole(i, 0, 24)
	k := r.first(j, &r.words.to)
	if j == 0 || k == 0 {
		return node{}, 0
	}
	b, end := r.hourTime(j + k)
	if end == 0 || b.h2 > 0 {
		return node{}, 0
	}
	from := moment{h: part.hour(a), grain: Hour}.on(d, part)
	b.h = part.hour(b.h)
	n, ok := join(from, b.on(d, part), r.at)
	if !ok {
		return node{}, 0
	}
	return n, end
}

// meridiem reads am and pm, as 1 and 2.
func (r *clockReader) meridiem(i int) (pm, end int) {
	w, end := r.word(r.skip(i, " "), &r.words.meridiem)
	if w == nil || isAlnumAt(r.s, end) {
		return 0, i
	}
	return w.n[0], end
}

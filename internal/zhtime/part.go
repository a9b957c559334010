package zhtime

import "time"

// quarter reads 二季度, 第二季度, 前三季度, q1 and 一至三季度.
func (r *partReader) quarter(i int, y node) (node, int) {
	lead, j := r.word(i, &r.words.counts)
	latin := r.wide && lead == nil && r.has(i, "q")
	if lead == nil {
		j = i + btoi(latin)
	}
	q, j, first := r.quarterNumber(j, lead != nil)
	if q == 0 || lead == nil && r.has(j, "个") { // 三个季度
		return node{}, 0
	}
	last := q
	if k := r.opt(j, &r.words.quarterTo); k > j && lead == nil {
		if w, end := r.word(k, &r.words.quarters); w != nil && w.n[0] > q && r.any(end, &r.words.quarterName) {
			last, j = w.n[0], end
		}
	}
	k := r.opt(j, &r.words.quarterUnits)
	switch {
	case k == j && latin && !isAlnumAt(r.s, j):
	case k == j || first && lead != nil || k == j+hanSize && !first && !y.givesYear(): // 季 alone
		return node{}, 0
	}
	from := q
	switch {
	case lead == nil:
	case lead.code == fromFirst:
		from, last = 1, q
	case lead.code == fromLast:
		from, last = 5-q, 4
	}
	n := y.months(3*from-2, 3*last, Quarter)
	if from == last {
		if m, end := r.months.quarterPart(k, n); end > 0 {
			return m, end
		}
	}
	return n, k
}

// quarterNumber reads the number of a quarter, or how many are counted. first reports
// that it is 首.
func (r *partReader) quarterNumber(i int, counted bool) (q, end int, first bool) {
	if w, end := r.word(i, &r.words.quarters); w != nil {
		return w.n[0], end, w.text == "首"
	}
	if end := r.past(i, "两"); end > 0 && counted {
		return 2, end, false
	}
	return 0, 0, false
}

// half reads 上半年 and 下半年.
func (r *partReader) half(i int, y node) (node, int) {
	w, end := r.word(i, &r.words.halves)
	if w == nil && r.wide {
		w, end = r.word(i, &r.words.wideHalves)
	}
	if w == nil {
		return node{}, 0
	}
	return y.months(w.n[0], w.n[1], Month).ofYear(y), end
}

// yearPart reads 年底, 年初, 底, 末 and the like behind a year, or with 年 by
// themselves.
func (r *partReader) yearPart(i int, y node) (node, int) {
	j := r.skip(i, "年")
	if j == i && r.wide {
		if w, end := r.word(i, &r.words.vacations); w != nil {
			return y.months(w.n[0], w.n[1], Month), end
		}
	}
	if j == i && !y.givesYear() {
		return node{}, 0
	}
	w, end := r.word(j, &r.words.yearParts)
	if w == nil {
		return node{}, 0
	}
	n := y.months(w.n[0], w.n[1], Month).ofYear(y)
	switch w.code {
	case "start":
		if r.digitBehind(end) { // 初一
			return node{}, 0
		}
		n.also = append(n.also, y.months(1, 2, Month).stretch)
	case "end", "final":
		if j == i && w.code == "final" || !y.givesYear() && r.any(end, &r.words.yearEndNot) {
			return node{}, 0
		}
		n.value = n.hi.AddDate(0, 0, -1).Format(time.DateOnly)
		n.alts = append(n.alts, days(n.stretch))
	case "middle":
		if !r.wide {
			return node{}, 0
		}
	case "all":
		return y.ofYear(y), end
	}
	return n, end
}

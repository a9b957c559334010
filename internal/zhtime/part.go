package zhtime

// Parts of a year, a month, a quarter and longer stretches.

var quarterDigits = map[rune]int{'一': 1, '二': 2, '三': 3, '四': 4, '1': 1, '2': 2, '3': 3, '4': 4, '首': 1}

// quarter reads 二季度, 第二季度, 前三季度, q1 and 一至三季度.
func (p *yearReader) quarter(i int, y node) (node, int) {
	lead := p.first(i, "第", "前", "头", "后", "最后")
	q, j := 0, i+lead
	if p.wide && lead == 0 && p.has(i, "q") {
		j++
	}
	r, w := p.decode(j)
	if q = quarterDigits[r]; q == 0 {
		if r != '两' || lead == 0 {
			return node{}, 0
		}
		q = 2
	}
	j += w
	if lead == 0 && p.has(j, "个") { // 三个季度
		return node{}, 0
	}
	last := q
	if k := p.opt(j, "-", "~", "至", "到", "季度至", "季度到", "季度-"); k > j && lead == 0 {
		r, w := p.decode(k)
		if b := quarterDigits[r]; b > q && p.first(k+w, "季度") > 0 {
			last, j = b, k+w
		}
	}
	k := p.opt(j, "个季度", "季度", "季")
	switch {
	case k == j && p.has(i, "q") && !isAlnumAt(p.s, j):
	case k == j || r == '首' && lead > 0 || k-j == len("季") && r != '首' && !y.givesYear():
		return node{}, 0
	}
	from := q
	switch p.s[i : i+lead] {
	case "前", "头":
		from, last = 1, q
	case "后", "最后":
		from, last = 5-q, 4
	}
	n := y.months(3*from-2, 3*last, Quarter)
	if from == last {
		if m, end := p.quarterPart(k, n); end > 0 {
			return m, end
		}
	}
	return n, k
}

// half reads 上半年 and 下半年.
func (p *yearReader) half(i int, y node) (node, int) {
	switch {
	case p.has(i, "上半年"), p.wide && p.has(i, "前半年"):
		return y.months(1, 6, Month).ofYear(y), i + len("上半年")
	case p.has(i, "下半年"), p.wide && p.has(i, "后半年"):
		return y.months(7, 12, Month).ofYear(y), i + len("上半年")
	}
	return node{}, 0
}

// yearPart reads 年底, 年初, 底, 末 and the like behind a year, or with 年 by
// themselves.
func (p *yearReader) yearPart(i int, y node) (node, int) {
	j := p.opt(i, "年")
	if j == i && !y.givesYear() {
		if w, end := p.word(i, "vacation"); end > 0 && p.wide {
			return y.months(w.n[0], w.n[1], Month), end
		}
		return node{}, 0
	}
	if w, end := p.word(j, "vacation"); end > 0 && j == i && p.wide {
		return y.months(w.n[0], w.n[1], Month), end
	}
	w := p.first(j, "初期", "初", "底", "末", "尾", "终", "中期", "中旬", "中", "内", "伊始", "开年", "前期", "后期", "期间", "全年")
	word := p.s[j : j+w]
	switch word {
	case "初", "初期":
		if p.digitBehind(j + w) { // 初一
			return node{}, 0
		}
		n := y.months(1, 1, Month).ofYear(y)
		n.also = append(n.also, y.months(1, 2, Month).stretch)
		return n, j + w
	case "底", "末", "尾", "终":
		if j == i && word == "终" || !y.givesYear() && p.first(j+w, "端", "班", "日") > 0 {
			return node{}, 0
		}
		n := y.months(11, 12, Month).ofYear(y)
		n.value = n.hi.AddDate(0, 0, -1).Format("2006-01-02")
		n.alts = append(n.alts, days(n.stretch))
		return n, j + w
	case "中":
		if !p.wide || p.first(j+w, "国", "秋", "央", "午", "心", "小") > 0 {
			return node{}, 0
		}
		return y.months(6, 7, Month).ofYear(y), j + w
	case "内", "全年":
		return y.ofYear(y), j + w
	case "伊始", "开年":
		return y.months(1, 1, Month).ofYear(y), j + w
	case "前期":
		return y.months(1, 3, Month).ofYear(y), j + w
	case "中期", "中旬":
		return y.months(4, 9, Month).ofYear(y), j + w
	case "后期":
		return y.months(10, 12, Month).ofYear(y), j + w
	}
	return node{}, 0
}

package zhtime

// Parts of a year, a month, a quarter and longer stretches.

var quarterDigits = map[rune]int{'一': 1, '二': 2, '三': 3, '四': 4, '1': 1, '2': 2, '3': 3, '4': 4, '首': 1}

// quarter reads 二季度, 第二季度, 前三季度, q1 and 一至三季度.
func (p *parser) quarter(i int, y node) (node, int) {
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
	case k == j || r == '首' && lead > 0 || k-j == len("季") && r != '首' && !y.told():
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

func isAlnumAt(s string, i int) bool { return i < len(s) && (isDigit(s[i]) || isLatin(s[i])) }

// quarterPart reads 初, 中 and 末 of a quarter: its months.
func (p *parser) quarterPart(i int, q node) (node, int) {
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

// half reads 上半年 and 下半年.
func (p *parser) half(i int, y node) (node, int) {
	switch {
	case p.has(i, "上半年"), p.wide && p.has(i, "前半年"):
		return y.months(1, 6, Month).ofYear(y), i + len("上半年")
	case p.has(i, "下半年"), p.wide && p.has(i, "后半年"):
		return y.months(7, 12, Month).ofYear(y), i + len("上半年")
	}
	return node{}, 0
}

// ofYear writes the TIMEX of a part that means this year where none is told.
func (n node) ofYear(y node) node {
	n.top = Year
	n.tx = n.timex()
	return n
}

// yearPart reads 年底, 年初, 底, 末 and the like behind a year, or with 年 by
// themselves.
func (p *parser) yearPart(i int, y node) (node, int) {
	j := p.opt(i, "年")
	if j == i && !y.told() {
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
		if j == i && word == "终" || !y.told() && p.first(j+w, "端", "班", "日") > 0 {
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

func (p *parser) digitBehind(i int) bool {
	_, end := p.number(i)
	return end > 0
}

// monthPart reads 上旬, 中旬, 下旬, 初, 中 and 底 behind a month.
func (p *parser) monthPart(i int, m node) (node, int) {
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

// spanParts are the parts of a century and of a decade, as the first and the
// last of its years.
var spanParts = []struct {
	words  []string
	lo, hi [2]int
}{
	{[]string{"初期", "初", "前期"}, [2]int{0, 0}, [2]int{19, 2}},
	{[]string{"中期", "中叶"}, [2]int{20, 3}, [2]int{79, 6}},
	{[]string{"末期", "末", "后期"}, [2]int{80, 7}, [2]int{99, 9}},
}

// decades reads 20世纪, 90年代 and 20世纪60年代前期.
func (p *parser) decades(i int) (node, int) {
	if !p.wide && p.first(i, "上世纪", "本世纪") == 0 && p.run(i) != 4 {
		if _, end := p.whole(i, 1, 21); end == 0 || !p.has(end, "世纪") {
			return node{}, 0
		}
	}
	base, j, told := 0, i, false
	if p.run(i) == 4 && p.s[i+3] == '0' && p.has(i+4, "年代") { // 1980年代
		base, j, told = p.small(i, 4)/100*100, i+2, true
	}
	at := p.ref.At.Year()
	var needs Grain
	if k := p.first(i, "上世纪", "上个世纪", "本世纪", "这个世纪"); k > 0 {
		base, j, told, needs = at-at%100-100*btoi(p.has(i, "上")), i+k, true, Year
	} else if c, end := p.whole(i, 1, 30); end > 0 && p.has(end, "世纪") {
		base, j, told = (c-1)*100, end+len("世纪"), true
	}
	j = p.opt(j, "的")
	d, end := p.whole(j, 0, 99)
	decade := end > 0 && d%10 == 0 && p.has(end, "年代")
	if !decade && !told {
		return node{}, 0
	}
	from, size, g := base, 100, Century
	if decade {
		j, size, g = end+len("年代"), 10, Decade
		if !told {
			base = 2000 - 100*btoi(d > 20)
		}
		from = base + d
	}
	lo, hi := 0, size-1
	k := p.opt(j, "的")
	for _, part := range spanParts {
		if w := p.first(k, part.words...); w > 0 {
			lo, hi, j = part.lo[btoi(decade)], part.hi[btoi(decade)], k+w
		}
	}
	n := years(from+lo, from+hi, g)
	n.needs, n.top = needs, g
	if decade && !told {
		n.top = Decade
		n.tx = decadeTimex(d)
		n.alts = append(n.alts, days(years(2000+d+lo, 2000+d+hi, g).stretch))
	}
	return n, j
}

func decadeTimex(d int) string {
	e := (d + 10) % 100
	c := func(v int) string { return "XX" + string([]byte{byte('0' + v/10), byte('0' + v%10)}) + "-01-01" }
	return "(" + c(d) + "," + c(e) + ",P10Y)"
}

// season reads 春季 and 夏天, from one solar term to another.
func (p *parser) season(i int, y node) (node, int) {
	w, end := p.word(i, "season")
	if end == 0 || !p.wide || end-i == len("春") && (!y.told() || p.first(end, "节", "分", "至", "运", "令", "风", "耕") > 0) {
		return node{}, 0
	}
	n := node{kind: DateRange, grain: Quarter, top: Year, needs: y.needs}
	year := y.lo.Year()
	n.lo = solarTerm(year, w.n[0])
	n.hi = solarTerm(year+w.n[0]/20, (w.n[0]+6)%24)
	n.tx = yearText(y) + "-" + w.timex
	if !y.told() {
		n.tx = w.timex
	}
	return n, end
}

// feast reads a feast or a solar term of the year.
func (p *parser) feast(i int, y node) (node, int) {
	if !p.wide {
		return node{}, 0
	}
	w, end := p.word(i, "feast", "nth", "lunar", "term")
	if end == 0 {
		return p.shortFeast(i, y)
	}
	end = p.opt(end, "假期", "长假", "黄金周", "小长假")
	year := y.lo.Year()
	n := node{kind: Date, grain: Day, top: y.top, needs: y.needs}
	switch w.class {
	case "feast":
		n.lo = date(year, w.n[0], w.n[1])
	case "nth":
		n.lo = nthWeekday(date(year, w.n[0], 1), w.n[1], w.n[2])
	case "lunar":
		n.lo, _ = lunarDay(year, w.n[0], w.n[1], false)
	case "term":
		n.lo = solarTerm(year, w.n[0])
		if w.n[0] < 2 { // the lunar year ends with them
			n.also = append(n.also, unit(solarTerm(year+1, w.n[0]), Day, Year, None).stretch)
		}
	}
	if n.lo.IsZero() {
		return node{}, 0
	}
	n.hi = n.lo.AddDate(0, 0, 1)
	n.tx = dayText(n, n.lo)
	if w.class == "lunar" {
		n = p.asTold(n, w, year)
	}
	return n, end
}

// asTold adds what a convention that does not know the lunar calendar makes
// of the day.
func (p *parser) asTold(n node, w word, year int) node {
	if d := w.n[1]; d > 0 && w.n[0] < 13 {
		t := date(year, w.n[0], d)
		n.also = append(n.also, stretch{t, t.AddDate(0, 0, 1)})
	} else if d == 0 {
		n.also = append(n.also, unit(date(year, 1, 30), Day, Year, None).stretch)
		n.tx = "XXXX-01-30"
	}
	return n
}

// shortFeast reads 五一 and 十一, which are feasts only where no number goes
// on.
func (p *parser) shortFeast(i int, y node) (node, int) {
	w, end := p.word(i, "short")
	if end == 0 {
		return node{}, 0
	}
	k := p.opt(end, "假期", "黄金周", "长假", "小长假", "期间", "前后", "节")
	if k == end && end < len(p.s) && !isPunct(p.rune(end)) {
		return node{}, 0
	}
	n := unit(date(y.lo.Year(), w.n[0], w.n[1]), Day, y.top, y.needs)
	return n, k
}

func isPunct(r rune) bool {
	switch r {
	case ' ', '\n', ',', '，', '.', '。', '、', ';', '；', ':', '：', '!', '！', '?', '？', '”', '“', ')', '(', '）', '（', '》', '-', '~', '…':
		return true
	}
	return false
}

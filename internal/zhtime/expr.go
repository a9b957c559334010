package zhtime

// parser reads whole expressions. It is the highest layer: each embeds the one
// below, so that no reader can call one above it.
type parser struct{ dateReader }

// expr reads the longest expression at i: a set, a time, a stretch from one
// time to another, with the words in front and behind that belong to it.
func (p *parser) expr(i int) (node, int) {
	j := i
	from, until := 0, 0
	if p.wide {
		if n, end := p.set(i); end > 0 {
			return n, end
		}
		from = p.first(i, "自从", "从", "自", "由")
		until = p.first(i, "截至到", "截至", "截止到", "截止至", "截止", "直到")
		j = p.opt(i+max(from, until), "大约", "约")
		if n, end := p.remaining(j); end > 0 {
			return n, end
		}
	}
	a, k := p.point(j, nil)
	if k == 0 {
		return node{}, 0
	}
	if n, end := p.rangeFrom(a, k, from > 0); end > 0 {
		a, k = n, end
	}
	if until > 0 {
		return p.before(a), p.opt(k, "为止", "止")
	}
	return p.tails(a, k, from > 0)
}

// remaining reads 还剩5分钟: a length that begins now.
func (p *parser) remaining(i int) (node, int) {
	k := p.first(i, "还剩下", "还剩", "剩下", "只剩")
	if k == 0 {
		return node{}, 0
	}
	l, end := p.length(i+k, false)
	if end == 0 || l.work {
		return node{}, 0
	}
	n, _ := p.lengthNode(i + k)
	to := l.from(p.ref.At, 1)
	if p.ref.Grain != None {
		n.alts = append(n.alts, instant(p.ref.At, Second)+"/"+instant(to, Second))
	}
	return n, end
}

// point reads one time at i, the longest. base is A in A到B, nil if there is
// none.
func (p *parser) point(i int, base *node) (best node, end int) {
	try := func(n node, e int) {
		if e > end {
			best, end = n, e
		}
	}
	if base == nil {
		n, e := p.offset(i)
		try(p.dated(n, e))
	}
	n, e := p.calendar(i, base)
	try(p.dated(n, e))
	if base == nil {
		try(p.around(i))
	}
	if c, k := p.bareClock(i, base); k > 0 && (p.wide || base == nil || base.kind != Date) {
		try(c, k)
	}
	if !p.wide {
		return best, end
	}
	if base == nil {
		n, e := p.ordinal(i)
		try(p.dated(n, e))
		l, e := p.lengthNode(i)
		if e == end && end > 0 && best.kind == DateRange {
			best.alts = append(best.alts, l.value)
		}
		try(l, e)
	}
	try(p.bareYear(i))
	try(p.present(i, base))
	return best, end
}

// dated adds the part of the day and the clock time behind a day.
func (p *parser) dated(n node, end int) (node, int) {
	if end == 0 || n.kind != Date || n.grain != Day || n.value != "" {
		return n, end
	}
	if c, k := p.onDay(end, n); k > 0 {
		return c, k
	}
	if p.wide {
		return n, p.weekdayAside(end)
	}
	return n, end
}

// ordinal reads 第三天 and 第七年, counted from the reference.
func (p *parser) ordinal(i int) (node, int) {
	if n, end := p.lastWeekday(i, p.thisMonth(nil)); end > 0 {
		return n, end
	}
	if !p.has(i, "第") {
		return node{}, 0
	}
	k, j := p.whole(i+len("第"), 1, 999)
	if j == 0 {
		return node{}, 0
	}
	switch {
	case p.has(j, "天"):
		return unit(move(p.ref.At, Day, k-1), Day, Year, Day), j + len("天")
	case p.has(j, "年") && p.first(j, "年级") == 0:
		return unit(move(p.ref.At, Year, k-1), Year, Year, Year), j + len("年")
	case p.first(j, "周", "星期", "礼拜", "个星期", "个礼拜") > 0:
		return p.countedWeeks("第", k, unit(p.ref.At, Year, Month, Year), p.opt(j, "周", "星期", "礼拜", "个星期", "个礼拜"))
	}
	return node{}, 0
}

// present reads 现在 and the like; 今 only behind 至.
func (p *parser) present(i int, base *node) (node, int) {
	w, end := p.word(i, "now")
	if end == 0 || w.text == "今" && base == nil {
		return node{}, 0
	}
	n := node{kind: DateTime, grain: p.ref.Grain, top: Year, needs: Year, tx: w.timex, now: true}
	n.lo, n.hi = p.ref.At, p.refEnd()
	return n, end
}

// rangeFrom reads 到 and what follows behind a.
func (p *parser) rangeFrom(a node, i int, from bool) (node, int) {
	if a.kind == Duration || a.kind == Set {
		return node{}, 0
	}
	j := i
	if from || p.wide {
		j = p.opt(i, "起", "开始")
	}
	j = p.opt(j, " ")
	k := p.first(j, "--", "-", "~", "到", "至", "……")
	if a.value == "none" && len(a.also) > 0 { // 2月29日-3月1日
		a.stretch, a.value = a.also[len(a.also)-1], ""
	}
	and := false
	if k == 0 && p.wide {
		k = p.first(j, "与", "和")
		and = true
	}
	if k == 0 {
		return node{}, 0
	}
	b, end := p.point(p.opt(j+k, " "), &a)
	if end == 0 || b.kind == Duration || b.kind == Set {
		return node{}, 0
	}
	between := p.first(end, "之间", "期间", "间")
	if and && (between == 0 || from) {
		return node{}, 0
	}
	n, ok := p.join(a, b)
	if !ok {
		return node{}, 0
	}
	return n, end + between
}

// tails reads the words behind a time that open it to one side: 前, 以来, 起.
func (p *parser) tails(n node, i int, from bool) (node, int) {
	if n.kind == Duration || n.kind == Set {
		return n, i
	}
	if k := p.first(i, "同期"); k > 0 {
		return n, i + k
	}
	if p.wide {
		i = p.opt(i, "左右", "前后", "期间", "许", "之间", "内")
	}
	if n.lo.IsZero() || n.hi.IsZero() || n.value == "none" {
		return n, i
	}
	before := []string{"或之前", "及之前", "或以前", "及以前", "以前", "之前", "为止", "前"}
	if k := p.first(i, before...); k > 0 && !p.blockedTail(i, k) {
		return p.before(n), i + k
	}
	after := []string{"或之后", "及之后", "或以后", "及以后", "以来", "以后", "之后", "至今", "到现在"}
	if p.wide {
		after = append(after, "开始", "起至今", "起", "后")
	} else if k := p.first(i, "起至今", "起"); k > 0 && p.first(i, "起来", "起步", "起点", "起草", "起飞", "起诉", "起重", "起航", "起源", "起到", "起家") == 0 {
		return p.after(n, "起"), i + k
	}
	if k := p.first(i, after...); k > 0 && !p.blockedTail(i, k) {
		return p.after(n, p.s[i:i+k]), i + k
	}
	return n, i
}

// blockedTail reports 前 and 后 that begin another word: 前三季度, 后勤, 起来.
func (p *parser) blockedTail(i, k int) bool {
	end := i + k
	switch p.s[i:end] {
	case "前":
		if _, j := p.number(end); j > 0 && p.first(j, "个", "月", "季", "周", "天", "名", "位", "强", "批") > 0 {
			return true
		}
		return p.first(end, "列", "往", "景", "沿", "途", "夕", "后", "期", "来", "身", "任", "台", "线", "去", "进", "海", "瞻", "半") > 0
	case "后":
		return p.first(end, "勤", "备", "续", "台", "代", "半", "天", "年", "期", "来", "面") > 0
	case "起":
		return p.first(end, "来", "步", "点", "草", "飞", "诉", "重", "航", "源", "到", "床") > 0
	}
	return false
}

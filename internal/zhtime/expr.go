package zhtime

// parser reads whole expressions with the readers of their parts. It must not be
// copied, since the readers point to its text and its anchor.
type parser struct {
	text
	at      anchor
	lengths lengthReader
	offsets offsetReader
	clocks  clockReader
	months  monthReader
	dates   dateReader
	sets    setReader
}

// newParser returns a parser of nothing; see reset.
func newParser() *parser {
	p := new(parser)
	t, at := &p.text, &p.at
	p.lengths = lengthReader{t}
	p.offsets = offsetReader{t, at, p.lengths}
	p.clocks = clockReader{t, at}
	p.months = monthReader{t, at}
	years := yearReader{t, at}
	p.dates = dateReader{
		text: t, at: at, digits: digitReader{t, at}, years: years, months: p.months,
		parts: partReader{t, at, p.months, feastReader{t, at, years, p.months}},
	}
	p.sets = setReader{t, at, p.lengths, p.clocks}
	return p
}

// reset makes p a parser of s.
func (p *parser) reset(s string, ref Ref, o Options) {
	p.text = text{s: s, wide: o.Mode == Wide, words: words()}
	p.at = newAnchor(ref)
}

// expr reads the longest expression at i: a set, a time, a stretch from one
// time to another, with the words in front and behind that belong to it.
func (p *parser) expr(i int) (node, int) {
	j := i
	from, until := 0, 0
	if p.wide {
		if n, end := p.sets.set(i); end > 0 {
			return n, end
		}
		from = p.first(i, &p.words.from)
		until = p.first(i, &p.words.until)
		j = p.opt(i+max(from, until), &p.words.nearlyTime)
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
		return before(a, &p.at), p.opt(k, &p.words.untilBehind)
	}
	return p.tails(a, k)
}

// remaining reads 还剩5分钟: a length that begins now.
func (p *parser) remaining(i int) (node, int) {
	k := p.first(i, &p.words.remaining)
	if k == 0 {
		return node{}, 0
	}
	l, end := p.lengths.length(i+k, false)
	if end == 0 || l.work {
		return node{}, 0
	}
	n, _ := p.lengths.lengthNode(i + k)
	to := l.from(p.at.ref.At, 1)
	if p.at.ref.Grain != None {
		n.alts = append(n.alts, instant(p.at.ref.At, Second)+"/"+instant(to, Second))
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
		n, e := p.offsets.offset(i)
		try(p.dated(n, e))
	}
	n, e := p.dates.calendar(i, base)
	try(p.dated(n, e))
	if base == nil {
		try(p.offsets.prefixed(i))
	}
	if c, k := p.clocks.bareClock(i, base); k > 0 && (p.wide || base == nil || base.kind != Date) {
		try(c, k)
	}
	if !p.wide {
		return best, end
	}
	if base == nil {
		n, e := p.ordinal(i)
		try(p.dated(n, e))
		l, e := p.lengths.lengthNode(i)
		if e == end && end > 0 && best.kind == DateRange {
			best.alts = append(best.alts, l.value)
		}
		try(l, e)
	}
	try(p.dates.digits.bareYear(i))
	try(p.present(i, base))
	return best, end
}

// dated returns n with the part of the day and the clock time behind it, if n is a
// day.
func (p *parser) dated(n node, end int) (node, int) {
	if end == 0 || n.kind != Date || n.grain != Day || n.value != "" {
		return n, end
	}
	if c, k := p.clocks.onDay(end, n); k > 0 {
		return c, k
	}
	if p.wide {
		return n, p.clocks.weekdayAside(end)
	}
	return n, end
}

// ordinal reads 第三天 and 第七年, counted from the reference.
func (p *parser) ordinal(i int) (node, int) {
	if n, end := p.months.lastWeekday(i, p.at.thisMonth(nil)); end > 0 {
		return n, end
	}
	first := p.past(i, "第")
	if first == 0 {
		return node{}, 0
	}
	k, j := p.whole(first, 1, 999)
	if j == 0 {
		return node{}, 0
	}
	if end := p.past(j, "天"); end > 0 {
		return unit(move(p.at.ref.At, Day, k-1), Day, Year, Day), end
	}
	if end := p.past(j, "年"); end > 0 && !p.has(end, "级") {
		return unit(move(p.at.ref.At, Year, k-1), Year, Year, Year), end
	}
	end := p.opt(j, &p.words.weekUnits)
	if end == j {
		end = p.opt(j, &p.words.weeksCounted)
	}
	if end > j {
		return p.months.countedWeeks(nth, k, unit(p.at.ref.At, Year, Month, Year), end)
	}
	return node{}, 0
}

// present reads 现在 and the like; 今 only behind 至.
func (p *parser) present(i int, base *node) (node, int) {
	w, end := p.word(i, &p.words.nows)
	if w == nil || base == nil && w.text == "今" {
		return node{}, 0
	}
	n := node{kind: DateTime, grain: p.at.ref.Grain, top: Year, needs: Year, tx: w.code, now: true}
	n.lo, n.hi = p.at.ref.At, p.at.refEnd()
	return n, end
}

// rangeFrom reads 到 and what follows behind a.
func (p *parser) rangeFrom(a node, i int, from bool) (node, int) {
	if a.kind == Duration || a.kind == Set {
		return node{}, 0
	}
	j := i
	if from || p.wide {
		j = p.opt(i, &p.words.fromBehind)
	}
	j = p.skip(j, " ")
	k := p.first(j, &p.words.toPoint)
	if a.value == "none" && len(a.also) > 0 { // 2月29日-3月1日
		a.stretch, a.value = a.also[len(a.also)-1], ""
	}
	and := false
	if k == 0 && p.wide {
		k = p.first(j, &p.words.toAnd)
		and = true
	}
	if k == 0 {
		return node{}, 0
	}
	b, end := p.point(p.skip(j+k, " "), &a)
	if end == 0 || b.kind == Duration || b.kind == Set {
		return node{}, 0
	}
	between := p.first(end, &p.words.between)
	if and && (between == 0 || from) {
		return node{}, 0
	}
	n, ok := join(a, b, &p.at)
	if !ok {
		return node{}, 0
	}
	return n, end + between
}

// tails reads the words behind a time that open it to one side: 前, 以来, 起.
func (p *parser) tails(n node, i int) (node, int) {
	if n.kind == Duration || n.kind == Set {
		return n, i
	}
	if k := p.past(i, "同期"); k > 0 {
		return n, k
	}
	if p.wide {
		i = p.opt(i, &p.words.around)
	}
	if n.lo.IsZero() || n.hi.IsZero() || n.value == "none" {
		return n, i
	}
	if k := p.first(i, &p.words.before); k > 0 && !p.opensCount(i, k) {
		return before(n, &p.at), i + k
	}
	k := p.first(i, &p.words.after)
	if k == 0 && p.wide {
		k = p.first(i, &p.words.wideAfter)
	} else if k == 0 {
		k = p.first(i, &p.words.pressAfter)
	}
	if k > 0 {
		return after(n, &p.at), i + k
	}
	return n, i
}

// opensCount reports whether 前, of k bytes at i, belongs to what follows: 前三季度.
func (p *parser) opensCount(i, k int) bool {
	if k > hanSize {
		return false
	}
	_, j := p.number(i + k)
	return j > 0 && (p.any(j, &p.words.countedUnits) || p.any(j, &p.words.beforeUnits))
}

package thing

// aligned is a part of the question and a name that share tokens in the same order.
type aligned struct {
	*named
	thing    int32
	from, to int // tokens of the question
	head     int // first token of the name that matches
	tail     int // behind the last token that matches
	matched  int // number of tokens
	gaps     int // tokens of the name left out between head and tail
	singles  int
	fuzzy    bool
	fit      Fit
}

// align finds the part of the question that fits a candidate best.
func (f *finder) align(c candidate) (best aligned, ok bool) {
	t := c.named
	for _, sd := range c.seeds {
		if ok && sd.q >= best.from && sd.q < best.to {
			continue // the same run again
		}
		a := aligned{named: t, thing: c.thing, from: sd.q, to: sd.q, head: sd.at, tail: sd.at}
		f.forward(&a, t)
		f.backward(&a, t)
		f.trim(&a)
		if f.accepts(&a, t) && (!ok || a.matched > best.matched) {
			best, ok = a, true
		}
	}
	return best, ok
}

// forward extends a to the end of what the question and t share.
func (f *finder) forward(a *aligned, t *named) {
	for a.to < len(f.q) {
		if a.matched > 0 && f.apart(a.to-1) {
			return
		}
		if n := f.run(a.to, a.tail, t); n > 0 {
			a.to, a.tail, a.matched = a.to+n, a.tail+n, a.matched+n
			continue
		}
		at, n, skip := f.later(a, t)
		switch {
		case n > 0:
			a.gaps += at - a.tail
			a.to, a.tail, a.matched = a.to+skip+n, at+n, a.matched+n
			if n == 1 && !f.q[a.to-1].isCode() {
				a.singles++
			}
		case f.slip(a, t):
			a.fuzzy = true
			a.to, a.tail = a.to+1, a.tail+1
		default:
			return
		}
	}
}

// later returns the place and the length of the longest run of t behind a.tail that
// the question has at a.to, and the number of tokens of the question that it skips:
// 的.
func (f *finder) later(a *aligned, t *named) (at, n, skip int) {
	if f.q[a.to].isOf(link) && a.to+1 < len(f.q) {
		skip = 1
	}
	for k := a.tail; k < len(t.tokens); k++ {
		if r := f.run(a.to+skip, k, t); r > n {
			at, n = k, r
		}
	}
	if n == 1 && !f.q[a.to+skip].isCode() && (skip > 0 || a.singles >= maxSingles || !f.single(a.to)) {
		n = 0
	}
	return at, n, skip
}

// single reports whether token i by itself may be short for a word of a name.
func (f *finder) single(i int) bool {
	return !f.q[i].isOf(idle) && f.words.IsEdge(f.q[i].start) && f.words.IsEdge(f.q[i].end)
}

// run returns the number of tokens that the question from i on and t from k on have
// in common.
func (f *finder) run(i, k int, t *named) (n int) {
	for i+n < len(f.q) && k+n < len(t.tokens) && same(&f.q[i+n], &t.tokens[k+n]) && (n == 0 || !f.apart(i+n-1)) {
		n++
	}
	return n
}

// slip reports whether the token at a.to is a slip for the one at a.tail: question and
// name agree behind it, or the name ends there.
func (f *finder) slip(a *aligned, t *named) bool {
	if a.fuzzy || a.matched < 2 || a.gaps > 0 || a.tail >= len(t.tokens) || a.to+1 >= len(f.q) || f.apart(a.to) {
		return false
	}
	x, y := &f.q[a.to], &t.tokens[a.tail]
	if x.isSure() || y.isSure() {
		return false
	}
	n := f.run(a.to+1, a.tail+1, t)
	if n < 2 && !(n == 1 && a.tail+2 == len(t.tokens)) || a.matched+n < 3 {
		return false
	}
	before := f.q[a.to-1].text
	return f.similar(x, y, a.tail, t) && !f.words.Occurs(before+x.text, before+y.text)
}

// isSure reports whether t is no slip for another token: a number, letters, or a
// character that distinguishes siblings.
func (t *token) isSure() bool { return t.isCode() || t.isOf(sibling) }

// similar reports whether x can be a slip for the token y at a place of a name: they
// sound alike, or the name is so long that the rest identifies it. The beginning of a
// name has to be right, since it distinguishes the name from others of its kind.
func (f *finder) similar(x, y *token, at int, t *named) bool {
	return len(t.tokens) >= longName && at > 1 || f.words.Alike(x.text, y.text)
}

// longName is the least number of tokens of a name that is identified even if any one
// of them is wrong. 柳林中学 is not 柳堤中学.
const longName = 6

// slipBack reports whether the token in front of a is a slip; see slip. It notes it in
// a.
func (f *finder) slipBack(a *aligned, t *named) bool {
	if a.fuzzy || a.matched < 3 || a.gaps > 0 || a.head < 2 || a.from < 2 || f.apart(a.from-2) {
		return false
	}
	x, y := &f.q[a.from-1], &t.tokens[a.head-1]
	if x.isSure() || y.isSure() || !same(&f.q[a.from-2], &t.tokens[a.head-2]) {
		return false
	}
	before := f.q[a.from-2].text
	a.fuzzy = f.similar(x, y, a.head-1, t) && !f.words.Occurs(before+x.text, before+y.text)
	return a.fuzzy
}

// backward extends a to the start of what the question and t share.
func (f *finder) backward(a *aligned, t *named) {
	for a.from > 0 && a.head > 0 && !f.apart(a.from-1) {
		x := &f.q[a.from-1]
		k := a.head - 1
		for k >= 0 && !same(x, &t.tokens[k]) {
			k--
		}
		if k < 0 {
			if !f.slipBack(a, t) {
				return
			}
			k = a.head - 1
		}
		near := k == a.head-1
		pair := a.from > 1 && k > 0 && same(&f.q[a.from-2], &t.tokens[k-1]) && !f.apart(a.from-2)
		if !near && !pair && !x.isCode() {
			if a.singles >= maxSingles || !f.single(a.from-1) {
				return
			}
			a.singles++
		}
		a.gaps += a.head - 1 - k
		a.from, a.head, a.matched = a.from-1, k, a.matched+1
	}
}

// trim removes the ends of a that are part of a word for what is measured: 海洋 of
// 海洋生产总值.
func (f *finder) trim(a *aligned) {
	for a.matched > 1 && f.words.Cuts(f.q[a.to-1].end) {
		a.to, a.tail, a.matched = a.to-1, a.tail-1, a.matched-1
	}
	for a.matched > 1 && f.words.Cuts(f.q[a.from].start) {
		a.from, a.head, a.matched = a.from+1, a.head+1, a.matched-1
	}
}

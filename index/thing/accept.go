package thing

import "beilun/knowledge/bind/names"

// accepts reports whether a is enough to mean t, and sets its fit.
func (f *finder) accepts(a *aligned, t *named) bool {
	start, end := f.q[a.from].start, f.q[a.to-1].end
	switch {
	case a.matched < 2 || f.otherCode(a, t):
		return false
	case a.head == 0 && a.gaps == 0 && (a.matched >= t.core || a.matched == t.core-1 && t.tokens[t.core-1].isOf(place)):
		a.fit = Full
		if a.fuzzy {
			a.fit = Fuzzy
		}
		return a.matched > 3 || f.words.IsEdge(start) && f.words.IsEdge(end) && !(a.matched == 2 && t.full < 0 && f.words.IsCommon(start, end))
	}
	a.fit = Short
	if a.fuzzy {
		a.fit = Fuzzy
		if a.matched < 3 {
			return false
		}
	}
	if a.head > 0 && !f.begins(a.from) {
		return false // what precedes it makes it another thing
	}
	name := f.question[start:end]
	words := f.words.IsEdge(start) && f.words.IsEdge(end)
	switch {
	case a.tail == len(t.tokens) && a.gaps == 0 && names.IsKind(name):
		a.fit = Kind
		return words && !f.words.IsNoKind(start, end)
	case a.head == 0 && a.matched == 2:
		return words && !f.words.IsCommon(start, end)
	case a.head == 0 || a.singles > 0 && a.matched > 3:
		return (words || a.matched > 3) && !names.IsKind(name) && !f.words.IsCommon(start, end)
	case a.tail >= t.core && a.gaps == 0:
		return a.matched > 2 && (words || a.matched > 3) && !names.IsKind(name) && !f.words.IsCommon(start, end)
	case a.tail >= t.core && words && a.singles < 2:
		return a.matched > 2 && !names.IsKind(name)
	}
	return a.matched > 3 && !names.IsKind(name)
}

// otherCode reports whether the question has a number or letters beside a that t has
// not: 砚桥二期 is not 砚桥一期.
func (f *finder) otherCode(a *aligned, t *named) bool {
	if a.from > 0 && !f.apart(a.from-1) && f.q[a.from-1].isCode() && f.q[a.from-1].end == f.q[a.from].start && f.numbers(a.from-1) {
		return true
	}
	if a.to < len(f.q) && f.q[a.to].isCode() && !f.apart(a.to-1) && f.numbers(a.to) {
		for k, x := range t.tokens {
			if x.isCode() && k+1 < len(t.tokens) && a.to+1 < len(f.q) && t.tokens[k+1].text == f.q[a.to+1].text {
				return true // of the same: 期 and 期
			}
		}
	}
	return false
}

// numbers reports whether the code at token i numbers a thing, and is neither a year
// nor a count.
func (f *finder) numbers(i int) bool {
	x := f.q[i]
	if f.words.IsTaken(x.start, x.end) || len(x.text) == 4 && isDigit(x.text[0]) {
		return false
	}
	return x.text != f.question[x.start:x.end] || i+1 < len(f.q) && f.q[i+1].isOf(counter)
}

package thing

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"beilun/knowledge/bind/names"
	"beilun/knowledge/ledger"
)

// Fit is how the words of a question fit the name of a thing.
type Fit uint8

// The fits.
const (
	Full  Fit = iota // the name itself, but for what may be left out behind it
	Short            // parts are left out, or it is a short form that the releases tell
	Fuzzy            // one character is another
	Kind             // only its kind is told, and hardly another thing is of that kind: the bridge
)

// Match is a place of a question that names a thing.
type Match struct {
	Start, End int // bytes of the question
	Thing      Thing
	Others     []string // other things that the same words may be meant for
	Fit        Fit
}

// Words answers what the segmenter knows of the words of a question.
type Words interface {
	IsEdge(at int) bool                // whether a word begins or ends at a byte
	Begins(at int) bool                // whether what stands before a byte can be no part of a name that begins there
	IsCommon(start, end int) bool      // whether these bytes are a word of the dictionary that is no name
	IsNoKind(start, end int) bool      // whether these bytes are a word for a kind of things that means none by itself
	IsTaken(start, end int) bool       // whether something else than a name stands there: a time
	Cuts(at int) bool                  // whether a word for what is measured goes on over a byte
	Alike(a, b string) bool            // whether two characters sound alike
	Occurs(written, meant string) bool // whether the releases have what is written there where a name has meant
}

// Limits of what is looked at for a question. The longest names of the districts in
// index/eval/testdata have twenty tokens.
const (
	maxTokens     = 200 // of a question
	maxSpots      = 200 // of a pair: more is a word for a kind, or the district's name
	maxCandidates = 48
	maxRivals     = 8 // a short form that as many things may be meant by is none
	maxSingles    = 2 // characters by themselves that a short form is made of
)

// Find returns the places of a folded question that name things, in order, none
// overlapping.
func (s *Set) Find(question string, words Words) []Match {
	q := tokensOf(question)
	q = q[:min(len(q), maxTokens)]
	f := finder{set: s, question: question, q: q, words: words}
	var all []aligned
	for _, c := range f.candidates() {
		if a, ok := f.align(c); ok {
			all = append(all, a)
		}
	}
	return f.choose(all)
}

type finder struct {
	set      *Set
	question string
	q        []token
	words    Words
}

// candidate is a thing that shares pairs with the question.
type candidate struct {
	thing  int32
	weight float64
	seeds  []seed
}

// seed is a pair that the question has at one place and the thing at another.
type seed struct{ q, at int }

// candidates returns the things that share the rarest pairs with the question.
func (f *finder) candidates() []candidate {
	place := map[int32]int{}
	var out []candidate
	add := func(thing int32, weight float64, sd seed) {
		k, ok := place[thing]
		if !ok {
			k = len(out)
			place[thing] = k
			out = append(out, candidate{thing: thing})
		}
		out[k].weight += weight
		out[k].seeds = append(out[k].seeds, sd)
	}
	for i := 0; i+1 < len(f.q); i++ {
		if f.apart(i) {
			continue
		}
		for _, p := range f.pairsAt(i) {
			spots := f.set.pairs[p]
			if len(spots) > maxSpots {
				f.whole(i, add)
				continue
			}
			weight := math.Log(1 + float64(len(f.set.things))/float64(len(spots)))
			for _, sp := range spots {
				add(sp.thing, weight, seed{i, int(sp.at)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.thing, b.thing))
	})
	return out[:min(len(out), maxCandidates)]
}

// whole adds the things whose whole name begins at token i, which is a part of too
// many others.
func (f *finder) whole(i int, add func(int32, float64, seed)) {
	for j := i + 1; j < len(f.q) && j < i+maxName && !f.apart(j-1); j++ {
		if t, ok := f.set.byName[f.question[f.q[i].start:f.q[j].end]]; ok {
			add(t, math.Log(1+float64(len(f.set.things))), seed{i, 0})
		}
	}
}

// pairsAt returns the pair at token i, and those with a digit for a numeral.
func (f *finder) pairsAt(i int) []pair {
	a, b := f.q[i].text, f.q[i+1].text
	out := []pair{{a, b}}
	if d := digitOf(a); d > 0 {
		out = append(out, pair{string(d), b})
	}
	return out
}

// apart reports whether a clause ends, or something else stands, between tokens i
// and i+1.
func (f *finder) apart(i int) bool {
	between := f.question[f.q[i].end:f.q[i+1].start]
	return strings.ContainsAny(between, ",，;；。?？!！、:：") || f.words.IsTaken(f.q[i].start, f.q[i+1].end)
}

// aligned is what a question and a name share.
type aligned struct {
	thing    int32
	from, to int // tokens of the question
	head     int // first token of the name that matches
	tail     int // where the last ends
	matched  int // tokens
	gaps     int // tokens of the name left out between head and tail
	singles  int
	fuzzy    bool
	fit      Fit
}

// align finds the best place of the question for a candidate.
func (f *finder) align(c candidate) (best aligned, ok bool) {
	t := &f.set.things[c.thing]
	for _, sd := range c.seeds {
		if ok && sd.q >= best.from && sd.q < best.to {
			continue // the same run again
		}
		a := aligned{thing: c.thing, from: sd.q, to: sd.q, head: sd.at, tail: sd.at}
		f.forward(&a, t)
		f.backward(&a, t)
		f.trim(&a)
		if f.accepts(&a, t) && (!ok || a.matched > best.matched) {
			best, ok = a, true
		}
	}
	return best, ok
}

// forward lets a grow to the end of what the question and t share.
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

// later returns the longest run of t behind a.tail that goes on with what the
// question has behind a.to, how long it is, and how many tokens of the question are
// passed over: 的.
func (f *finder) later(a *aligned, t *named) (at, n, skip int) {
	if f.q[a.to].text == "的" && a.to+1 < len(f.q) {
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

// single reports whether token i may stand for a word of a name by itself.
func (f *finder) single(i int) bool {
	return !strings.Contains(idle, f.q[i].text) && f.words.IsEdge(f.q[i].start) && f.words.IsEdge(f.q[i].end)
}

// idle are characters that are words of a question by themselves.
const idle = "的了是在有和与到多大几年月日人个家我要会能去上下中对从为给说还哪什么谁何吗呢吧把被让由归花建修开"

// run returns how many tokens the question from i on and t from k on have in
// common.
func (f *finder) run(i, k int, t *named) (n int) {
	for i+n < len(f.q) && k+n < len(t.tokens) && same(f.q[i+n].text, t.tokens[k+n].text) && (n == 0 || !f.apart(i+n-1)) {
		n++
	}
	return n
}

// slip reports whether the token at a.to is written for the one at a.tail: they go
// on alike behind it, or the name ends there.
func (f *finder) slip(a *aligned, t *named) bool {
	if a.fuzzy || a.matched < 2 || a.gaps > 0 || a.tail >= len(t.tokens) || a.to+1 >= len(f.q) || f.apart(a.to) {
		return false
	}
	x, y := f.q[a.to], t.tokens[a.tail]
	if x.isCode() || y.isCode() || strings.Contains(telling, x.text) || strings.Contains(telling, y.text) {
		return false
	}
	n := f.run(a.to+1, a.tail+1, t)
	if n < 2 && !(n == 1 && a.tail+2 == len(t.tokens)) || a.matched+n < 3 {
		return false
	}
	before := f.q[a.to-1].text
	return f.similar(x, y, a.tail, t) && !f.words.Occurs(before+x.text, before+y.text)
}

// similar reports whether x can be written for the token y at a place of a name: they
// sound alike, or the name is so long that the rest tells it. What a name begins with
// tells it from others of its kind.
func (f *finder) similar(x, y token, at int, t *named) bool {
	return len(t.tokens) >= longName && at > 1 || f.words.Alike(x.text, y.text)
}

// longName is how many tokens a name has at least that is known with any one of them
// wrong. 柳林中学 is not 柳堤中学.
const longName = 6

// slipBack is slip for the token in front of a.
func (f *finder) slipBack(a *aligned, t *named) bool {
	if a.fuzzy || a.matched < 3 || a.gaps > 0 || a.head < 2 || a.from < 2 || f.apart(a.from-2) {
		return false
	}
	x, y := f.q[a.from-1], t.tokens[a.head-1]
	if x.isCode() || y.isCode() || strings.Contains(telling, x.text) || strings.Contains(telling, y.text) || !same(f.q[a.from-2].text, t.tokens[a.head-2].text) {
		return false
	}
	before := f.q[a.from-2].text
	a.fuzzy = f.similar(x, y, a.head-1, t) && !f.words.Occurs(before+x.text, before+y.text)
	return a.fuzzy
}

// telling are characters that tell siblings apart.
const telling = "东西南北中上下左右前后内外新老旧一二三四五六七八九十〇零百甲乙丙丁大小"

// backward lets a grow to the start of what the question and t share.
func (f *finder) backward(a *aligned, t *named) {
	for a.from > 0 && a.head > 0 && !f.apart(a.from-1) {
		x := f.q[a.from-1]
		k := a.head - 1
		for k >= 0 && !same(x.text, t.tokens[k].text) {
			k--
		}
		if k < 0 {
			if !f.slipBack(a, t) {
				return
			}
			k = a.head - 1
		}
		near := k == a.head-1
		pair := a.from > 1 && k > 0 && same(f.q[a.from-2].text, t.tokens[k-1].text) && !f.apart(a.from-2)
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

// trim takes off the ends of a that are a part of a word for what is measured: 海洋 of
// 海洋生产总值.
func (f *finder) trim(a *aligned) {
	for a.matched > 1 && f.words.Cuts(f.q[a.to-1].end) {
		a.to, a.tail, a.matched = a.to-1, a.tail-1, a.matched-1
	}
	for a.matched > 1 && f.words.Cuts(f.q[a.from].start) {
		a.from, a.head, a.matched = a.from+1, a.head+1, a.matched-1
	}
}

// accepts reports whether a is enough to be meant for t, and notes how it fits.
func (f *finder) accepts(a *aligned, t *named) bool {
	start, end := f.q[a.from].start, f.q[a.to-1].end
	switch {
	case a.matched < 2 || f.otherCode(a, t):
		return false
	case a.head == 0 && a.gaps == 0 && (a.matched >= t.core || a.matched == t.core-1 && strings.Contains(places, t.tokens[t.core-1].text)):
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
	if a.head > 0 && !f.words.Begins(start) {
		return false // what stands before it makes it another thing
	}
	said := f.question[start:end]
	whole := f.words.IsEdge(start) && f.words.IsEdge(end)
	switch {
	case a.tail == len(t.tokens) && a.gaps == 0 && names.IsKind(said):
		a.fit = Kind
		return whole && !f.words.IsNoKind(start, end)
	case a.head == 0 && a.matched == 2:
		return whole && !f.words.IsCommon(start, end)
	case a.head == 0 || a.singles > 0 && a.matched > 3:
		return (whole || a.matched > 3) && !names.IsKind(said) && !f.words.IsCommon(start, end)
	case a.tail >= t.core && a.gaps == 0:
		return a.matched > 2 && (whole || a.matched > 3) && !names.IsKind(said) && !f.words.IsCommon(start, end)
	case a.tail >= t.core && whole && a.singles < 2:
		return a.matched > 2 && !names.IsKind(said)
	}
	return a.matched > 3 && !names.IsKind(said)
}

// places are what the name of a place may be told without.
const places = "省市区县镇乡"

// otherCode reports whether the question tells a number or letters beside a that t
// has not: 砚桥二期 is not 砚桥一期.
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

// numbers reports whether the code at token i numbers a thing: no year, nothing
// counted.
func (f *finder) numbers(i int) bool {
	x := f.q[i]
	if f.words.IsTaken(x.start, x.end) || len(x.text) == 4 && isDigit(x.text[0]) {
		return false
	}
	return x.text != f.question[x.start:x.end] || i+1 < len(f.q) && strings.Contains(counters, f.q[i+1].text)
}

// counters are what a number in digits numbers things with.
const counters = "期号线楼座区院中小路标"

// choose picks of all that is aligned what does not overlap: the longest first.
func (f *finder) choose(all []aligned) []Match {
	slices.SortStableFunc(all, func(a, b aligned) int {
		x, y := &f.set.things[a.thing], &f.set.things[b.thing]
		return cmp.Or(cmp.Compare(b.to-b.from, a.to-a.from), cmp.Compare(b.matched, a.matched), cmp.Compare(a.fit, b.fit),
			cmp.Compare(a.rest(x), b.rest(y)), cmp.Compare(y.Figures, x.Figures), cmp.Compare(a.left(x), b.left(y)), cmp.Compare(y.Releases, x.Releases), strings.Compare(x.Name, y.Name))
	})
	var out []Match
	taken := make([]bool, len(f.q))
	for i, a := range all {
		if slices.Contains(taken[a.from:a.to], true) {
			continue
		}
		m, ok := f.match(a, all[i+1:])
		if !ok {
			continue
		}
		for k := a.from; k < a.to; k++ {
			taken[k] = true
		}
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b Match) int { return a.Start - b.Start })
	return out
}

// left returns how many tokens of a name are left out.
func (a *aligned) left(t *named) int { return max(0, t.core-a.matched) }

// rest ranks how much of a name is told: all of it, some of that of a thing with
// figures, some of another.
func (a *aligned) rest(t *named) int {
	switch {
	case a.matched == len(t.tokens):
		return 0
	case t.Figures > 0:
		return 1
	}
	return 2
}

// match makes the match of a; rest may be other things for the same words.
func (f *finder) match(a aligned, rest []aligned) (Match, bool) {
	t := &f.set.things[a.thing]
	m := Match{Start: f.q[a.from].start, End: f.q[a.to-1].end, Thing: t.Thing, Fit: a.fit}
	if t.full >= 0 {
		full := f.set.things[t.full].Thing
		full.Figures += t.Figures
		m.Thing, m.Fit = full, max(m.Fit, Short)
	}
	if a.fit == Full {
		return m, true
	}
	figures := 0
	for _, b := range rest {
		if b.from != a.from || b.to != a.to || b.fit != a.fit || b.matched < a.matched {
			continue
		}
		name := f.set.things[b.thing].Name
		if ledger.SameThing(name, m.Thing.Name) || slices.ContainsFunc(m.Others, func(o string) bool { return ledger.SameThing(o, name) }) {
			continue
		}
		figures += f.set.things[b.thing].Figures
		if m.Others = append(m.Others, name); len(m.Others) > maxRivals {
			return m, false
		}
	}
	return m, a.fit != Kind || len(m.Others) < maxOfKind || t.Figures > 2*figures
}

// maxOfKind is how many things of a kind make a word for the kind mean none of them.
const maxOfKind = 3

package bind

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
)

// maxMembers is how many members a list has, at most; maxRoll is how far in
// front of 分别, in bytes, it may begin.
const (
	maxMembers = 12
	maxRoll    = 100 * len("字")
)

// memberKind tells what the members of a list are.
type memberKind uint8

const (
	otherMember  memberKind = iota // 农业, 欧盟: a part of what is measured
	thingMember                    // 滨江小学, 1号泊位
	phaseMember                    // 一期, 地上
	metricMember                   // 总投资, 占地面积
	timeMember                     // 2023年
)

// roll is a list of members in front of 分别, and what stands around it.
type roll struct {
	members []string
	spans   []piece
	kind    memberKind
	lead    string // the preposition in front of it: 对欧盟、美国
	tail    piece  // the words behind it: 的进出口额
	figs    []int  // of members that are times
	against bool   // the values are only compared with those: 较一季度和前三季度
}

// piece is a part of the cleaned text.
type piece struct{ from, to int }

func (p piece) empty() bool { return p.from >= p.to }

// joint returns the length of the word at i that joins members, 0 for none: no
// part of another word (和平) or of a name.
func (sc *scene) joint(i int, joints []string) int {
	if strings.HasPrefix(sc.s[i:], "、") {
		return len("、")
	}
	for _, w := range joints {
		if !strings.HasPrefix(sc.s[i:], w) || sc.inName(i) {
			continue
		}
		if k := sc.wordFrom(i); k < len(sc.words) && sc.words[k].Start == i && sc.words[k].End <= i+len(w) {
			return len(w)
		}
	}
	return 0
}

// wordFrom returns the first word that ends behind i.
func (sc *scene) wordFrom(i int) int {
	k, _ := slices.BinarySearchFunc(sc.words, i, func(w names.Word, i int) int {
		if w.End <= i {
			return -1
		}
		return 1
	})
	return k
}

// inName reports whether byte i stands within a name.
func (sc *scene) inName(i int) bool {
	c := &sc.clauses[sc.clauseAt(i)]
	j := sc.nameBehind(c, i)
	return j < c.last && sc.names[j].Start < i
}

// pieces cuts the text between from and to at 、 and the given joints; those in
// brackets join nothing.
func (sc *scene) pieces(from, to int, joints []string) []piece {
	var out []piece
	depth := 0
	for i := from; i < to; {
		sc.steps++
		r, w := utf8.DecodeRuneInString(sc.s[i:])
		switch r {
		case '(', '《':
			depth++
		case ')', '》':
			depth--
		}
		if n := sc.joint(i, joints); depth <= 0 && n > 0 {
			out = append(out, piece{from, i})
			i += n
			from = i
			continue
		}
		i += w
	}
	return append(out, piece{from, to})
}

// roll reads the list of n members that ends, but for its tail, at to. It is
// nil where there is none with that number.
func (sc *scene) roll(from, to, n int) *roll {
	from = max(from, to-maxRoll)
	for from < to && !utf8.RuneStart(sc.s[from]) {
		from++
	}
	joints := dealWords()["joint"].Words
	ps := sc.pieces(from, to, joints)
	if len(ps) == 1 {
		return sc.group(from, to, n)
	}
	for len(ps) > n && len(joints) > 0 { // 某某总部及研究院、某某总部
		joints = joints[1:]
		ps = sc.pieces(from, to, joints)
	}
	if len(ps) != n || sc.joined(ps[n-1]) != nowhere || slices.ContainsFunc(ps, piece.empty) {
		return nil
	}
	if r := sc.times(ps); r != nil {
		return r
	}
	return sc.settleRoll(ps)
}

// joined returns where the first joint of any sort in p stands, nowhere where there
// is none. What joins the last member closes the list.
func (sc *scene) joined(p piece) int {
	if ps := sc.pieces(p.from, p.to, dealWords()["joint"].Words); len(ps) > 1 {
		return ps[0].to
	}
	return nowhere
}

// group reads a word that stands for n members: 三次产业.
func (sc *scene) group(from, to, n int) *roll {
	for _, g := range dealGroups() {
		i := strings.LastIndex(sc.s[from:to], g[0])
		if i < 0 || len(g)-1 != n {
			continue
		}
		return &roll{members: g[1:], tail: piece{from + i + len(g[0]), to}, spans: slices.Repeat([]piece{{from + i, from + i + len(g[0])}}, n)}
	}
	return nil
}

// times reads a list of times.
func (sc *scene) times(ps []piece) *roll {
	r := &roll{kind: timeMember}
	for n, p := range ps {
		k := sc.figureFrom(p.from)
		if k == len(sc.figs) || !sc.figs[k].isTime || sc.figs[k].to > p.to || n < len(ps)-1 && sc.figs[k].to < p.to {
			return nil
		}
		f := &sc.figs[k]
		r.against = r.against || f.comparison
		r.figs = append(r.figs, k)
		r.spans = append(r.spans, piece{f.from, f.to})
		r.members = append(r.members, sc.s[f.from:f.to])
		r.tail = piece{f.to, p.to}
	}
	return r
}

// settleRoll finds where the first member of a list begins and where the last
// one ends: 全年|农业、工业和服务业|增加值.
func (sc *scene) settleRoll(ps []piece) *roll {
	first, last := ps[0], ps[len(ps)-1]
	metrics := sc.said(ps[0]) && !slices.ContainsFunc(ps[1:len(ps)-1], func(p piece) bool { return !sc.said(p) })
	best, from, to := 1e9, first.from, last.to
	for _, a := range sc.starts(first) {
		for _, b := range sc.ends(last) {
			x, y := piece{a.at, first.to}, piece{last.from, b.at}
			cost := a.cost + b.cost + sc.unlike(x, ps, y)
			if metrics && b.at == last.to && sc.said(last) {
				cost -= 4
			}
			if cost < best {
				best, from, to = cost, a.at, b.at
			}
		}
	}
	r := &roll{spans: slices.Clone(ps), tail: piece{to, last.to}}
	r.spans[0].from, r.spans[len(ps)-1].to = from, to
	for _, w := range leads {
		if strings.HasSuffix(sc.s[first.from:from], w) {
			r.lead = w
		}
	}
	r.expand(sc)
	sc.both(r)
	r.kind = sc.kindOfRoll(r)
	return r
}

// cut is a place at which a member may begin or end, and what speaks against it.
type cut struct {
	at   int
	cost float64
}

// maxCuts is at how many words a member may begin or end.
const maxCuts = 16

// starts returns where the first member of a list may begin in p.
func (sc *scene) starts(p piece) []cut {
	at := p.from
	for at < p.to {
		if f := sc.inFigure(at); f != nil && f.isTime && f.to < p.to {
			at = f.to
			continue
		}
		k := sc.wordFrom(at)
		if k == len(sc.words) || sc.words[k].Start != at || sc.words[k].End >= p.to || !sc.t.Is(names.Scope|names.Idle|names.Break, sc.s[at:sc.words[k].End]) || sc.inName(sc.words[k].End) {
			break
		}
		at = sc.words[k].End
	}
	out := []cut{{at, 0}}
	end := min(p.to, sc.joined(p))
	for k := max(sc.wordFrom(at), sc.wordFrom(end)-maxCuts); k < len(sc.words) && sc.words[k].End < end; k++ {
		w := sc.words[k]
		cost := 1.0
		switch text := sc.s[w.Start:w.End]; {
		case sc.inName(w.End):
			continue
		case sc.t.Is(names.Prep, text) || text == "的" || brief(sc.s[w.End:p.to]):
			cost = -4
		}
		out = append(out, cut{w.End, cost})
	}
	c := &sc.clauses[sc.clauseAt(p.from)]
	for j := sc.nameBehind(c, at); j < c.last && sc.names[j].Start < p.to; j++ {
		m := &sc.names[j]
		switch {
		case m.Start >= end:
		case m.End == end && m.Start >= at || m.End == p.to:
			out = append(out, cut{m.Start, -6})
		case m.End < end:
			out = append(out, cut{m.End, -3})
		}
	}
	return out
}

// ends returns where the last member of a list may end in p: in front of 的, of
// what is measured, of 等.
func (sc *scene) ends(p piece) []cut {
	out := []cut{{p.to, 1}}
	for k := sc.wordFrom(p.from); k < len(sc.words) && sc.words[k].End < p.to && len(out) < maxCuts; k++ {
		at := sc.words[k].End
		if sc.words[k].Start < p.from || sc.inName(at) {
			continue
		}
		cost := 1.0
		switch rest := sc.s[at:p.to]; {
		case strings.HasPrefix(rest, "的"), strings.HasPrefix(rest, "等"), strings.HasPrefix(rest, "两"), strings.HasPrefix(rest, "三个"):
			cost = -5
		case isSaid(rest):
			cost = -4 - 0.1*float64(utf8.RuneCountInString(rest))
		case sc.said(piece{at, p.to}):
			cost = -3
		}
		out = append(out, cut{at, cost})
	}
	c := &sc.clauses[sc.clauseAt(p.from)]
	if j := sc.nameBehind(c, p.from); j < c.last && sc.names[j].Start == p.from && sc.names[j].End < p.to {
		out = append(out, cut{sc.names[j].End, -6})
	}
	return out
}

// unlike tells how little the first and the last member are like those between,
// or each other.
func (sc *scene) unlike(first piece, ps []piece, last piece) float64 {
	x, y := sc.s[first.from:first.to], sc.s[last.from:last.to]
	next, before := y, x
	if len(ps) > 2 {
		next, before = sc.s[ps[1].from:ps[1].to], sc.s[ps[len(ps)-2].from:ps[len(ps)-2].to]
	}
	cost := 0.0
	if !brief(before) {
		cost += apart(y, before)
	}
	if !brief(x) && !brief(next) {
		cost += apart(x, next)
	}
	return cost
}

// apart is how different two members are long, less where they end alike.
func apart(a, b string) float64 {
	cost := 1.5 * float64(abs(utf8.RuneCountInString(a)-utf8.RuneCountInString(b)))
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeLastRuneInString(b)
	if x == y {
		cost -= 3
	}
	return cost
}

func abs(n int) int { return max(n, -n) }

// said reports whether p ends with words that say what is measured.
func (sc *scene) said(p piece) bool {
	for k := sc.wordFrom(p.from); k < len(sc.words) && sc.words[k].End <= p.to; k++ {
		if isSaid(sc.s[sc.words[k].Start:p.to]) {
			return true
		}
	}
	return isSaid(sc.s[p.from:p.to])
}

// isSaid reports whether releases say a measure by the word.
func isSaid(word string) bool {
	return slices.ContainsFunc(concept.Default().Said(strings.TrimPrefix(word, "的")), func(c *concept.Concept) bool { return c.Kind == concept.Metric })
}

// brief reports whether a member leaves out what the last one ends with.
func brief(s string) bool {
	s = strings.TrimPrefix(s, "第")
	return numeral(s) == len(s) || dealWords()["brief"].Has(s) || numeral(s) > 0 && dealWords()["unit"].Has(s[numeral(s):])
}

// numeral returns the length of the number or letters that s begins with.
func numeral(s string) int {
	for i, r := range s {
		if r > unicode.MaxASCII && !strings.ContainsRune("一二三四五六七八九十", r) || r <= unicode.MaxASCII && !unicode.IsDigit(r) && !unicode.IsLetter(r) && r != '-' {
			return i
		}
	}
	return len(s)
}

// expand gives brief members what the last one ends with: 1号、2号泊位, 一、二期,
// 第一、二、三产业, 东、西院区.
func (r *roll) expand(sc *scene) {
	for _, p := range r.spans {
		r.members = append(r.members, strings.Trim(sc.s[p.from:p.to], "“”"))
	}
	last := r.members[len(r.members)-1]
	ordinal := strings.HasPrefix(r.members[0], "第")
	bare := strings.TrimPrefix(last, "第")
	head := numeral(bare)
	if head == 0 && brief(r.members[0]) {
		_, head = utf8.DecodeRuneInString(bare)
	}
	rest := bare[head:]
	for i, m := range r.members[:len(r.members)-1] {
		own := strings.TrimPrefix(m, "第")
		if !brief(own) || rest == "" {
			return
		}
		n := numeral(own)
		if n == 0 {
			n = len(own)
		}
		if !strings.HasPrefix(rest, own[n:]) {
			return
		}
		r.members[i] = own[:n] + rest
	}
	r.members[len(r.members)-1] = bare
	if ordinal || rest == "产业" {
		for i, m := range r.members {
			r.members[i] = "第" + m
		}
	}
}

// both gives the members the kind that is told behind them: 东、西两个院区.
func (sc *scene) both(r *roll) {
	tail := sc.s[r.tail.from:r.tail.to]
	_, n := utf8.DecodeRuneInString(tail)
	if n == 0 || !strings.ContainsAny(tail[:n], "两二三四五六七八九十") {
		return
	}
	if _, w := utf8.DecodeRuneInString(tail[n:]); strings.ContainsAny(tail[n:n+w], "个所座家条处") {
		n += w
	}
	kind := ""
	for k := sc.wordFrom(r.tail.from + n); k < len(sc.words) && sc.words[k].End <= r.tail.to; k++ {
		if s := sc.s[r.tail.from+n : sc.words[k].End]; sc.t.Is(names.Suffix, s) {
			kind = s
		}
	}
	if kind == "" {
		return
	}
	r.tail.from += n + len(kind)
	for i, m := range r.members {
		if sc.t.SuffixAt(m, 0, len(m)) == 0 && !names.AddsNothing(kind) {
			r.members[i] = m + kind
		}
	}
}

// kindOfRoll tells what the members of r are.
func (sc *scene) kindOfRoll(r *roll) memberKind {
	all := func(f func(i int) bool) bool {
		for i := range r.members {
			if !f(i) {
				return false
			}
		}
		return true
	}
	switch {
	case all(func(i int) bool { return sc.t.Is(names.Scope|names.Phase, r.members[i]) }):
		return phaseMember
	case r.tail.empty() && all(func(i int) bool { return sc.said(r.spans[i]) }):
		return metricMember
	case r.lead != "":
		return otherMember
	case all(func(i int) bool { return sc.isThing(r.members[i], r.spans[i]) }):
		return thingMember
	}
	return otherMember
}

// isThing reports whether a member is a thing of its own: a name, or the one of
// a kind with that number.
func (sc *scene) isThing(text string, p piece) bool {
	if sc.t.Is(names.Suffix|names.Common|names.Scope, text) {
		return false
	}
	c := &sc.clauses[sc.clauseAt(p.from)]
	begins := false
	for j := sc.nameBehind(c, p.from); j < c.last && sc.names[j].Start < p.to; j++ {
		m := &sc.names[j]
		begins = begins || m.Proper && m.Start <= p.from+len("“")
		if begins && m.End >= p.to-len("”") {
			return true
		}
	}
	if n := numeral(text); n > 0 && n < len(text) {
		return dealWords()["unit"].In(text[n:])
	}
	return sc.t.SuffixAt(text, 0, len(text)) > 0 && utf8.RuneCountInString(text) > 2 && sc.t.SuffixAt(text, 0, len(text)) < len(text)
}

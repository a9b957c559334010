package deal

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/wordlist"
	"beilun/knowledge/concept"
)

// maxMembers is how many members a list has at most; maxRoll is how many bytes in front
// of 分别 it may begin.
const (
	maxMembers = 12
	maxRoll    = 100 * wordlist.Char
)

// memberKind is what the members of a list are.
type memberKind uint8

const (
	otherMember  memberKind = iota // 农业, 欧盟: a part of what is measured
	thingMember                    // 滨江小学, 1号泊位
	phaseMember                    // 一期, 地上
	metricMember                   // 总投资, 占地面积
	timeMember                     // 2023年
)

// roll is a list of members in front of 分别, and the words around it.
type roll struct {
	members []string
	spans   []piece
	kind    memberKind
	lead    string // the preposition in front of it: 对欧盟、美国
	tail    piece  // the words behind it: 的进出口额
	figs    []int  // of members that are times
	against bool   // the values are only compared with those: 较一季度和前三季度
}

// piece is a part of the text.
type piece struct{ from, to int }

// empty reports whether p has no characters.
func (p piece) empty() bool { return p.from >= p.to }

// joint returns the length of the word at byte i that joins members, or 0. It is not
// part of another word (和平) or of a name.
func (dl *Dealer) joint(i int, joints []string) int {
	if strings.HasPrefix(dl.t.S[i:], "、") {
		return len("、")
	}
	for _, w := range joints {
		if !strings.HasPrefix(dl.t.S[i:], w) || dl.t.InName(i) {
			continue
		}
		if k := dl.t.WordFrom(i); k < len(dl.t.Words) && dl.t.Words[k].Start == i && dl.t.Words[k].End <= i+len(w) {
			return len(w)
		}
	}
	return 0
}

// pieces cuts the text between from and to at 、 and the given joints, outside brackets.
func (dl *Dealer) pieces(from, to int, joints []string) []piece {
	var out []piece
	depth := 0
	for i := from; i < to; {
		dl.t.Steps++
		r, w := utf8.DecodeRuneInString(dl.t.S[i:])
		switch r {
		case '(', '《':
			depth++
		case ')', '》':
			depth--
		}
		if n := dl.joint(i, joints); depth <= 0 && n > 0 {
			out = append(out, piece{from, i})
			i += n
			from = i
			continue
		}
		i += w
	}
	return append(out, piece{from, to})
}

// roll returns the list of n members that, together with its tail, ends at to; nil if
// there is none.
func (dl *Dealer) roll(from, to, n int) *roll {
	from = max(from, to-maxRoll)
	for from < to && !utf8.RuneStart(dl.t.S[from]) {
		from++
	}
	joints := words().Joint.Words
	ps := dl.pieces(from, to, joints)
	if len(ps) == 1 {
		return dl.group(from, to, n)
	}
	for len(ps) > n && len(joints) > 0 { // 某某总部及研究院、某某总部
		joints = joints[1:]
		ps = dl.pieces(from, to, joints)
	}
	if len(ps) != n || dl.joined(ps[n-1]) != clause.Nowhere || slices.ContainsFunc(ps, piece.empty) {
		return nil
	}
	if r := dl.times(ps); r != nil {
		return r
	}
	return dl.fitRoll(ps)
}

// joined returns where the first joint of any kind in p is, or clause.Nowhere. The last
// member, which ends the list, has none.
func (dl *Dealer) joined(p piece) int {
	if ps := dl.pieces(p.from, p.to, words().Joint.Words); len(ps) > 1 {
		return ps[0].to
	}
	return clause.Nowhere
}

// group reads a word that means n members: 三次产业.
func (dl *Dealer) group(from, to, n int) *roll {
	for _, g := range groups() {
		i := strings.LastIndex(dl.t.S[from:to], g[0])
		if i < 0 || len(g)-1 != n {
			continue
		}
		return &roll{members: g[1:], tail: piece{from + i + len(g[0]), to}, spans: slices.Repeat([]piece{{from + i, from + i + len(g[0])}}, n)}
	}
	return nil
}

// times returns a list of times, or nil.
func (dl *Dealer) times(ps []piece) *roll {
	r := &roll{kind: timeMember}
	for n, p := range ps {
		k := dl.t.FigureFrom(p.from)
		if k == len(dl.t.Figures) || !dl.t.Figures[k].IsTime || dl.t.Figures[k].To > p.to || n < len(ps)-1 && dl.t.Figures[k].To < p.to {
			return nil
		}
		f := &dl.t.Figures[k]
		r.against = r.against || f.Comparison
		r.figs = append(r.figs, k)
		r.spans = append(r.spans, piece{f.From, f.To})
		r.members = append(r.members, dl.t.S[f.From:f.To])
		r.tail = piece{f.To, p.to}
	}
	return r
}

// fitRoll finds where the first member of a list begins and where the last one ends:
// 全年|农业、 工业和服务业|增加值.
func (dl *Dealer) fitRoll(ps []piece) *roll {
	first, last := ps[0], ps[len(ps)-1]
	metrics := dl.endsWithMetric(ps[0]) && !slices.ContainsFunc(ps[1:len(ps)-1], func(p piece) bool { return !dl.endsWithMetric(p) })
	best, from, to := 1e9, first.from, last.to
	for _, a := range dl.starts(first) {
		for _, b := range dl.ends(last) {
			x, y := piece{a.at, first.to}, piece{last.from, b.at}
			cost := a.cost + b.cost + dl.unlike(x, ps, y)
			if metrics && b.at == last.to && dl.endsWithMetric(last) {
				cost -= 4
			}
			if cost < best {
				best, from, to = cost, a.at, b.at
			}
		}
	}
	r := &roll{spans: slices.Clone(ps), tail: piece{to, last.to}}
	r.spans[0].from, r.spans[len(ps)-1].to = from, to
	for _, w := range words().Lead.Words {
		if strings.HasSuffix(dl.t.S[first.from:from], w) {
			r.lead = w
		}
	}
	r.expand(dl.t.S)
	dl.both(r)
	r.kind = dl.kindOfRoll(r)
	return r
}

// cut is where a member may begin or end, and what speaks against it.
type cut struct {
	at   int
	cost float64
}

// maxCuts is at how many words a member may begin or end.
const maxCuts = 16

// starts returns where the first member of a list may begin in p.
func (dl *Dealer) starts(p piece) []cut {
	at := p.from
	for at < p.to {
		if f := dl.t.FigureAt(at); f != nil && f.IsTime && f.To < p.to {
			at = f.To
			continue
		}
		k := dl.t.WordFrom(at)
		if k == len(dl.t.Words) || dl.t.Words[k].Start != at || dl.t.Words[k].End >= p.to || !dl.t.Tables.Is(names.Scope|names.Idle|names.Break, dl.t.S[at:dl.t.Words[k].End]) || dl.t.InName(dl.t.Words[k].End) {
			break
		}
		at = dl.t.Words[k].End
	}
	out := []cut{{at, 0}}
	end := min(p.to, dl.joined(p))
	for k := max(dl.t.WordFrom(at), dl.t.WordFrom(end)-maxCuts); k < len(dl.t.Words) && dl.t.Words[k].End < end; k++ {
		w := dl.t.Words[k]
		cost := 1.0
		switch text := dl.t.S[w.Start:w.End]; {
		case dl.t.InName(w.End):
			continue
		case dl.t.Tables.Is(names.Prep, text) || text == "的" || brief(dl.t.S[w.End:p.to]):
			cost = -4
		}
		out = append(out, cut{w.End, cost})
	}
	c := &dl.t.Clauses[dl.t.ClauseAt(p.from)]
	for j := dl.t.NameBehind(c, at); j < c.NamesEnd && dl.t.Names[j].Start < p.to; j++ {
		m := &dl.t.Names[j]
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

// ends returns where the last member of a list may end in p: in front of 的, of a
// metric, of 等.
func (dl *Dealer) ends(p piece) []cut {
	out := []cut{{p.to, 1}}
	for k := dl.t.WordFrom(p.from); k < len(dl.t.Words) && dl.t.Words[k].End < p.to && len(out) < maxCuts; k++ {
		at := dl.t.Words[k].End
		if dl.t.Words[k].Start < p.from || dl.t.InName(at) {
			continue
		}
		cost := 1.0
		switch rest := dl.t.S[at:p.to]; {
		case words().Close.Begins(rest):
			cost = -5
		case isMetric(rest):
			cost = -4 - 0.1*float64(utf8.RuneCountInString(rest))
		case dl.endsWithMetric(piece{at, p.to}):
			cost = -3
		}
		out = append(out, cut{at, cost})
	}
	c := &dl.t.Clauses[dl.t.ClauseAt(p.from)]
	if j := dl.t.NameBehind(c, p.from); j < c.NamesEnd && dl.t.Names[j].Start == p.from && dl.t.Names[j].End < p.to {
		out = append(out, cut{dl.t.Names[j].End, -6})
	}
	return out
}

// unlike returns how much the first and the last member differ from those between, or
// from each other.
func (dl *Dealer) unlike(first piece, ps []piece, last piece) float64 {
	x, y := dl.t.S[first.from:first.to], dl.t.S[last.from:last.to]
	next, before := y, x
	if len(ps) > 2 {
		next, before = dl.t.S[ps[1].from:ps[1].to], dl.t.S[ps[len(ps)-2].from:ps[len(ps)-2].to]
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

// apart returns how much the lengths of two members differ, less if they end alike.
func apart(a, b string) float64 {
	cost := 1.5 * float64(abs(utf8.RuneCountInString(a)-utf8.RuneCountInString(b)))
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeLastRuneInString(b)
	if x == y {
		cost -= 3
	}
	return cost
}

// endsWithMetric reports whether p ends with a metric of the lexicon.
func (dl *Dealer) endsWithMetric(p piece) bool {
	for k := dl.t.WordFrom(p.from); k < len(dl.t.Words) && dl.t.Words[k].End <= p.to; k++ {
		if isMetric(dl.t.S[dl.t.Words[k].Start:p.to]) {
			return true
		}
	}
	return isMetric(dl.t.S[p.from:p.to])
}

// isMetric reports whether word is a metric of the lexicon.
func isMetric(word string) bool {
	return slices.ContainsFunc(concept.Default().Said(strings.TrimPrefix(word, "的")), func(c *concept.Concept) bool { return c.Kind == concept.Metric })
}

// brief reports whether a member leaves out what the last one ends with.
func brief(s string) bool {
	s = strings.TrimPrefix(s, "第")
	return numeral(s) == len(s) || words().Brief.Has(s) || numeral(s) > 0 && words().Unit.Has(s[numeral(s):])
}

// numeral returns the length of the number or letters that s begins with.
func numeral(s string) int {
	for i, r := range s {
		if r > unicode.MaxASCII && !strings.ContainsRune(names.Numerals, r) || r <= unicode.MaxASCII && !unicode.IsDigit(r) && !unicode.IsLetter(r) && r != '-' {
			return i
		}
	}
	return len(s)
}

// expand completes brief members of s with the end of the last one: 1号、2号泊位,
// 一、二期, 第一、二、三产业, 东、西院区.
func (r *roll) expand(s string) {
	for _, p := range r.spans {
		r.members = append(r.members, strings.Trim(s[p.from:p.to], "“”"))
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

// both adds the kind behind the list to its members: 东、西两个院区.
func (dl *Dealer) both(r *roll) {
	tail := dl.t.S[r.tail.from:r.tail.to]
	_, n := utf8.DecodeRuneInString(tail)
	if n == 0 || !strings.ContainsAny(tail[:n], words().TwoKinds.Chars()) {
		return
	}
	if _, w := utf8.DecodeRuneInString(tail[n:]); strings.ContainsAny(tail[n:n+w], words().Measure.Chars()) {
		n += w
	}
	kind := ""
	for k := dl.t.WordFrom(r.tail.from + n); k < len(dl.t.Words) && dl.t.Words[k].End <= r.tail.to; k++ {
		if s := dl.t.S[r.tail.from+n : dl.t.Words[k].End]; dl.t.Tables.Is(names.Suffix, s) {
			kind = s
		}
	}
	if kind == "" {
		return
	}
	r.tail.from += n + len(kind)
	for i, m := range r.members {
		if dl.t.Tables.SuffixAt(m, 0, len(m)) == 0 && !names.AddsNothing(kind) {
			r.members[i] = m + kind
		}
	}
}

// kindOfRoll returns what the members of r are.
func (dl *Dealer) kindOfRoll(r *roll) memberKind {
	all := func(f func(i int) bool) bool {
		for i := range r.members {
			if !f(i) {
				return false
			}
		}
		return true
	}
	switch {
	case all(func(i int) bool { return dl.t.Tables.Is(names.Scope|names.Phase, r.members[i]) }):
		return phaseMember
	case r.tail.empty() && all(func(i int) bool { return dl.endsWithMetric(r.spans[i]) }):
		return metricMember
	case r.lead != "":
		return otherMember
	case all(func(i int) bool { return dl.isThing(r.members[i], r.spans[i]) }):
		return thingMember
	}
	return otherMember
}

// isThing reports whether a member is a thing of its own: a name, or a kind with a
// number.
func (dl *Dealer) isThing(text string, p piece) bool {
	if dl.t.Tables.Is(names.Suffix|names.Common|names.Scope, text) {
		return false
	}
	c := &dl.t.Clauses[dl.t.ClauseAt(p.from)]
	begins := false
	for j := dl.t.NameBehind(c, p.from); j < c.NamesEnd && dl.t.Names[j].Start < p.to; j++ {
		m := &dl.t.Names[j]
		begins = begins || m.Proper && m.Start <= p.from+wordlist.Char
		if begins && m.End >= p.to-wordlist.Char {
			return true
		}
	}
	if n := numeral(text); n > 0 && n < len(text) {
		return words().Unit.In(text[n:])
	}
	return dl.t.Tables.SuffixAt(text, 0, len(text)) > 0 && utf8.RuneCountInString(text) > 2 && dl.t.Tables.SuffixAt(text, 0, len(text)) < len(text)
}

// abs returns the absolute value of n.
func abs(n int) int { return max(n, -n) }

package deal

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
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

// abs returns the absolute value of n.
func abs(n int) int { return max(n, -n) }

package span

import (
	"cmp"
	"math"
	"slices"

	"beilun/index"
	"beilun/knowledge/bind"
)

// group is a run of features that several candidates share.
type group struct {
	sum      float32
	from, to int // of lattice.kept
}

// lattice holds all candidates for one question with their scores. A
// candidate's score is the sum of those of its sentence, its start, its end
// and the whole of it.
type lattice struct {
	qn     *question
	ss     []*sentence
	heads  []group
	starts [][]group
	ends   [][]group
	cs     []candidate
	wholes []group // of cs; only with keep
	kept   []feature
}

func newLattice(m *model, q index.Query, hits []index.Hit, cut func(string) []bind.Word, keep bool) *lattice {
	qn := newQuestion(q, cut)
	l := &lattice{qn: qn, ss: sentencesOf(qn, hits, cut)}
	l.rescore(m, keep)
	return l
}

// rescore scores all candidates with the weights of m.
func (l *lattice) rescore(m *model, keep bool) {
	k := &sink{model: m, class: l.qn.class, keep: keep, kept: l.kept[:0]}
	l.heads, l.starts, l.ends, l.cs, l.wholes = l.heads[:0], l.starts[:0], l.ends[:0], l.cs[:0], l.wholes[:0]
	for n, s := range l.ss {
		k.sentence(l.qn, s)
		head := k.group()
		starts, ends := s.clauses()
		from, to := make([]group, len(s.toks)), make([]group, len(s.toks))
		for i, t := range s.toks {
			if t.starts() {
				k.start(l.qn, s, i, s.toks[starts[i]].from)
				from[i] = k.group()
			}
			if t.ends() {
				k.end(l.qn, s, i, s.toks[max(ends[i], i)].to)
				to[i] = k.group()
			}
		}
		l.heads, l.starts, l.ends = append(l.heads, head), append(l.starts, from), append(l.ends, to)
		s.eachCandidate(func(i, j int, clause bool) {
			c := candidate{sentence: n, i: i, j: j, clause: clause}
			k.whole(l.qn, s, c)
			g := k.group()
			c.score = head.sum + from[i].sum + to[j].sum + g.sum
			l.cs = append(l.cs, c)
			if keep {
				l.wholes = append(l.wholes, g)
			}
		})
	}
	l.kept = k.kept
}

// group ends a group of features.
func (k *sink) group() group {
	g := group{k.sum, k.mark, len(k.kept)}
	k.sum, k.mark = 0, len(k.kept)
	return g
}

// chances turns scores into probabilities.
func (l *lattice) chances() []float32 {
	ps := make([]float32, len(l.cs))
	if len(ps) == 0 {
		return ps
	}
	top := l.cs[0].score
	for _, c := range l.cs {
		top = max(top, c.score)
	}
	sum := 0.0
	for i, c := range l.cs {
		e := math.Exp(float64(c.score - top))
		ps[i] = float32(e)
		sum += e
	}
	for i := range ps {
		ps[i] /= float32(sum)
	}
	return ps
}

// likely is the number of candidates that are compared with each other.
const likely = 24

// negligible is the probability below which a candidate is not looked at.
const negligible = 1e-4

// choice is a candidate with what it is expected to be worth.
type choice struct {
	candidate
	chance float32
	worth  float32 // the overlap with the answer that is to be expected
}

// choose returns the likely candidates, the one of the greatest worth first:
// one that shares much with others beats a lone one of a higher chance.
func (l *lattice) choose() []choice {
	ps := l.chances()
	order := make([]int, 0, len(ps))
	for i, p := range ps {
		if p > negligible {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(ps[b], ps[a]), cmp.Compare(a, b)) })
	order = order[:min(len(order), likely)]
	out := make([]choice, len(order))
	for i, n := range order {
		out[i] = choice{candidate: l.cs[n], chance: ps[n]}
	}
	for i := range out {
		for j := range out {
			out[i].worth += out[j].chance * l.overlap(out[i].candidate, out[j].candidate)
		}
	}
	slices.SortStableFunc(out, func(a, b choice) int { return cmp.Compare(b.worth, a.worth) })
	return out
}

// overlap is the F1 of the characters of two candidates; that of the same
// words elsewhere is 1.
func (l *lattice) overlap(a, b candidate) float32 {
	sa, sb := l.ss[a.sentence], l.ss[b.sentence]
	af, at := sa.toks[a.i].from, sa.toks[a.j].to
	bf, bt := sb.toks[b.i].from, sb.toks[b.j].to
	if a.sentence == b.sentence {
		if n := min(at, bt) - max(af, bf); n > 0 {
			return 2 * float32(n) / float32(at-af+bt-bf)
		}
	}
	if at-af == bt-bf && commonAll(sa.runes[af:at], sb.runes[bf:bt]) {
		return 1
	}
	return 0
}

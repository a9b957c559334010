package thing

import (
	"cmp"
	"slices"
	"strings"

	"beilun/knowledge/ledger"
)

// choose returns the best matches that do not overlap, preferring the longest.
func (f *finder) choose(all []aligned) []Match {
	slices.SortStableFunc(all, func(a, b aligned) int {
		x, y := a.named, b.named
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

// left returns the number of tokens of a name that are left out.
func (a *aligned) left(t *named) int { return max(0, t.core-a.matched) }

// rest ranks a by how much of the name it has: 0 for all of it, 1 for a part of the
// name of a thing with figures, 2 for a part of any other.
func (a *aligned) rest(t *named) int {
	switch {
	case a.matched == len(t.tokens):
		return 0
	case t.Figures > 0:
		return 1
	}
	return 2
}

// match returns the match of a. rest may have other things for the same words. It
// reports false if there are too many of them.
func (f *finder) match(a aligned, rest []aligned) (Match, bool) {
	t := a.named
	m := Match{Start: f.q[a.from].start, End: f.q[a.to-1].end, Thing: t.Thing, Fit: a.fit}
	if t.full >= 0 {
		full := f.set.at(int32(t.full))
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
		name := b.Name
		if ledger.SameThing(name, m.Thing.Name) || slices.ContainsFunc(m.Others, func(o string) bool { return ledger.SameThing(o, name) }) {
			continue
		}
		figures += b.Figures
		if m.Others = append(m.Others, name); len(m.Others) > maxRivals {
			return m, false
		}
	}
	return m, a.fit != Kind || len(m.Others) < maxOfKind || t.Figures > 2*figures
}

// maxOfKind is the number of things of a kind from which on a word for the kind means
// none of them.
const maxOfKind = 3

package choice

import (
	"math/big"
	"slices"
	"strings"

	"beilun/index/answer/frame"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// Where a question asks which is the most, the sentence answers that has the largest
// of the figures which one release gives of what is asked for. The figures of several
// releases are of several times and are not held against each other.

// extreme tells what a sentence has of the figures that are compared.
type extreme int

const (
	extremeNone  extreme = iota
	extremeHolds         // one of them, and not the most
	extremeMost
)

// sentenceKey is a sentence of a page.
type sentenceKey struct{ page, sentence int }

// compared are figures of one release in one unit.
type compared struct {
	values []*big.Rat
	at     []sentenceKey
	things []string
}

// extremes finds what the sentences have of the figures that a question for the most
// compares.
func (r *Reading) extremes() map[sentenceKey]extreme {
	switch r.frame.Compare {
	case frame.Most, frame.Least, frame.Versus:
	default:
		return nil
	}
	groups := map[string]*compared{}
	for i := range r.pages {
		pg := &r.pages[i]
		p := &r.hits[pg.hit].Passage
		for k := range p.Figures {
			f := &p.Figures[k]
			if f.Value == nil || !r.compares(pg, f) {
				continue
			}
			key := p.Release.ID + "|" + ledger.Dimension(f)
			if f.Binding.Change {
				key += "|change"
			}
			g := groups[key]
			if g == nil {
				g = &compared{}
				groups[key] = g
			}
			v := f.Value
			if per := ledger.UnitSize(f.Unit); per != nil {
				v = new(big.Rat).Mul(v, per)
			}
			if f.Binding.Change && signOf(f) < 0 {
				v = new(big.Rat).Neg(new(big.Rat).Abs(v))
			}
			n := pg.clauseAt(f.Span.Start)
			g.values, g.things = append(g.values, v), append(g.things, f.Binding.Subject+f.Binding.Scope)
			g.at = append(g.at, sentenceKey{i, pg.clauses[n].sentence})
		}
	}
	out := map[sentenceKey]extreme{}
	for _, g := range groups {
		if things := slices.Compact(slices.Sorted(slices.Values(g.things))); len(things) < 2 {
			continue
		}
		best := 0
		for k, v := range g.values {
			c := v.Cmp(g.values[best])
			if r.frame.Compare == frame.Least {
				c = -c
			}
			if c > 0 {
				best = k
			}
			out[g.at[k]] = max(out[g.at[k]], extremeHolds)
		}
		out[g.at[best]] = extremeMost
	}
	return out
}

// compares reports whether a figure is one of those that a question compares: it
// measures what is asked for and is, where things are named, of one of them.
func (r *Reading) compares(pg *page, f *knowledge.Figure) bool {
	b := &f.Binding
	if b.State == knowledge.Former || b.State == knowledge.Withdrawn {
		return false
	}
	if r.frame.Compare == frame.Versus && len(r.names) > 1 && !slices.ContainsFunc(r.names, func(n name) bool {
		return r.about.Same(b, n.text) || strings.Contains(b.Subject, n.said)
	}) {
		return false
	}
	if r.frame.Change == frame.Changed && !b.Change {
		return false
	}
	own := r.place(strings.ToLower(b.Metric + b.Scope))
	asked := false
	for i, u := range r.units {
		if !u.metric {
			continue
		}
		asked = true
		if own.units[i] >= 1 {
			return r.frame.Change == frame.Changed || !b.Change
		}
	}
	return !asked && r.permits(f)
}

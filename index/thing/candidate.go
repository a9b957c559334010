package thing

import (
	"cmp"
	"math"
	"slices"
)

// candidate is a thing that shares pairs with the question.
type candidate struct {
	thing  int32
	weight float64
	seeds  []seed
}

// seed is a pair of tokens that both the question, at q, and the thing, at at, have.
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
				f.fullNames(i, add)
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

// fullNames adds the things whose full name begins at token i, if the pair there is
// part of too many other names.
func (f *finder) fullNames(i int, add func(int32, float64, seed)) {
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

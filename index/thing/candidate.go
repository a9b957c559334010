package thing

import (
	"cmp"
	"math"
	"slices"

	"beilun/internal/bigram"
)

// candidate is a thing that shares pairs with the question.
type candidate struct {
	thing  int32
	weight float64
	*named // set for the best ones
	seeds  []seed
}

// seed is a pair of tokens that both the question, at q, and the thing, at at, have;
// at is a byte until the name has been split into tokens.
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
			spots := f.set.with(p[0], p[1])
			if len(spots) > maxSpots {
				f.fullNames(i, add)
				continue
			}
			weight := math.Log(1 + float64(f.set.Len())/float64(len(spots)))
			for _, sp := range spots {
				add(sp.Text, weight, seed{i, int(sp.At)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.thing, b.thing))
	})
	out = out[:min(len(out), maxCandidates)]
	for i := range out {
		c := &out[i]
		c.named = f.set.named(c.thing)
		for k := range c.seeds { // from bytes to tokens
			c.seeds[k].at, _ = slices.BinarySearchFunc(c.tokens, c.seeds[k].at, func(t token, at int) int { return t.start - at })
		}
	}
	return out
}

// with returns the places of names that have the tokens a and b beside each other, or
// one more than maxSpots of them.
func (s *Set) with(a, b string) []bigram.Place {
	var out []bigram.Place
	pair := pairOf(a, b)
	for _, p := range s.pairs.Of(pair) {
		if out = s.spot(out, p, a, b); len(out) > maxSpots {
			return out
		}
	}
	for _, p := range s.over.pairs.Of(pair) {
		if out = s.spot(out, p, a, b); len(out) > maxSpots {
			break
		}
	}
	return out
}

// spot adds p to out if the tokens a and b are there beside each other.
func (s *Set) spot(out []bigram.Place, p bigram.Place, a, b string) []bigram.Place {
	name := s.name(p.Text)
	t := tokenAt(name, int(p.At))
	if t.text != a {
		return out
	}
	next := token{end: t.end}
	for next.text == "" && next.end < len(name) {
		next = tokenAt(name, next.end)
	}
	if next.text != b {
		return out
	}
	return append(out, p)
}

// fullNames adds the things whose full name begins at token i, if the pair there is
// part of too many other names.
func (f *finder) fullNames(i int, add func(int32, float64, seed)) {
	for j := i + 1; j < len(f.q) && j < i+maxName && !f.apart(j-1); j++ {
		if t, ok := f.set.number(f.question[f.q[i].start:f.q[j].end]); ok {
			add(t, math.Log(1+float64(f.set.Len())), seed{i, 0})
		}
	}
}

// pairsAt returns the pair of tokens at token i, and those with a digit for a numeral.
func (f *finder) pairsAt(i int) [][2]string {
	a, b := f.q[i].text, f.q[i+1].text
	out := [][2]string{{a, b}}
	if d := digitOf(a); d > 0 {
		out = append(out, [2]string{string(d), b})
	}
	return out
}

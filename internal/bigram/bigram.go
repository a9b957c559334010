// Package bigram finds the places of two things beside each other, such as two
// characters, in many texts. An [Index] is made in one go, takes a few bytes a place
// and does not change. It hashes what it is asked for: a few of the places that it
// returns are of other pairs, and the caller looks.
package bigram

import (
	"math/bits"
	"slices"

	"beilun/internal/packed"
)

// Place is a place in one of many texts.
type Place struct{ Text, At int32 }

// Index is an index of places by pairs. The zero Index has none.
type Index struct {
	shift  uint
	starts []int32 // by bucket of pairs, where its places begin
	places []Place // bucket by bucket, in the order in which they came
}

// least is the logarithm of the least number of buckets.
const least = 6

// New returns an index of what each yields, about n places.
func New(n int, each func(yield func(pair uint32, at Place))) Index {
	pairs, came := make([]uint32, 0, n), make([]Place, 0, n)
	each(func(pair uint32, at Place) { pairs, came = append(pairs, pair), append(came, at) })
	log := max(least, bits.Len(uint(len(pairs)))-1)
	x := Index{shift: uint(32 - log), starts: make([]int32, 1<<log+1), places: make([]Place, len(pairs))}
	for i, p := range pairs {
		pairs[i] = x.bucket(p)
		x.starts[pairs[i]+1]++
	}
	for i := range len(x.starts) - 1 {
		x.starts[i+1] += x.starts[i]
	}
	next := slices.Clone(x.starts)
	for i, b := range pairs {
		x.places[next[b]] = came[i]
		next[b]++
	}
	return x
}

// bucket spreads pairs by Fibonacci hashing.
func (x *Index) bucket(pair uint32) uint32 { return pair * 2654435761 >> x.shift }

// Of returns the places of a pair, and a few of others, in the order in which they
// came. The caller does not change the slice.
func (x *Index) Of(pair uint32) []Place {
	if len(x.places) == 0 {
		return nil
	}
	b := x.bucket(pair)
	return x.places[x.starts[b]:x.starts[b+1]]
}

// Pack writes x.
func (x *Index) Pack(w *packed.Writer) {
	w.Int(int(x.shift))
	w.Int(len(x.starts))
	for _, at := range x.starts {
		w.Fixed32(at)
	}
	w.Int(len(x.places))
	for _, p := range x.places {
		w.Fixed32(p.Text)
		w.Fixed32(p.At)
	}
}

// Unpack reads an index of the places in some texts. What is not one is an error of r.
func Unpack(r *packed.Reader, texts int) Index {
	x := Index{shift: uint(r.Int()), starts: make([]int32, r.Len())}
	for i := range x.starts {
		x.starts[i] = r.Fixed32()
	}
	x.places = make([]Place, r.Len())
	for i := range x.places {
		p := Place{r.Fixed32(), r.Fixed32()}
		if p.Text < 0 || int(p.Text) >= texts || p.At < 0 {
			r.Fail()
		}
		x.places[i] = p
	}
	if len(x.starts) == 0 { // the zero Index
		if len(x.places) > 0 {
			r.Fail()
		}
		return Index{}
	}
	if x.shift > 31 || len(x.starts) != 1<<(32-x.shift)+1 || x.starts[0] != 0 || int(x.starts[len(x.starts)-1]) != len(x.places) || !slices.IsSorted(x.starts) {
		r.Fail()
	}
	if r.Err != nil {
		return Index{}
	}
	return x
}

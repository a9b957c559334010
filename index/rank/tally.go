package rank

import (
	"cmp"
	"errors"
	"math/bits"
	"slices"
	"sort"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
)

// tally adds up the scores of passages. Passages are numbered through all
// shards.
type tally struct {
	shards []*Shard
	first  []uint32 // by shard: the number of its first passage
	limit  int      // passages that are wanted
	worth  int      // postings that take as long to count as to raise least
	*scratch
	narrowed bool          // only the passages of touched can still be among the best
	least    float64       // the last of the best has so much in the end
	whole    []scoredPlace // passages with what they have in the end
}

// scratch is the memory of a tally, which the next one uses again. All scores
// are 0 between two.
type scratch struct {
	scores  []float64 // by passage
	touched []uint32  // passages that may be among the best; their scores are over 0
	scored  []uint32  // passages that were touched and cannot be any more
	ranks   []scoredPlace
	marks   []uint64 // a bit for each passage, all 0 between two calls of order
	buffer  [1024]uint32
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func newTally(shards []*Shard, limit, worth int) *tally {
	t := &tally{shards: shards, limit: limit, worth: worth, scratch: scratches.Get().(*scratch)}
	n := uint32(0)
	for _, sh := range shards {
		t.first = append(t.first, n)
		n += uint32(sh.Size)
	}
	if int(n) > len(t.scores) {
		t.scores = make([]float64, n+n/8)
		t.marks = make([]uint64, (len(t.scores)+63)/64)
	}
	return t
}

// release hands the memory on.
func (t *tally) release() {
	for _, list := range [][]uint32{t.touched, t.scored} {
		for _, d := range list {
			t.scores[d] = 0
		}
	}
	t.touched, t.scored = t.touched[:0], t.scored[:0]
	scratches.Put(t.scratch)
}

func (t *tally) shardOf(place uint32) int {
	return sort.Search(len(t.first), func(i int) bool { return t.first[i] > place }) - 1
}

// count adds what a term counts in each passage: in all that have it, or when
// the tally is narrowed in those of touched.
func (t *tally) count(l *lookup) error {
	for i := range t.shards {
		if err := t.countShard(l, i, 0); err != nil {
			return err
		}
	}
	return nil
}

// countShard is count for a shard and what the term counts from a grade on.
func (t *tally) countShard(l *lookup, i, from int) error {
	sh := t.shards[i]
	in := t.inShard(i)
	if l.lists[i].docs[0] == nil || t.narrowed && len(in) == 0 {
		return nil
	}
	lists, err := l.grades(sh, i)
	if err != nil {
		return err
	}
	for g := from; g < MaxGrade && lists.docs[g] != nil; g++ {
		t.countIn(lists.docs[g], t.first[i], in, l.factor, &l.counts[g], sh.Lengths[l.field])
	}
	return nil
}

// countTwins is count for two terms that about the same passages have, in one pass
// for the passages that have both.
func (t *tally) countTwins(a, b *lookup) error {
	for i, sh := range t.shards {
		la, lb := a.lists[i].docs[0], b.lists[i].docs[0]
		if la == nil || lb == nil || t.narrowed && t.looksUp(len(t.inShard(i)), la) {
			if err := errors.Join(t.countShard(a, i, 0), t.countShard(b, i, 0)); err != nil {
				return err
			}
			continue
		}
		both := roaring.And(la, lb)
		t.countBoth(both, t.first[i], a.adds(), b.adds(), sh.Lengths[a.field], sh.Lengths[b.field])
		for _, l := range []*lookup{a, b} {
			if docs := l.lists[i].docs[0]; docs.GetCardinality() > both.GetCardinality() {
				t.countIn(roaring.AndNot(docs, both), t.first[i], t.inShard(i), l.factor, &l.counts[0], sh.Lengths[l.field])
			}
			if err := t.countShard(l, i, 1); err != nil {
				return err
			}
		}
	}
	return nil
}

// countBoth adds up a list of passages that have two terms.
func (t *tally) countBoth(docs *roaring.Bitmap, first uint32, a, b *[256]float64, lengthsA, lengthsB []byte) {
	scores, touched, narrowed := t.scores[first:], t.touched, t.narrowed
	it := docs.ManyIterator()
	for n := it.NextMany(t.buffer[:]); n > 0; n = it.NextMany(t.buffer[:]) {
		for _, d := range t.buffer[:n] {
			score := scores[d]
			if score == 0 {
				if narrowed {
					continue
				}
				touched = append(touched, first+d)
			}
			scores[d] = score + a[lengthsA[d]] + b[lengthsB[d]]
		}
	}
	t.touched = touched
}

// lookupCost is how many passages of a set can be skipped in the time that looking one
// up in it takes.
const lookupCost = 16

// looksUp reports whether looking a number of passages up in a set takes less time than
// reading all of it.
func (t *tally) looksUp(passages int, docs *roaring.Bitmap) bool {
	return uint64(passages)*lookupCost < docs.GetCardinality()
}

// countIn adds up one list of a shard whose first passage is first. in are the
// passages of the shard that count when the tally is narrowed.
func (t *tally) countIn(docs *roaring.Bitmap, first uint32, in []uint32, factor float64, counts *[256]float64, lengths []byte) {
	if t.narrowed && t.looksUp(len(in), docs) {
		for _, place := range in {
			if d := place - first; docs.Contains(d) {
				t.scores[place] += factor * counts[lengths[d]]
			}
		}
		return
	}
	if int(docs.GetCardinality()) > len(counts) {
		counts, factor = times(counts, factor), 1
	}
	scores, touched, narrowed := t.scores[first:], t.touched, t.narrowed
	it := docs.ManyIterator()
	for n := it.NextMany(t.buffer[:]); n > 0; n = it.NextMany(t.buffer[:]) {
		for _, d := range t.buffer[:n] {
			score := scores[d]
			if score == 0 {
				if narrowed {
					continue
				}
				touched = append(touched, first+d)
			}
			scores[d] = score + factor*counts[lengths[d]]
		}
	}
	t.touched = touched
}

// times returns counts times factor.
func times(counts *[256]float64, factor float64) *[256]float64 {
	var out [256]float64
	for i, c := range counts {
		out[i] = factor * c
	}
	return &out
}

// inShard returns the passages of touched in a shard, when the tally is
// narrowed: touched is in order then.
func (t *tally) inShard(i int) []uint32 {
	if !t.narrowed {
		return nil
	}
	from, _ := slices.BinarySearch(t.touched, t.first[i])
	to := len(t.touched)
	if i+1 < len(t.first) {
		to, _ = slices.BinarySearch(t.touched, t.first[i+1])
	}
	return t.touched[from:to]
}

// raiseWorth is tally.worth of a search.
const raiseWorth = 4096

// worthRaising reports whether raise takes less time than it may save where
// the next term has df passages and all that are left can add left.
func (t *tally) worthRaising(df int, left float64) bool {
	switch {
	case t.narrowed:
		return len(t.touched) > 4*t.limit
	case t.least == 0:
		return df > t.worth
	}
	const near = 1.5
	return df > max(t.worth, len(t.touched)/4) && left < near*t.least
}

// raise counts for the passages that are best so far what the terms from number
// from on add: the last of the best has no less than the worst of them in the
// end.
func (t *tally) raise(terms []lookup, from int) error {
	if len(t.touched) < t.limit {
		return nil
	}
	for _, d := range t.top() {
		if slices.ContainsFunc(t.whole, func(w scoredPlace) bool { return w.place == d.place }) {
			continue
		}
		s := t.shardOf(d.place)
		for i := from; i < len(terms); i++ {
			more, err := terms[i].in(t.shards[s], s, d.place-t.first[s])
			if err != nil {
				return err
			}
			d.score += more
		}
		t.whole = append(t.whole, d)
	}
	slices.SortFunc(t.whole, func(a, b scoredPlace) int { return cmp.Compare(b.score, a.score) })
	t.least = max(t.least, t.whole[t.limit-1].score)
	return nil
}

// narrow drops the passages that cannot be among the best any more when the
// terms to come add at most left. It does nothing as long as a passage that has
// not been touched could be.
func (t *tally) narrow(left float64) {
	left *= 1 + rounding
	least := t.least * (1 - rounding)
	if !t.narrowed && left >= least {
		return
	}
	kept := t.touched[:0]
	for _, d := range t.touched {
		if t.scores[d]+left < least {
			t.scored = append(t.scored, d)
			continue
		}
		kept = append(kept, d)
	}
	t.touched = kept
	if !t.narrowed {
		t.order()
		t.narrowed = true
	}
}

// order puts touched in order: sorting it takes ten times as long.
func (t *tally) order() {
	marks := t.marks[:(len(t.scores)+63)/64]
	for _, d := range t.touched {
		marks[d/64] |= 1 << (d % 64)
	}
	t.touched = t.touched[:0]
	for i, word := range marks {
		for ; word != 0; word &= word - 1 {
			t.touched = append(t.touched, uint32(64*i+bits.TrailingZeros64(word)))
		}
		marks[i] = 0
	}
}

// scoredPlace is a passage with its score so far.
type scoredPlace struct {
	place uint32
	score float64
}

// top returns the best passages so far, as many as are wanted, the last of them
// first; there are as many.
func (t *tally) top() []scoredPlace {
	h := t.ranks[:0] // a heap, the least at its root
	for _, d := range t.touched {
		s := t.scores[d]
		if len(h) == t.limit {
			if s <= h[0].score {
				continue
			}
			h[0] = scoredPlace{d, s}
			siftDown(h)
			continue
		}
		h = append(h, scoredPlace{d, s})
		for i := len(h) - 1; i > 0 && h[i].score < h[(i-1)/2].score; i = (i - 1) / 2 {
			h[i], h[(i-1)/2] = h[(i-1)/2], h[i]
		}
	}
	t.ranks = h
	return h
}

// siftDown mends a heap whose root has grown.
func siftDown(h []scoredPlace) {
	for i := 0; ; {
		least := i
		for c := 2*i + 1; c <= 2*i+2 && c < len(h); c++ {
			if h[c].score < h[least].score {
				least = c
			}
		}
		if least == i {
			return
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
}

// rounding is by how much sums of the same may differ that were added up in
// another order.
const rounding = 1e-9

// maxTies bounds the passages of one score that are ordered by their IDs.
const maxTies = 1000

// best returns the best passages in no order, without their parts. Of those that
// are no better than the last one, the ones with the least IDs are taken, so that
// the same releases give the same passages in whatever order they were indexed.
func (t *tally) best() ([]Scored, error) {
	var docs, ties []Scored
	least := 0.0
	if len(t.touched) > t.limit {
		least = t.top()[0].score
	}
	for _, place := range t.touched {
		s := t.shardOf(place)
		d := Scored{Shard: s, Doc: place - t.first[s], place: place}
		switch score := t.scores[place]; {
		case score > least*(1+rounding):
			docs = append(docs, d)
		case score >= least*(1-rounding):
			ties = append(ties, d)
		}
	}
	room := t.limit - len(docs)
	if len(ties) > room && len(ties) <= maxTies {
		ids := make(map[uint32]string, len(ties))
		for _, d := range ties {
			id, err := t.shards[d.Shard].ID(d.Doc)
			if err != nil {
				return nil, err
			}
			ids[d.place] = id
		}
		slices.SortFunc(ties, func(a, b Scored) int { return cmp.Compare(ids[a.place], ids[b.place]) })
	}
	return append(docs, ties[:min(room, len(ties))]...), nil
}

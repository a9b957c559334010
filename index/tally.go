package index

import (
	"cmp"
	"slices"
	"sort"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
)

// tally adds up the scores of passages. Passages are numbered through all
// shards.
type tally struct {
	shards []*shard
	first  []uint32 // by shard: the number of its first passage
	limit  int      // passages that are wanted
	*scratch
	narrowed bool    // only the passages of touched can still be among the best
	hope     float64 // most that the last of the best can have by now; for narrow
}

// scratch is the memory of a tally, which the next one uses again. All scores
// are 0 between two.
type scratch struct {
	scores  []float64 // by passage
	touched []uint32  // passages that may be among the best; their scores are over 0
	scored  []uint32  // passages that were touched and cannot be any more
	ranks   []float64
	buffer  [1024]uint32
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func newTally(shards []*shard, limit int) *tally {
	t := &tally{shards: shards, limit: limit, scratch: scratches.Get().(*scratch)}
	n := uint32(0)
	for _, sh := range shards {
		t.first = append(t.first, n)
		n += uint32(sh.FullSize())
	}
	if int(n) > len(t.scores) {
		t.scores = make([]float64, n+n/8)
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
	for i, sh := range t.shards {
		docs := l.lists[i].docs[0]
		if docs == nil {
			continue
		}
		in := t.inShard(i)
		if t.narrowed && len(in) == 0 {
			continue
		}
		lists, err := l.grades(sh, i)
		if err != nil {
			return err
		}
		for g, docs := range lists.docs {
			if docs == nil {
				break
			}
			t.countIn(docs, t.first[i], in, l.factor, &l.counts[g], sh.lengths[l.field])
		}
	}
	return nil
}

// Looking a passage up in a set takes as long as passing by so many of the set.
const lookupCost = 16

// countIn adds up one list of a shard whose first passage is first. in are the
// passages of the shard that count when the tally is narrowed.
func (t *tally) countIn(docs *roaring.Bitmap, first uint32, in []uint32, factor float64, counts *[256]float64, lengths []byte) {
	if t.narrowed && uint64(len(in))*lookupCost < docs.GetCardinality() {
		for _, place := range in {
			if d := place - first; docs.Contains(d) {
				t.scores[place] += factor * counts[lengths[d]]
			}
		}
		return
	}
	it := docs.ManyIterator()
	for n := it.NextMany(t.buffer[:]); n > 0; n = it.NextMany(t.buffer[:]) {
		for _, d := range t.buffer[:n] {
			score := &t.scores[first+d]
			if *score == 0 {
				if t.narrowed {
					continue
				}
				t.touched = append(t.touched, first+d)
			}
			*score += factor * counts[lengths[d]]
		}
	}
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

// likelyHope is the share of what it could have that the last of the best is
// tried for: less is seldom reached, and to try costs time.
const likelyHope = 0.8

// narrow drops the passages that cannot be among the best any more when the
// terms to come add at most left. It does nothing as long as a passage that has
// not been touched could be. added is the most that the term counted last may
// have added to a score.
func (t *tally) narrow(added, left float64) {
	t.hope += added
	if left >= likelyHope*t.hope || len(t.touched) < t.limit || t.narrowed && len(t.touched) < 2*t.limit {
		return
	}
	left *= 1 + 1e-9 // sums are rounded
	least := t.kth()
	t.hope = least
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
		slices.Sort(t.touched)
		t.narrowed = true
	}
}

// kth returns the score of the last of the best passages so far; there are as
// many.
func (t *tally) kth() float64 {
	h := t.ranks[:0] // a heap, the least at its root
	for _, d := range t.touched {
		s := t.scores[d]
		if len(h) == t.limit {
			if s <= h[0] {
				continue
			}
			h[0] = s
			siftDown(h)
			continue
		}
		h = append(h, s)
		for i := len(h) - 1; i > 0 && h[i] < h[(i-1)/2]; i = (i - 1) / 2 {
			h[i], h[(i-1)/2] = h[(i-1)/2], h[i]
		}
	}
	t.ranks = h
	return h[0]
}

// siftDown mends a heap whose root has grown.
func siftDown(h []float64) {
	for i := 0; ; {
		least := i
		for c := 2*i + 1; c <= 2*i+2 && c < len(h); c++ {
			if h[c] < h[least] {
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

// maxTies bounds the passages of one score that are told apart by their IDs.
const maxTies = 1000

// best returns the best passages in no order, without their parts. Of those that
// are no better than the last one, the ones with the least IDs are taken, so that
// the same releases give the same passages wherever they stand in the index.
func (t *tally) best() ([]bm25Doc, error) {
	var docs, ties []bm25Doc
	least := 0.0
	if len(t.touched) > t.limit {
		least = t.kth()
	}
	for _, place := range t.touched {
		s := t.shardOf(place)
		d := bm25Doc{shard: t.shards[s], doc: place - t.first[s], place: place}
		switch score := t.scores[place]; {
		case score > least:
			docs = append(docs, d)
		case score == least:
			ties = append(ties, d)
		}
	}
	room := t.limit - len(docs)
	if len(ties) > room && len(ties) <= maxTies {
		ids := make(map[uint32]string, len(ties))
		for _, d := range ties {
			id, err := d.shard.DocID(uint64(d.doc))
			if err != nil {
				return nil, err
			}
			ids[d.place] = string(id)
		}
		slices.SortFunc(ties, func(a, b bm25Doc) int { return cmp.Compare(ids[a.place], ids[b.place]) })
	}
	return append(docs, ties[:min(room, len(ties))]...), nil
}

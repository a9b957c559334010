package catalog

import (
	"encoding/binary"
	"maps"
	"slices"
	"sync"

	"beilun/index/likeness"
	"beilun/internal/bigram"
)

// Reprints knows which releases of a catalog are copies of one another. It is
// worked out from the catalog alone and follows it: what it knows depends on the
// releases in it and not on the order in which they came. It is guarded as the
// catalog is.
//
// Two releases are compared when they share a bucket: three values of the
// MinHash, or the whole text. A bucket that many share (a daily weather
// warning) distinguishes nothing and is left out, so that the work grows with
// the number of releases and not with its square.
type Reprints struct {
	entries map[string]*likeEntry
	lazy    sync.Mutex        // guards base, and the making of what follows of it
	base    map[string]Record // releases that entries and first are not made of yet; see UnpackReprints
	first   *firstBuckets     // of the releases that it began with; nil once one of them has changed
	buckets map[uint32]bucket // once first is nil
	places  map[string]places // by passage ID; only of those that several releases have
	out     int               // how many of places are left out
	cites   map[string]string // release ID of a copy → the one that is cited for it
	moved   bool              // places or cites have changed since Follow began
}

type likeEntry struct {
	rec  Record
	like map[*likeEntry]bool // the releases it is a copy of, or the other way round
}

// isLike notes that e and other are copies.
func (e *likeEntry) isLike(other *likeEntry) {
	if e.like == nil {
		e.like = map[*likeEntry]bool{}
	}
	e.like[other] = true
}

type bucket struct {
	first *likeEntry
	rest  []*likeEntry
}

// A bucket of more than maxBucket releases is left out. Of two releases that
// share half their shingles, bands of bandRows values bring 93 of 100 together,
// and of those that share 7 of 10 all but one in 5,000.
const (
	maxBucket = 64
	bandRows  = 3
)

// firstBuckets are the buckets of many releases, made in one go. To put the releases
// into a map takes ten times as long, and is done when one of them changes: most
// processes end before.
type firstBuckets struct {
	entries []likeEntry
	keys    bigram.Index // a place has the number of the entry and the bucket
}

// bucket returns a bucket of f.
func (f *firstBuckets) bucket(key uint32) (out []int32) {
	for _, p := range f.keys.Of(key) {
		if uint32(p.At) == key {
			out = append(out, p.Text)
		}
	}
	return out
}

// NewReprints returns the Reprints of no releases.
func NewReprints() *Reprints {
	return &Reprints{entries: map[string]*likeEntry{}, buckets: map[uint32]bucket{}, places: map[string]places{}, cites: map[string]string{}}
}

// bucketsOf returns the buckets of a release, none when it is like nothing.
func bucketsOf(l *likeness.Likeness) []uint32 {
	out := appendBuckets(nil, l)
	slices.Sort(out)
	return slices.Compact(out)
}

// appendBuckets appends the buckets of a release to out, in no order; one may be
// there twice.
func appendBuckets(out []uint32, l *likeness.Likeness) []uint32 {
	if l.Size == 0 || len(l.MinHash) != 2*likeness.MinHashes {
		return out
	}
	out = append(out, uint32(likeness.Mix(uint64(l.Whole))))
	for i := 0; i+bandRows <= likeness.MinHashes; i += bandRows {
		x := uint64(i + 1)
		for j := i; j < i+bandRows; j++ {
			x = x<<16 ^ x>>48 ^ uint64(binary.LittleEndian.Uint16(l.MinHash[2*j:]))
		}
		out = append(out, uint32(likeness.Mix(x)))
	}
	return out
}

func (b bucket) size() int {
	if b.first == nil {
		return 0
	}
	return 1 + len(b.rest)
}

func (b bucket) each(f func(*likeEntry)) {
	if b.first != nil {
		f(b.first)
	}
	for _, e := range b.rest {
		f(e)
	}
}

func (b bucket) with(e *likeEntry) bucket {
	if b.first == nil {
		b.first = e
	} else {
		b.rest = append(b.rest, e)
	}
	return b
}

func (b bucket) without(e *likeEntry) bucket {
	if i := slices.Index(b.rest, e); i >= 0 {
		b.rest = slices.Delete(b.rest, i, i+1)
	} else if b.first == e {
		b.first = nil
		if n := len(b.rest); n > 0 {
			b.first, b.rest = b.rest[n-1], b.rest[:n-1]
		}
	}
	return b
}

// Follow brings a in step with the releases of a catalog. It reports whether there may be
// passages of which other releases are cited now.
func (rs *Reprints) Follow(releases map[string]Record) (moved bool) {
	rs.expand()
	if len(rs.entries) == 0 && len(rs.buckets) == 0 {
		rs.begin(releases)
		return true
	}
	if rs.first != nil && rs.has(releases) {
		return false
	}
	rs.moved = false
	rs.spread()
	wasFull := map[uint32]bool{} // of the buckets that change
	change := func(e *likeEntry, f func(bucket, *likeEntry) bucket) {
		for _, k := range bucketsOf(&e.rec.Content().Likeness) {
			b := rs.buckets[k]
			if _, ok := wasFull[k]; !ok {
				wasFull[k] = b.size() > maxBucket
			}
			if b = f(b, e); b.first == nil {
				delete(rs.buckets, k)
			} else {
				rs.buckets[k] = b
			}
		}
	}
	stale := map[*likeEntry]bool{} // whose copies have to be looked for again
	for id, e := range rs.entries {
		if r, ok := releases[id]; ok && sameRecord(&r, &e.rec) {
			continue
		}
		delete(rs.entries, id)
		change(e, bucket.without)
		rs.forget(e)
		for other := range e.like {
			delete(other.like, e)
			stale[other] = true
		}
	}
	for id, r := range releases {
		if rs.entries[id] == nil {
			e := &likeEntry{rec: r}
			rs.entries[id] = e
			stale[e] = true
			change(e, bucket.with)
		}
	}
	for k, full := range wasFull {
		if b := rs.buckets[k]; full != (b.size() > maxBucket) {
			b.each(func(e *likeEntry) { stale[e] = true })
		}
	}
	maps.DeleteFunc(stale, func(e *likeEntry, _ bool) bool { return rs.entries[e.rec.Release.ID] != e })
	rs.link(stale)
	return rs.moved
}

// expand makes what comparing releases needs, unless that has been done. What is read for
// answers stays as it is.
func (rs *Reprints) expand() {
	rs.lazy.Lock()
	defer rs.lazy.Unlock()
	if rs.base == nil {
		return
	}
	made := NewReprints()
	made.begin(rs.base)
	rs.entries, rs.first, rs.base = made.entries, made.first, nil
}

// begin makes rs of releases, when it has none.
func (rs *Reprints) begin(releases map[string]Record) {
	f := &firstBuckets{entries: make([]likeEntry, 0, len(releases))}
	rs.entries = make(map[string]*likeEntry, len(releases))
	for id, r := range releases {
		r.open()
		f.entries = append(f.entries, likeEntry{rec: r})
		rs.entries[id] = &f.entries[len(f.entries)-1]
	}
	var keys []uint32
	f.keys = bigram.New((2+likeness.MinHashes/bandRows)*len(releases), func(yield func(uint32, bigram.Place)) {
		for i := range f.entries {
			keys = appendBuckets(keys[:0], &f.entries[i].rec.Content().Likeness)
			for _, k := range keys {
				yield(k, bigram.Place{Text: int32(i), At: int32(k)})
			}
		}
	})
	rs.first = f
	alike := map[*likeEntry]bool{}
	seen := make([]int32, len(f.entries)) // by entry: the last one that was compared with it, counted from 1
	for i := range f.entries {
		e := &f.entries[i]
		keys = appendBuckets(keys[:0], &e.rec.Content().Likeness)
		for _, k := range keys {
			at := f.keys.Of(k)
			if len(at) < 2 {
				continue
			}
			b := f.bucket(k)
			if len(b) > maxBucket {
				continue
			}
			for _, j := range b {
				if j <= int32(i) || seen[j] == int32(i)+1 {
					continue
				}
				seen[j] = int32(i) + 1
				if o := &f.entries[j]; areCopies(&e.rec, &o.rec) {
					e.isLike(o)
					o.isLike(e)
					alike[e] = true
				}
			}
		}
	}
	rs.groupAll(alike)
	for i := range f.entries {
		f.entries[i].rec.shut()
	}
}

// has reports whether releases are those that rs has, as they were.
func (rs *Reprints) has(releases map[string]Record) bool {
	if len(releases) != len(rs.entries) {
		return false
	}
	for id, e := range rs.entries {
		if r, ok := releases[id]; !ok || !sameRecord(&r, &e.rec) {
			return false
		}
	}
	return true
}

// spread puts the releases that rs began with into the map of buckets, unless that has
// been done.
func (rs *Reprints) spread() {
	if rs.first == nil {
		return
	}
	rs.first = nil
	for _, e := range rs.entries {
		for _, k := range bucketsOf(&e.rec.Content().Likeness) {
			rs.buckets[k] = rs.buckets[k].with(e)
		}
	}
}

// Add counts one more release, which is compared with others only by find.
func (rs *Reprints) Add(rec *Record) {
	rs.expand()
	rs.spread()
	e := &likeEntry{rec: *rec}
	for _, k := range bucketsOf(&rec.Content().Likeness) {
		rs.buckets[k] = rs.buckets[k].with(e)
	}
}

// sameContent reports whether the text of two records is the same.
func sameContent(a, b *Record) bool {
	return a.packed != "" && a.packed == b.packed || a.Content().Likeness.Whole == b.Content().Likeness.Whole
}

// sameRecord reports whether two records of one ID are of the same file, read
// the same.
func sameRecord(a, b *Record) bool {
	return a.Digest == b.Digest && a.Passages == b.Passages && sameContent(a, b) &&
		a.Release.Title == b.Release.Title && a.Release.Source == b.Release.Source && a.Release.URL == b.Release.URL && a.Release.Date == b.Release.Date
}

// link looks for the copies of the stale releases again, and groups what that
// touches.
func (rs *Reprints) link(stale map[*likeEntry]bool) {
	touched := map[*likeEntry]bool{}
	for e := range stale {
		touched[e] = true
		for other := range e.like {
			touched[other] = true
			delete(other.like, e)
		}
		e.like = rs.find(&e.rec)
		delete(e.like, e)
		for other := range e.like {
			touched[other] = true
			other.isLike(e)
		}
	}
	rs.groupAll(touched)
}

// groupAll groups the releases that some hang together with.
func (rs *Reprints) groupAll(some map[*likeEntry]bool) {
	done := map[*likeEntry]bool{}
	for e := range some {
		if !done[e] {
			rs.group(e.component(done))
		}
	}
}

// find returns the releases that rec is a copy of or that are copies of it; the
// release of its own ID may be among them.
func (rs *Reprints) find(rec *Record) map[*likeEntry]bool {
	rs.expand()
	out, seen := map[*likeEntry]bool{}, map[*likeEntry]bool{}
	compare := func(e *likeEntry) {
		if !seen[e] && areCopies(rec, &e.rec) {
			out[e] = true
		}
		seen[e] = true
	}
	for _, k := range bucketsOf(&rec.Content().Likeness) {
		if rs.first != nil {
			if b := rs.first.bucket(k); len(b) <= maxBucket {
				for _, i := range b {
					compare(&rs.first.entries[i])
				}
			}
		} else if b := rs.buckets[k]; b.size() <= maxBucket {
			b.each(compare)
		}
	}
	return out
}

// CopiesOf returns the IDs of the releases that rec is a copy of, or that are copies of
// rec, in order; the release of its own ID may be among them.
func (rs *Reprints) CopiesOf(rec *Record) []string {
	var out []string
	for e := range rs.find(rec) {
		out = append(out, e.rec.Release.ID)
	}
	slices.Sort(out)
	return out
}

// component returns all releases that e hangs together with, e among them, and
// notes them in done.
func (e *likeEntry) component(done map[*likeEntry]bool) []*likeEntry {
	done[e] = true
	out := []*likeEntry{e}
	for i := 0; i < len(out); i++ {
		for other := range out[i].like {
			if !done[other] {
				done[other] = true
				out = append(out, other)
			}
		}
	}
	return out
}

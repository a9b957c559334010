// Package memo keeps what was worked out of strings lately, because one question asks the
// same of the same few hundred names again and again.
//
// 2026-12-01: a name has one place in a [Table], and the newer one takes it, because that
// needs no lock and no order of use; instead of a list by last use, for which eight askers
// would wait for each other. Of 300 names of a question in 4,096 places one in thirty is
// put out by another, and is worked out again.
package memo

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// maxKey is how many bytes a key has that is kept: more than any name. With it a table is
// bounded in bytes, too, if what is kept is.
const maxKey = 256

// Table keeps values by strings, at most as many as it has places. It is safe for
// concurrent use.
type Table[V any] struct {
	of     func(string) V
	seed   maphash.Seed
	places []atomic.Pointer[kept[V]]
}

type kept[V any] struct {
	key   string
	value V
}

// New returns a table of values that of works out of their keys, with a number of places.
// What of returns may share the memory of its key; it must not depend on anything else,
// and is not changed by those who get it.
func New[V any](places int, of func(key string) V) *Table[V] {
	return &Table[V]{of: of, seed: maphash.MakeSeed(), places: make([]atomic.Pointer[kept[V]], places)}
}

// Get returns the value of a key.
func (t *Table[V]) Get(key string) V {
	if len(key) > maxKey {
		return t.of(key)
	}
	place := &t.places[maphash.String(t.seed, key)%uint64(len(t.places))]
	if k := place.Load(); k != nil && k.key == key {
		return k.value
	}
	own := strings.Clone(key) // key may be a part of a long text, which would be kept with it
	k := &kept[V]{own, t.of(own)}
	place.Store(k)
	return k.value
}

package state

import (
	"encoding/json"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
)

// Table is a table of values by key. An entry is removed when it is older than life,
// and the oldest one when there are more than max. Writing an entry again makes it
// new. An entry that cannot be read is removed, logged and reported by Store.Losses,
// and then counts as missing. A Table is safe for concurrent use.
type Table[V any] struct {
	store *Store
	name  string
	life  time.Duration
	max   int
}

func newTable[V any](s *Store, name string, life time.Duration, max int) *Table[V] {
	return &Table[V]{store: s, name: name, life: life, max: max}
}

// Put sets the value of key.
func (t *Table[V]) Put(key string, v V) error {
	return t.update(func(e *entries) error { return write(e, key, v) })
}

// Add sets the value of key unless there is one, and reports whether it did.
func (t *Table[V]) Add(key string, v V) (added bool, err error) {
	err = t.update(func(e *entries) error {
		added = !e.has(key) // set each time, because the batch may run this again
		if !added {
			return nil
		}
		return write(e, key, v)
	})
	return added && err == nil, err
}

// Get returns the value of key.
func (t *Table[V]) Get(key string) (v V, ok bool, err error) {
	err = t.view(func(e *entries) error {
		_, ok = read(e, key, &v)
		return nil
	})
	return v, ok, err
}

// Delete removes the value of key, if there is one.
func (t *Table[V]) Delete(key string) error {
	return t.update(func(e *entries) error { return e.remove(key) })
}

// Each calls f for every entry, oldest first, until f returns an error. f must not use
// the store: a write would wait forever for the end of Each, and so may a read behind a
// write.
func (t *Table[V]) Each(f func(key string, at time.Time, v V) error) error {
	return t.view(func(e *entries) error {
		return e.each(func(key string, at time.Time) error {
			var v V
			if _, ok := read(e, key, &v); !ok {
				e.spoil(key) // its age is there and it is not
				return nil
			}
			return f(key, at, v)
		})
	})
}

// Len returns the number of entries, including expired ones.
func (t *Table[V]) Len() (n int, err error) {
	err = t.view(func(e *entries) error { n = int(e.values.Sequence()); return nil })
	return n, err
}

func (t *Table[V]) sweep() error {
	return t.update(func(e *entries) error { return nil }) // every update trims the table
}

// update runs f in a transaction. Concurrent updates share one, which makes fifty
// writes a second cheap. f may run twice.
func (t *Table[V]) update(f func(*entries) error) error {
	err := t.store.batch(func(tx *bbolt.Tx) error {
		e, err := t.in(tx)
		if err != nil {
			return err
		}
		if err := f(e); err != nil {
			return err
		}
		return t.tidy(e)
	})
	if err != nil {
		return fmt.Errorf("write state %s: %w", t.name, err)
	}
	return nil
}

// in returns the table within a writable transaction.
func (t *Table[V]) in(tx *bbolt.Tx) (*entries, error) {
	e, err := t.store.entries(tx, t.name)
	if err != nil {
		return nil, err
	}
	e.life = t.life
	return e, nil
}

// tidy keeps a table that was written to within its bounds, and removes from it what
// cannot be read.
func (t *Table[V]) tidy(e *entries) error {
	if len(e.spoiled) > 0 {
		if err := e.mend(); err != nil {
			return err
		}
	}
	return e.trim(t.max)
}

func (t *Table[V]) view(f func(*entries) error) error {
	var spoiled []string
	err := t.store.db.View(func(tx *bbolt.Tx) error {
		e := viewEntries(tx, t.name)
		if e == nil {
			return nil
		}
		e.now, e.life = t.store.now(), t.life
		err := f(e)
		spoiled = e.spoiled
		return err
	})
	if err != nil {
		return fmt.Errorf("read state %s: %w", t.name, err)
	}
	if len(spoiled) == 0 {
		return nil
	}
	return t.update(func(e *entries) error {
		for _, key := range spoiled { // unless it was written since
			var v V
			if _, ok := read(e, key, &v); !ok {
				e.spoil(key)
			}
		}
		return nil
	})
}

func write[V any](e *entries, key string, v V) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return e.put(key, raw)
}

// read reads an entry. One that cannot be decoded counts as spoiled.
func read[V any](e *entries, key string, v *V) (time.Time, bool) {
	at, raw := e.get(key)
	if raw == nil {
		return at, false
	}
	if json.Unmarshal(raw, v) != nil {
		var none V
		*v = none
		e.spoil(key)
		return at, false
	}
	return at, true
}

package state

import (
	"errors"
	"fmt"

	"go.etcd.io/bbolt"
)

// Tx is a transaction over several tables. It is good until the function that
// it was given to returns.
type Tx struct {
	tx   *bbolt.Tx
	trim []func() error // of the tables that were written to
}

// Together runs f in one transaction, once: all that f writes through tx is on
// the disk when Together returns, and nothing of it where f or the disk fails.
// f must not use the tables in any other way.
func (s *Store) Together(f func(tx *Tx) error) error {
	err := s.db.Update(func(tx *bbolt.Tx) error {
		t := &Tx{tx: tx}
		if err := f(t); err != nil {
			return err
		}
		var errs []error
		for _, trim := range t.trim {
			errs = append(errs, trim())
		}
		return errors.Join(errs...)
	})
	if err != nil {
		return fmt.Errorf("write state together: %w", err)
	}
	return nil
}

// PutIn is Put within tx.
func (t *Table[V]) PutIn(tx *Tx, key string, v V) error {
	e, err := t.in(tx.tx)
	if err != nil {
		return err
	}
	tx.trim = append(tx.trim, func() error { return e.trim(t.max) })
	return write(e, key, v)
}

// GetIn is Get within tx: it sees what tx has written.
func (t *Table[V]) GetIn(tx *Tx, key string) (v V, ok bool, err error) {
	e, err := t.in(tx.tx)
	if err != nil {
		return v, false, err
	}
	_, ok, err = read(e, key, &v)
	return v, ok, err
}

// DeleteIn is Delete within tx.
func (t *Table[V]) DeleteIn(tx *Tx, key string) error {
	e, err := t.in(tx.tx)
	if err != nil {
		return err
	}
	return e.remove(key)
}

package state

import (
	"errors"
	"fmt"

	"go.etcd.io/bbolt"
)

// Tx is a transaction over several tables. It is valid until the function that it was
// passed to returns.
type Tx struct {
	tx   *bbolt.Tx
	tidy []func() error // of the tables that were used
}

// Together runs f once, in one transaction. When Together returns, everything that f
// has written through tx is on the disk; if it returns an error, nothing is. f must not
// use the tables in any other way.
func (s *Store) Together(f func(tx *Tx) error) error {
	err := s.update(func(tx *bbolt.Tx) error {
		t := &Tx{tx: tx}
		if err := f(t); err != nil {
			return err
		}
		var errs []error
		for _, tidy := range t.tidy {
			errs = append(errs, tidy())
		}
		return errors.Join(errs...)
	})
	if err != nil {
		return fmt.Errorf("write state together: %w", err)
	}
	return nil
}

// within returns the table within tx.
func (t *Table[V]) within(tx *Tx) (*entries, error) {
	e, err := t.in(tx.tx)
	if err == nil {
		tx.tidy = append(tx.tidy, func() error { return t.tidy(e) })
	}
	return e, err
}

// PutIn is Put within tx.
func (t *Table[V]) PutIn(tx *Tx, key string, v V) error {
	e, err := t.within(tx)
	if err != nil {
		return err
	}
	return write(e, key, v)
}

// GetIn is Get within tx, including what tx has written.
func (t *Table[V]) GetIn(tx *Tx, key string) (v V, ok bool, err error) {
	e, err := t.within(tx)
	if err != nil {
		return v, false, err
	}
	_, ok = read(e, key, &v)
	return v, ok, nil
}

// DeleteIn is Delete within tx.
func (t *Table[V]) DeleteIn(tx *Tx, key string) error {
	e, err := t.within(tx)
	if err != nil {
		return err
	}
	return e.remove(key)
}

package state

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

// MaxPayload bounds the payload of a delivery, in bytes.
const MaxPayload = 256 << 10

// errLarge is returned for a payload over MaxPayload.
var errLarge = errors.New("payload is too large")

// Deliveries is the table of deliveries, by ID and by other names of the same event.
// An entry is kept for longer than Slack delivers an event again.
type Deliveries struct {
	byID  *Table[Delivery]
	names *Table[string]
}

func newDeliveries(s *Store) *Deliveries {
	return &Deliveries{
		byID:  newTable[Delivery](s, "deliveries", day, 100_000),
		names: newTable[string](s, "names", day, 100_000),
	}
}

// Note records a delivery as waiting and reports whether it is new, which it is not if
// its ID or one of its names is recorded already. It is one transaction: when Note
// returns, all of it is on the disk; if the process dies before that, none of it is.
func (d *Deliveries) Note(v Delivery, names ...string) (fresh bool, err error) {
	if len(v.Payload) > MaxPayload {
		return false, fmt.Errorf("note delivery %s: %w", v.ID, errLarge)
	}
	v.Status, v.At = Waiting, d.byID.store.now()
	err = d.byID.store.batch(func(tx *bbolt.Tx) error {
		fresh = false // because the batch may run this again
		byID, err := d.byID.in(tx)
		if err != nil {
			return err
		}
		taken, err := d.names.in(tx)
		if err != nil || byID.has(v.ID) || slices.ContainsFunc(names, taken.has) {
			return err
		}
		for _, name := range names {
			if err := write(taken, name, v.ID); err != nil {
				return err
			}
		}
		fresh = true
		return errors.Join(write(byID, v.ID, v), d.byID.tidy(byID), d.names.tidy(taken))
	})
	if err != nil {
		return false, fmt.Errorf("note delivery %s: %w", v.ID, err)
	}
	return fresh, nil
}

// Begin records that something is about to be posted for a waiting delivery, so that
// the next process looks for it before it does the same.
func (d *Deliveries) Begin(id string) error {
	return d.change(id, func(v *Delivery) bool {
		begins := v.Status == Waiting
		v.Status = Pending
		return begins
	})
}

// Settle sets the status of a delivery and removes its payload.
func (d *Deliveries) Settle(id string, s Status) error {
	return d.change(id, func(v *Delivery) bool {
		v.Status, v.Payload = s, nil
		return true
	})
}

// change writes a delivery back, with its time, if do reports that it has changed it.
func (d *Deliveries) change(id string, do func(*Delivery) bool) error {
	return d.byID.update(func(e *entries) error {
		var v Delivery
		at, ok := read(e, id, &v)
		if !ok || !do(&v) {
			return nil
		}
		raw, err := json.Marshal(v)
		if err != nil {
			return err
		}
		return e.putAt(id, at, raw)
	})
}

// Unsettled returns the waiting and pending deliveries, oldest first.
func (d *Deliveries) Unsettled() (out []Delivery, err error) {
	err = d.byID.Each(func(id string, _ time.Time, v Delivery) error {
		if v.Status == Waiting || v.Status == Pending {
			v.ID = id
			out = append(out, v)
		}
		return nil
	})
	return out, err
}

// Named returns the ID of the delivery that was recorded under a name, empty if there
// is none.
func (d *Deliveries) Named(name string) (string, error) {
	id, _, err := d.names.Get(name)
	return id, err
}

// Status returns the status of a delivery, empty if there is no such delivery.
func (d *Deliveries) Status(id string) (Status, error) {
	v, _, err := d.byID.Get(id)
	return v.Status, err
}

func (d *Deliveries) sweep() error { return errors.Join(d.byID.sweep(), d.names.sweep()) }

package state

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

// Status is the state of a delivery.
type Status string

// The states of a delivery. A waiting and a pending one are still to be handled.
const (
	Waiting  Status = "waiting"  // recorded, and nothing was posted for it; its payload is kept
	Pending  Status = "pending"  // something may have been posted for it; its payload is kept
	Answered Status = "answered" // handled; the payload is removed
	Dropped  Status = "dropped"  // will not be handled; the payload is removed
)

// Delivery is an event that Slack delivered.
type Delivery struct {
	ID      string    `json:"-"`
	At      time.Time `json:"at"` // when it was recorded
	Type    string    `json:"type"`
	Status  Status    `json:"status"`
	Payload Raw       `json:"payload,omitempty"`
}

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
	err = d.byID.store.db.Batch(func(tx *bbolt.Tx) error {
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
		return errors.Join(write(byID, v.ID, v), byID.trim(d.byID.max), taken.trim(d.names.max))
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
		at, ok, err := read(e, id, &v)
		if err != nil || !ok || !do(&v) {
			return err
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

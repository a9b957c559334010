package state

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

// Status says how far a delivery has come.
type Status string

// The states of a delivery. Only a pending one is work to be done.
const (
	Pending  Status = "pending"  // noted; its payload is kept
	Answered Status = "answered" // done; the payload is gone
	Dropped  Status = "dropped"  // will not be done; the payload is gone
)

// Delivery is an event that Slack delivered.
type Delivery struct {
	ID      string    `json:"-"`
	At      time.Time `json:"at"` // when it was noted
	Type    string    `json:"type"`
	Status  Status    `json:"status"`
	Payload Raw       `json:"payload,omitempty"`
}

// MaxPayload bounds the payload that is kept of a delivery.
const MaxPayload = 256 << 10

// errLarge says that a delivery does not fit.
var errLarge = errors.New("payload is too large")

// Deliveries remembers each event by its ID and by the names it also goes by,
// for longer than Slack delivers it again.
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

// Note writes a delivery down as pending, and reports whether it is new: false
// where its ID or another of its names was noted before. All of it is one
// transaction: when Note returns it is on the disk, and when the process dies
// before that nothing is.
func (d *Deliveries) Note(v Delivery, names ...string) (fresh bool, err error) {
	if len(v.Payload) > MaxPayload {
		return false, fmt.Errorf("note delivery %s: %w", v.ID, errLarge)
	}
	v.Status, v.At = Pending, d.byID.store.now()
	err = d.byID.store.db.Batch(func(tx *bbolt.Tx) error {
		fresh = false // also when the batch runs this again
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

// Settle says what became of a delivery and lets go of its payload.
func (d *Deliveries) Settle(id string, s Status) error {
	return d.byID.update(func(e *entries) error {
		var v Delivery
		at, ok, err := read(e, id, &v)
		if err != nil || !ok {
			return err
		}
		v.Status, v.Payload = s, nil
		raw, err := json.Marshal(v)
		if err != nil {
			return err
		}
		return e.putAt(id, at, raw)
	})
}

// Unsettled returns what was noted and not settled, the oldest first.
func (d *Deliveries) Unsettled() (out []Delivery, err error) {
	err = d.byID.Each(func(id string, _ time.Time, v Delivery) error {
		if v.Status == Pending {
			v.ID = id
			out = append(out, v)
		}
		return nil
	})
	return out, err
}

// Named returns the ID of the delivery that was noted under a name, empty where
// none was.
func (d *Deliveries) Named(name string) (string, error) {
	id, _, err := d.names.Get(name)
	return id, err
}

// Status returns what became of a delivery, empty where it is not known.
func (d *Deliveries) Status(id string) (Status, error) {
	v, _, err := d.byID.Get(id)
	return v.Status, err
}

func (d *Deliveries) sweep() error { return errors.Join(d.byID.sweep(), d.names.sweep()) }

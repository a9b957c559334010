package socketmode

import (
	"encoding/json"
	"errors"
	"time"

	"beilun/internal/fakeslack/sim"
)

// MaxAck is the size in bytes from which Slack drops an acknowledgement without
// a word.
const MaxAck = 20_480

const (
	ackTime    = 3 * time.Second // within which an envelope is acknowledged
	maxRetries = 3
	maxKept    = 50_000 // envelopes that are remembered
)

// retryDelay returns how long after the failure of the one before a retry is sent.
func retryDelay(attempt int) time.Duration {
	switch attempt {
	case 1:
		return 0
	case 2:
		return time.Minute
	default:
		return 5 * time.Minute
	}
}

// ErrNoSocket is returned when no socket was connected. An event is kept and
// delivered when there is one; a slash command, click or view is lost.
var ErrNoSocket = errors.New("no socket is connected")

// ErrNotAcknowledged is returned when a person saw a time-out.
var ErrNotAcknowledged = errors.New("not acknowledged in time")

// Delivery is a payload for the app. Its fields are set before it is delivered,
// once, and not changed afterwards.
type Delivery struct {
	Kind    string // of the envelope: events_api, interactive or slash_commands
	Payload map[string]any
	Accepts bool   // a payload in the acknowledgement
	Attempt int    // above 0: it is delivered as a retry
	Reason  string // of that retry
	// OnAck is called with the payload of the acknowledgement, without the lock.
	OnAck func(payload json.RawMessage)

	acked   bool
	settled bool // OnAck has returned
	over    bool // given up
	answer  json.RawMessage
	stop    func()
}

// retried reports whether Slack sends d again. It does so with events only.
func (d *Delivery) retried() bool { return d.Kind == "events_api" }

// envelope is one attempt to deliver.
type envelope struct {
	delivery *Delivery
	socket   *socket
	at       time.Time
}

// Deliveries are the payloads that are sent to the app, one envelope for each
// attempt. They are safe for concurrent use.
type Deliveries struct {
	world   *sim.World
	sockets *Sockets
	strict  bool // an acknowledgement counts on the delivering socket only

	// Below, the world's lock.
	waiting   []*Delivery          // for a socket
	envelopes map[string]*envelope // by ID
	order     []string             // of envelopes, oldest first
	acks      map[string]time.Duration
	ackDelay  time.Duration
	ackLoss   int // how many acknowledgements are still to be lost
	counts    DeliveryCounts
}

// DeliveryCounts are counts of envelopes and of their acknowledgements.
type DeliveryCounts struct {
	Envelopes     int // sent, retries included
	Acks          int
	Retries       int // sent again
	Lost          int // interactive and slash payloads that nobody acknowledged
	Failed        int // events that no delivery was acknowledged of
	AcksElsewhere int // on another socket than the delivering one
	AcksDropped   int // for their size
	AcksLost      int // by LoseAcks
	AcksUnknown   int // of no envelope, or not JSON
	Waiting       int // events that wait for a socket
}

func newDeliveries(w *sim.World, s *Sockets, strict bool) *Deliveries {
	return &Deliveries{world: w, sockets: s, strict: strict, envelopes: map[string]*envelope{}, acks: map[string]time.Duration{}}
}

// Counts returns the counts so far. The caller holds the lock.
func (q *Deliveries) Counts() DeliveryCounts {
	out := q.counts
	out.Waiting = len(q.waiting)
	return out
}

// Deliver sends a payload, and sends it again until it is acknowledged or given
// up. It returns the ID of the first envelope.
func (q *Deliveries) Deliver(d *Delivery) (string, error) {
	if q.world.Context().Err() != nil {
		return "", sim.ErrClosed
	}
	return q.try(d)
}

// ready takes what waits for a socket. What it returns sends that.
func (q *Deliveries) ready() func() {
	waiting := q.waiting
	q.waiting = nil
	return func() {
		for _, d := range waiting {
			_, _ = q.try(d) // it waits again if the socket is gone
		}
	}
}

// try sends an envelope to one of the sockets, any of them.
func (q *Deliveries) try(d *Delivery) (string, error) {
	q.world.Lock()
	if d.acked || d.over {
		q.world.Unlock()
		return "", nil // acknowledged late, when the retry was under way
	}
	k := q.sockets.pick()
	if k == nil {
		if d.retried() {
			q.await(d)
		} else {
			q.counts.Lost++
			d.over = true
		}
		q.world.Signal()
		q.world.Unlock()
		return "", ErrNoSocket
	}
	id := q.world.Next("envelope-")
	q.keep(id, &envelope{d, k, time.Now()})
	q.counts.Envelopes++
	if d.Attempt > 0 {
		q.counts.Retries++
	}
	q.sockets.note(Moment{Kind: "deliver", Socket: k.id})
	d.stop = q.world.AfterLocked(ackTime, func() { q.expire(d) })
	frame, half := d.frame(id), k.half
	q.world.Signal()
	q.world.Unlock()
	if !half {
		_ = k.send(frame) // what does not arrive is not acknowledged
	}
	return id, nil
}

func (d *Delivery) frame(id string) map[string]any {
	f := map[string]any{"envelope_id": id, "type": d.Kind, "payload": d.Payload, "accepts_response_payload": d.Accepts}
	if d.retried() {
		f["retry_attempt"], f["retry_reason"] = d.Attempt, d.Reason
	}
	return f
}

// keep remembers an envelope, and forgets the oldest. The caller holds the lock.
func (q *Deliveries) keep(id string, e *envelope) {
	q.envelopes[id] = e
	q.order = append(q.order, id)
	if len(q.order) > maxKept {
		delete(q.envelopes, q.order[0])
		delete(q.acks, q.order[0])
		q.order = q.order[1:]
	}
}

// expire retries or gives up a delivery that was not acknowledged within ackTime.
func (q *Deliveries) expire(d *Delivery) {
	q.world.Lock()
	if d.acked || d.over {
		q.world.Unlock()
		return
	}
	if !d.retried() || d.Attempt >= maxRetries {
		d.over = true
		if d.retried() {
			q.counts.Failed++
		} else {
			q.counts.Lost++
		}
		q.world.Signal()
		q.world.Unlock()
		return
	}
	d.Attempt++
	d.Reason = "timeout"
	delay := retryDelay(d.Attempt)
	if delay > 0 {
		d.stop = q.world.AfterLocked(delay, func() { _, _ = q.try(d) }) // it waits for a socket by itself
	}
	q.world.Unlock()
	if delay == 0 {
		_, _ = q.try(d) // it waits for a socket by itself
	}
}

// await keeps an event for the next socket; the oldest are given up where too
// many wait. The caller holds the lock.
func (q *Deliveries) await(d *Delivery) {
	d.Attempt, d.Reason = max(d.Attempt, 1), "connection_failed"
	q.waiting = append(q.waiting, d)
	if len(q.waiting) > maxKept {
		q.waiting[0].over = true
		q.waiting = q.waiting[1:]
		q.counts.Failed++
	}
}

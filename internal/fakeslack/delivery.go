package fakeslack

import (
	"encoding/json"
	"errors"
	"time"

	"beilun/internal/fakeslack/sim"
)

const (
	ackTime    = 3 * time.Second // within which an envelope is acknowledged
	maxAck     = 20_480          // the size from which Slack drops an acknowledgement in silence
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

// delivery is a payload on its way to the app.
type delivery struct {
	kind    string
	payload map[string]any
	accepts bool // a payload in the acknowledgement
	attempt int
	reason  string // of the retry
	acked   bool
	settled bool // what the acknowledgement brings about has happened
	over    bool // given up
	answer  json.RawMessage
	stop    func()
	onAck   func(payload json.RawMessage) // called without s.mu
}

// retried reports whether Slack sends it again: events only.
func (d *delivery) retried() bool { return d.kind == "events_api" }

// envelope is one attempt to deliver.
type envelope struct {
	delivery *delivery
	socket   *socket
	at       time.Time
}

type deliverer struct {
	waiting   []*delivery          // for a socket
	envelopes map[string]*envelope // by ID
	order     []string             // of envelopes, oldest first
	acks      map[string]time.Duration
	ackDelay  time.Duration
	ackLoss   int // how many acknowledgements are still to be lost
}

func newDeliverer() deliverer {
	return deliverer{envelopes: map[string]*envelope{}, acks: map[string]time.Duration{}}
}

// deliver sends a payload and sees to its retries. It returns the ID of the
// first envelope.
func (s *Server) deliver(d *delivery) (string, error) {
	if s.world.Context().Err() != nil {
		return "", sim.ErrClosed
	}
	return s.try(d)
}

func (s *Server) attempt(d *delivery) error {
	_, err := s.try(d)
	return err
}

// try sends an envelope to one of the sockets, any of them.
func (s *Server) try(d *delivery) (string, error) {
	s.world.Lock()
	if d.acked || d.over {
		s.world.Unlock()
		return "", nil // acknowledged late, when the retry was under way
	}
	k := s.pick()
	if k == nil {
		if d.retried() {
			s.await(d)
		} else {
			s.stats.Lost++
			d.over = true
		}
		s.world.Signal()
		s.world.Unlock()
		return "", ErrNoSocket
	}
	id := s.world.Next("envelope-")
	s.keep(id, &envelope{d, k, time.Now()})
	s.stats.Envelopes++
	if d.attempt > 0 {
		s.stats.Retries++
	}
	s.note(Moment{Kind: "deliver", Socket: k.id})
	d.stop = s.world.AfterLocked(ackTime, func() { s.expire(d) })
	frame, half := d.frame(id), k.half
	s.world.Signal()
	s.world.Unlock()
	if !half {
		_ = k.send(frame) // what does not arrive is not acknowledged
	}
	return id, nil
}

// pick chooses a socket as Slack does: any that is connected, whether or not
// anybody is still at its other end. The caller holds s.world.
func (s *Server) pick() *socket {
	var ready []*socket
	for _, k := range s.link.sockets {
		if k.greeted {
			ready = append(ready, k)
		}
	}
	if len(ready) == 0 {
		return nil
	}
	return ready[s.world.IntN(len(ready))]
}

func (d *delivery) frame(id string) map[string]any {
	f := map[string]any{"envelope_id": id, "type": d.kind, "payload": d.payload, "accepts_response_payload": d.accepts}
	if d.retried() {
		f["retry_attempt"], f["retry_reason"] = d.attempt, d.reason
	}
	return f
}

// keep remembers an envelope, and forgets the oldest. The caller holds s.world.
func (s *Server) keep(id string, e *envelope) {
	q := &s.deliverer
	q.envelopes[id] = e
	q.order = append(q.order, id)
	if len(q.order) > maxKept {
		delete(q.envelopes, q.order[0])
		delete(q.acks, q.order[0])
		q.order = q.order[1:]
	}
}

// expire is what happens when nobody has acknowledged for ackTime.
func (s *Server) expire(d *delivery) {
	s.world.Lock()
	if d.acked || d.over {
		s.world.Unlock()
		return
	}
	if !d.retried() || d.attempt >= maxRetries {
		d.over = true
		if d.retried() {
			s.stats.Failed++
		} else {
			s.stats.Lost++
		}
		s.world.Signal()
		s.world.Unlock()
		return
	}
	d.attempt++
	d.reason = "timeout"
	delay := retryDelay(d.attempt)
	if delay > 0 {
		d.stop = s.world.AfterLocked(delay, func() { _ = s.attempt(d) }) // it waits for a socket by itself
	}
	s.world.Unlock()
	if delay == 0 {
		_ = s.attempt(d) // it waits for a socket by itself
	}
}

// await keeps an event for the next socket; the oldest are given up where too
// many wait. The caller holds s.world.
func (s *Server) await(d *delivery) {
	d.attempt, d.reason = max(d.attempt, 1), "connection_failed"
	s.deliverer.waiting = append(s.deliverer.waiting, d)
	if len(s.deliverer.waiting) > maxKept {
		s.deliverer.waiting[0].over = true
		s.deliverer.waiting = s.deliverer.waiting[1:]
		s.stats.Failed++
	}
}

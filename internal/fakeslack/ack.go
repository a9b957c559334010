package fakeslack

import (
	"context"
	"encoding/json"
	"maps"
	"time"
)

// acknowledge reads what a client wrote.
func (s *Server) acknowledge(k *socket, raw []byte) {
	var ack struct {
		EnvelopeID string          `json:"envelope_id"`
		Payload    json.RawMessage `json:"payload"`
	}
	s.world.Lock()
	s.world.Signal()
	if len(raw) >= maxAck {
		s.stats.AcksDropped++
		s.world.Unlock()
		return
	}
	if json.Unmarshal(raw, &ack) != nil || s.deliverer.envelopes[ack.EnvelopeID] == nil {
		s.stats.AcksUnknown++
		s.world.Unlock()
		return
	}
	if s.deliverer.ackLoss > 0 {
		s.deliverer.ackLoss--
		s.stats.AcksLost++
		s.world.Unlock()
		return
	}
	delay := s.deliverer.ackDelay
	if delay > 0 {
		s.world.AfterLocked(delay, func() { s.accept(k, ack.EnvelopeID, ack.Payload) })
	}
	s.world.Unlock()
	if delay == 0 {
		s.accept(k, ack.EnvelopeID, ack.Payload)
	}
}

// accept takes an acknowledgement.
func (s *Server) accept(k *socket, id string, payload json.RawMessage) {
	s.world.Lock()
	d := s.credit(k, id)
	if d == nil {
		s.world.Unlock()
		return
	}
	first := !d.acked && !d.over
	d.acked = true
	if first {
		d.answer, d.payload = payload, nil // nothing is sent again
	}
	stop := d.stop
	s.world.Unlock()
	stop()
	if first && d.onAck != nil {
		d.onAck(payload)
	}
	s.world.Lock()
	d.settled = true
	s.world.Signal()
	s.world.Unlock()
}

// credit counts an acknowledgement and returns the delivery it is of, nil
// where it does not count. The caller holds s.world.
func (s *Server) credit(k *socket, id string) *delivery {
	e := s.deliverer.envelopes[id]
	if e == nil {
		return nil
	}
	if e.socket != k {
		s.stats.AcksElsewhere++
		s.world.Signal()
		if s.opts.StrictAcks {
			return nil
		}
	}
	if _, again := s.deliverer.acks[id]; again {
		return nil
	}
	s.deliverer.acks[id] = time.Since(e.at)
	s.stats.Acks++
	s.note(Moment{Kind: "ack", Socket: k.id})
	return e.delivery
}

// settled waits until a delivery was acknowledged or given up.
func (s *Server) settled(ctx context.Context, d *delivery) error {
	if err := s.world.Until(ctx, func() bool { return d.settled || d.over }); err != nil {
		return err
	}
	s.world.Lock()
	defer s.world.Unlock()
	if !d.acked {
		return ErrNotAcknowledged
	}
	return nil
}

// DelayAcks holds back acknowledgements by d on the clock from now on.
func (s *Server) DelayAcks(d time.Duration) {
	s.world.Lock()
	defer s.world.Unlock()
	s.deliverer.ackDelay = d
}

// LoseAcks loses the next n acknowledgements on their way.
func (s *Server) LoseAcks(n int) {
	s.world.Lock()
	defer s.world.Unlock()
	s.deliverer.ackLoss = n
}

// WaitAcks waits until n envelopes have been acknowledged.
func (s *Server) WaitAcks(ctx context.Context, n int) error {
	return s.world.Until(ctx, func() bool { return s.stats.Acks >= n })
}

// Acks returns how long the acknowledgement of each envelope took.
func (s *Server) Acks() map[string]time.Duration {
	s.world.Lock()
	defer s.world.Unlock()
	return maps.Clone(s.deliverer.acks)
}

// AckPayload returns what the acknowledgement of an envelope carried.
func (s *Server) AckPayload(envelopeID string) json.RawMessage {
	s.world.Lock()
	defer s.world.Unlock()
	if e := s.deliverer.envelopes[envelopeID]; e != nil {
		return e.delivery.answer
	}
	return nil
}

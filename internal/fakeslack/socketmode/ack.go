package socketmode

import (
	"context"
	"encoding/json"
	"maps"
	"time"
)

// acknowledge reads what a client wrote.
func (q *Deliveries) acknowledge(k *socket, raw []byte) {
	var ack struct {
		EnvelopeID string          `json:"envelope_id"`
		Payload    json.RawMessage `json:"payload"`
	}
	q.world.Lock()
	q.world.Signal()
	if len(raw) >= MaxAck {
		q.counts.AcksDropped++
		q.world.Unlock()
		return
	}
	if json.Unmarshal(raw, &ack) != nil || q.envelopes[ack.EnvelopeID] == nil {
		q.counts.AcksUnknown++
		q.world.Unlock()
		return
	}
	if q.ackLoss > 0 {
		q.ackLoss--
		q.counts.AcksLost++
		q.world.Unlock()
		return
	}
	delay := q.ackDelay
	if delay > 0 {
		q.world.AfterLocked(delay, func() { q.accept(k, ack.EnvelopeID, ack.Payload) })
	}
	q.world.Unlock()
	if delay == 0 {
		q.accept(k, ack.EnvelopeID, ack.Payload)
	}
}

// accept takes an acknowledgement.
func (q *Deliveries) accept(k *socket, id string, payload json.RawMessage) {
	q.world.Lock()
	d := q.credit(k, id)
	if d == nil {
		q.world.Unlock()
		return
	}
	first := !d.acked && !d.over
	d.acked = true
	if first {
		d.answer, d.Payload = payload, nil // nothing is sent again
	}
	stop := d.stop
	q.world.Unlock()
	stop()
	if first && d.OnAck != nil {
		d.OnAck(payload)
	}
	q.world.Lock()
	d.settled = true
	q.world.Signal()
	q.world.Unlock()
}

// credit counts an acknowledgement and returns the delivery it is of, nil
// where it does not count. The caller holds the lock.
func (q *Deliveries) credit(k *socket, id string) *Delivery {
	e := q.envelopes[id]
	if e == nil {
		return nil
	}
	if e.socket != k {
		q.counts.AcksElsewhere++
		q.world.Signal()
		if q.strict {
			return nil
		}
	}
	if _, again := q.acks[id]; again {
		return nil
	}
	q.acks[id] = time.Since(e.at)
	q.counts.Acks++
	q.sockets.note(Moment{Kind: "ack", Socket: k.id})
	return e.delivery
}

// Settled waits until a delivery was acknowledged or given up.
func (q *Deliveries) Settled(ctx context.Context, d *Delivery) error {
	if err := q.world.Until(ctx, func() bool { return d.settled || d.over }); err != nil {
		return err
	}
	q.world.Lock()
	defer q.world.Unlock()
	if !d.acked {
		return ErrNotAcknowledged
	}
	return nil
}

// DelayAcks holds back acknowledgements by d on the clock from now on.
func (q *Deliveries) DelayAcks(d time.Duration) {
	q.world.Lock()
	defer q.world.Unlock()
	q.ackDelay = d
}

// LoseAcks loses the next n acknowledgements on their way.
func (q *Deliveries) LoseAcks(n int) {
	q.world.Lock()
	defer q.world.Unlock()
	q.ackLoss = n
}

// WaitAcks waits until n envelopes have been acknowledged.
func (q *Deliveries) WaitAcks(ctx context.Context, n int) error {
	return q.world.Until(ctx, func() bool { return q.counts.Acks >= n })
}

// Acks returns how long the acknowledgement of each envelope took.
func (q *Deliveries) Acks() map[string]time.Duration {
	q.world.Lock()
	defer q.world.Unlock()
	return maps.Clone(q.acks)
}

// AckPayload returns what the acknowledgement of an envelope carried.
func (q *Deliveries) AckPayload(envelopeID string) json.RawMessage {
	q.world.Lock()
	defer q.world.Unlock()
	if e := q.envelopes[envelopeID]; e != nil {
		return e.delivery.answer
	}
	return nil
}

package surface

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"beilun/bot/message"
	"beilun/bot/webapi"
)

// claim is kept for a post that is made once, from before it is made.
type claim struct {
	Event string    // that the post carries, so that it can be found
	At    time.Time // when it was claimed
	TS    string    // of the post; empty while it is unknown whether it was made
}

// Forever is the life of a claim that is kept as long as the buttons that need it.
const Forever time.Duration = 0

// Publish posts what make returns, unless that was posted under the key within life,
// by an earlier process, too. It returns the timestamp of the post, and whether this
// call has made it. t.Event is required: by it the post is found again after a crash.
//
// The key is claimed before anything is posted. Who comes meanwhile waits for the
// outcome. The claim is given up if the post is refused; if its outcome is unknown, the
// next call looks for the post first.
func (p *Poster) Publish(ctx context.Context, t webapi.Target, key string, life time.Duration, make func(context.Context) (message.Message, error)) (ts string, fresh bool, err error) {
	release, err := p.only(ctx, key)
	if err != nil {
		return "", false, err
	}
	defer release()
	var c claim
	if p.Memory.Recall(Begun, key, &c) && (life == Forever || time.Since(c.At) < life) {
		if c.TS != "" {
			return c.TS, false, nil
		}
		at := t
		at.Event = c.Event
		ts, done, err := p.API.Find(ctx, at)
		if err != nil {
			return "", false, fmt.Errorf("%w: %w", webapi.ErrUncertain, err)
		}
		if done {
			c.TS = ts
			p.Memory.Remember(Begun, key, c)
			return ts, false, nil
		}
	}
	m, err := make(ctx)
	if err != nil {
		return "", false, err
	}
	c = claim{Event: t.Event, At: time.Now()}
	if err := p.Memory.keep(Begun, key, c); err != nil {
		return "", false, fmt.Errorf("claim %q: %w", key, err)
	}
	ts, err = p.Send(ctx, t, m)
	if err != nil {
		if !webapi.IsUncertain(err) {
			p.Memory.forget(Begun, key)
		}
		return "", false, fmt.Errorf("send: %w", err)
	}
	c.TS = ts
	p.Memory.Remember(Begun, key, c)
	return ts, true, nil
}

// only waits until nobody else is at work under the key.
func (p *Poster) only(ctx context.Context, key string) (release func(), err error) {
	mine := make(chan struct{})
	for {
		other, taken := p.busy.LoadOrStore(key, mine)
		if !taken {
			return func() { p.busy.Delete(key); close(mine) }, nil
		}
		select {
		case <-other.(chan struct{}):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// keep is Remember for what nothing may be done without.
func (m *Memory) keep(kind Kind, key string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return m.put(kind, key, data)
}

// forget drops what was kept in the table of replies.
func (m *Memory) forget(kind Kind, key string) {
	if err := m.Store.Replies.Delete(string(kind) + " " + key); err != nil {
		m.Log.Error("cannot remove from the state", "kind", string(kind), "err", err)
	}
}

// Leaving records that a message leaves that answers an event, so that it is looked for
// after a crash. Without a store it does nothing.
func (m *Memory) Leaving(event string) error {
	if m.Store == nil {
		return nil
	}
	return m.Store.Deliveries.Begin(event)
}

// Again lets First report true for the key once more: what was to happen did not.
func (m *Memory) Again(key string) {
	if err := m.Store.Flags.Delete(key); err != nil {
		m.Log.Error("cannot remove from the state", "kind", "once", "err", err)
	}
}

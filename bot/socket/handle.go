package socket

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"

	"beilun/internal/logs"
)

// take puts an envelope before the handlers. It never waits: the socket has to
// be read on. What does not fit is left for Slack to deliver again.
func (s *supervisor) take(k *conn, e Envelope) {
	k.inflight.Add(1)
	select {
	case s.inbox <- item{k, e}:
	default:
		k.inflight.Done()
		logs.Refuse(s.log, slog.LevelWarn, logs.Envelope, logs.QueueFull, "envelope", e.ID, "type", e.Type)
	}
}

// work handles envelopes until there are no more.
func (s *supervisor) work(ctx context.Context) {
	for it := range s.inbox {
		s.one(ctx, it)
	}
}

// one handles an envelope and acknowledges it on the socket that delivered it.
func (s *supervisor) one(ctx context.Context, it item) {
	defer it.conn.inflight.Done()
	ack, err := s.call(ctx, it.Envelope)
	if err != nil {
		s.log.Error("envelope not taken; Slack delivers an event again", "envelope", it.ID, "type", it.Type, "err", err)
		return
	}
	if err := it.conn.acknowledge(it.Envelope, ack); err != nil {
		s.log.Warn("envelope taken and not acknowledged; Slack delivers an event again", "socket", it.conn.serial, "err", err)
	}
}

// call calls the handler with the types that it knows; Slack wants every other
// one acknowledged, too. A panic is an error like any other.
func (s *supervisor) call(ctx context.Context, e Envelope) (ack json.RawMessage, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	switch e.Type {
	case "events_api", "slash_commands", "interactive":
	default:
		logs.Refuse(s.log, slog.LevelInfo, logs.Envelope, logs.UnknownKind, "envelope", e.ID, "type", e.Type)
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(ctx, handleTime)
	defer cancel()
	return s.handle(ctx, e)
}

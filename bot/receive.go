package bot

import (
	"context"
	"encoding/json"

	"github.com/slack-go/slack/socketmode"
)

// receive acknowledges what arrives and queues the work, until ctx ends.
func (b *Bot) receive(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-b.socket.Events:
			b.handle(ctx, e)
		}
	}
}

func (b *Bot) handle(ctx context.Context, e socketmode.Event) {
	switch e.Type {
	case socketmode.EventTypeHello:
		b.log.Info("connected to Slack")
		return
	case socketmode.EventTypeErrorBadMessage: // an envelope of an unknown type: Slack wants it acknowledged all the same
		if bad, ok := e.Data.(*socketmode.ErrorBadMessage); ok {
			b.ackRaw(ctx, bad.Message)
		}
		return
	}
	if e.Request == nil || e.Request.EnvelopeID == "" {
		return
	}
	if err := b.socket.AckCtx(ctx, e.Request.EnvelopeID, nil); err != nil {
		b.log.Warn("acknowledge", "err", redact(err))
	}
	d := delivery{ID: e.Request.EnvelopeID, Type: e.Request.Type, Payload: e.Request.Payload}
	var named struct {
		EventID string `json:"event_id"`
		Event   struct {
			Type, Channel, TS string
		}
	}
	if json.Unmarshal(d.Payload, &named) == nil && named.EventID != "" {
		d.ID = named.EventID
		again := b.seen.note("event " + d.ID)
		if named.Event.TS != "" && named.Event.Channel != "" && b.seen.note("message "+named.Event.Channel+" "+named.Event.TS) || again {
			return
		}
	}
	b.queue(job{"delivery", answerTime, func(ctx context.Context) error { return b.dispatch(ctx, d) }, func(context.Context) {}})
}

func (b *Bot) ackRaw(ctx context.Context, raw json.RawMessage) {
	var envelope struct {
		ID string `json:"envelope_id"`
	}
	if json.Unmarshal(raw, &envelope) != nil || envelope.ID == "" {
		return
	}
	if err := b.socket.AckCtx(ctx, envelope.ID, nil); err != nil {
		b.log.Warn("acknowledge", "err", redact(err))
	}
}

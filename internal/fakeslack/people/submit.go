package people

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"beilun/internal/fakeslack/blocks"
	"beilun/internal/fakeslack/socketmode"
)

// ViewReply is what an app answers a submission with.
type ViewReply struct {
	Action string            // response_action: errors, update, push, clear; empty: the view closes
	Errors map[string]string // by block ID
	Raw    json.RawMessage   // the payload of the acknowledgement
}

// submitWait bounds the wait for an acknowledgement in real time.
const submitWait = 10 * time.Second

// Submit presses the submit button of an open modal, and does what the app's
// answer says. It returns [socketmode.ErrNotAcknowledged] if none comes in time.
func (p *Persons) Submit(ctx context.Context, user, viewID string, values Values) (ViewReply, error) {
	p.world.Lock()
	v := p.screens.views[viewID]
	if v == nil || !v.open || v.user != user {
		p.world.Unlock()
		return ViewReply{}, fmt.Errorf("submit view %s: %s has no such view open", viewID, user)
	}
	payload := interaction("view_submission", user, p.screens.triggers.issue(user))
	shown := v.json()
	shown["state"] = map[string]any{"values": v.state(values)}
	payload["view"], payload["response_urls"] = shown, []any{}
	p.world.Unlock()
	d := &socketmode.Delivery{Kind: "interactive", Payload: payload, Accepts: true}
	var reply ViewReply
	d.OnAck = func(raw json.RawMessage) { reply = p.applyReply(v, raw) }
	if _, err := p.deliveries.Deliver(d); err != nil {
		return ViewReply{}, fmt.Errorf("submit view %s: %w", viewID, err)
	}
	if err := p.answered(ctx, d); err != nil {
		return ViewReply{}, fmt.Errorf("submit view %s: %w", viewID, err)
	}
	return reply, nil
}

// answered waits for an acknowledgement and what it brings about.
func (p *Persons) answered(ctx context.Context, d *socketmode.Delivery) error {
	ctx, cancel := context.WithTimeout(ctx, submitWait)
	defer cancel()
	return p.deliveries.Settled(ctx, d)
}

// applyReply does what the answer to a submission says.
func (p *Persons) applyReply(v *view, raw json.RawMessage) ViewReply {
	var body struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   json.RawMessage   `json:"view"`
	}
	_ = json.Unmarshal(raw, &body) // without a payload the view closes
	p.world.Lock()
	defer p.world.Unlock()
	switch body.Action {
	case "errors":
	case "clear":
		p.screens.closeStack(v.user)
	case "update":
		if fields, err := readView(body.View, "modal"); err == nil {
			v.fields, v.hash = nameBlocks(fields, p.world.Next), p.world.Next("hash.")
		}
	case "push":
		if fields, err := readView(body.View, "modal"); err == nil {
			_, _ = p.screens.pushView(v.user, fields) // a person sees an error where there are too many
		}
	default:
		p.screens.closeTop(v.user)
	}
	return ViewReply{body.Action, body.Errors, raw}
}

// CloseView closes an open modal. The app gets an event if the view asks for one.
func (p *Persons) CloseView(user, viewID string) (Sent, error) {
	p.world.Lock()
	v := p.screens.views[viewID]
	if v == nil || !v.open || v.user != user {
		p.world.Unlock()
		return Sent{}, fmt.Errorf("close view %s: %s has no such view open", viewID, user)
	}
	payload := interaction("view_closed", user, "")
	delete(payload, "trigger_id")
	payload["view"], payload["is_cleared"] = v.json(), false
	p.screens.closeTop(user)
	notify := string(v.fields["notify_on_close"]) == "true"
	p.world.Signal()
	p.world.Unlock()
	if !notify {
		return Sent{}, nil
	}
	id, err := p.deliveries.Deliver(&socketmode.Delivery{Kind: "interactive", Payload: payload, Accepts: true})
	return Sent{EnvelopeID: id}, err
}

// ClickView sends a click in a modal or App Home.
func (p *Persons) ClickView(user, viewID, actionID, value string) (Sent, error) {
	p.world.Lock()
	v := p.screens.views[viewID]
	if home := p.screens.homes[user]; home != nil && home.id == viewID {
		v = home
	}
	if v == nil || v.user != user {
		p.world.Unlock()
		return Sent{}, fmt.Errorf("click in view %s: %s has no such view", viewID, user)
	}
	found := blocks.Find(v.fields["blocks"], actionID)
	if found == nil {
		p.world.Unlock()
		return Sent{}, fmt.Errorf("click %s in view %s: it has no such button", actionID, viewID)
	}
	payload := interaction("block_actions", user, p.screens.triggers.issue(user))
	payload["view"], payload["container"] = v.json(), map[string]any{"type": "view", "view_id": v.id}
	payload["actions"] = []any{found.Action(value, p.world.Stamp())}
	p.world.Unlock()
	id, err := p.deliveries.Deliver(&socketmode.Delivery{Kind: "interactive", Payload: payload, Accepts: true})
	return Sent{EnvelopeID: id}, err
}

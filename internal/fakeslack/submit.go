package fakeslack

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"beilun/internal/fakeslack/blocks"
	"beilun/internal/fakeslack/socketmode"
)

// Values are what a person enters in a view: by block ID, then by action ID.
// A string is what is written or chosen; anything else is sent as it is.
type Values map[string]map[string]any

// ViewReply is what an app answers a submission with.
type ViewReply struct {
	Action string            // response_action: errors, update, push, clear; empty: the view closes
	Errors map[string]string // by block ID
	Raw    json.RawMessage   // the payload of the acknowledgement
}

// submitWait bounds the wait for an acknowledgement in real time.
const submitWait = 10 * time.Second

// Submit presses the submit button of an open modal, and does what the app's
// answer says. It returns ErrNotAcknowledged where none comes in time.
func (s *Server) Submit(ctx context.Context, user, viewID string, values Values) (ViewReply, error) {
	s.world.Lock()
	v := s.screens.views[viewID]
	if v == nil || !v.open || v.user != user {
		s.world.Unlock()
		return ViewReply{}, fmt.Errorf("submit view %s: %s has no such view open", viewID, user)
	}
	payload := interaction("view_submission", user, s.newTrigger(user))
	shown := v.json()
	shown["state"] = map[string]any{"values": v.state(values)}
	payload["view"], payload["response_urls"] = shown, []any{}
	s.world.Unlock()
	d := &socketmode.Delivery{Kind: "interactive", Payload: payload, Accepts: true}
	var reply ViewReply
	d.OnAck = func(raw json.RawMessage) { reply = s.applyReply(v, raw) }
	if _, err := s.Deliver(d); err != nil {
		return ViewReply{}, fmt.Errorf("submit view %s: %w", viewID, err)
	}
	if err := s.answered(ctx, d); err != nil {
		return ViewReply{}, fmt.Errorf("submit view %s: %w", viewID, err)
	}
	return reply, nil
}

// answered waits for an acknowledgement and what it brings about.
func (s *Server) answered(ctx context.Context, d *socketmode.Delivery) error {
	ctx, cancel := context.WithTimeout(ctx, submitWait)
	defer cancel()
	return s.Settled(ctx, d)
}

// applyReply does what the answer to a submission says.
func (s *Server) applyReply(v *view, raw json.RawMessage) ViewReply {
	var body struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   json.RawMessage   `json:"view"`
	}
	_ = json.Unmarshal(raw, &body) // without a payload the view closes
	s.world.Lock()
	defer s.world.Unlock()
	switch body.Action {
	case "errors":
	case "clear":
		s.closeStack(v.user)
	case "update":
		if fields, err := readView(body.View, "modal"); err == nil {
			v.fields, v.hash = nameBlocks(fields, s.world.Next), s.world.Next("hash.")
		}
	case "push":
		if fields, err := readView(body.View, "modal"); err == nil {
			_, _ = s.pushView(v.user, fields) // a person sees an error where there are too many
		}
	default:
		s.closeTop(v.user)
	}
	return ViewReply{body.Action, body.Errors, raw}
}

// CloseView closes an open modal. The app is told where the view asks for it.
func (s *Server) CloseView(user, viewID string) (Sent, error) {
	s.world.Lock()
	v := s.screens.views[viewID]
	if v == nil || !v.open || v.user != user {
		s.world.Unlock()
		return Sent{}, fmt.Errorf("close view %s: %s has no such view open", viewID, user)
	}
	payload := interaction("view_closed", user, "")
	delete(payload, "trigger_id")
	payload["view"], payload["is_cleared"] = v.json(), false
	s.closeTop(user)
	notify := string(v.fields["notify_on_close"]) == "true"
	s.world.Signal()
	s.world.Unlock()
	if !notify {
		return Sent{}, nil
	}
	id, err := s.Deliver(&socketmode.Delivery{Kind: "interactive", Payload: payload, Accepts: true})
	return Sent{EnvelopeID: id}, err
}

// ClickView sends a click in a modal or App Home.
func (s *Server) ClickView(user, viewID, actionID, value string) (Sent, error) {
	s.world.Lock()
	v := s.screens.views[viewID]
	if home := s.screens.homes[user]; home != nil && home.id == viewID {
		v = home
	}
	if v == nil || v.user != user {
		s.world.Unlock()
		return Sent{}, fmt.Errorf("click in view %s: %s has no such view", viewID, user)
	}
	found := blocks.Find(v.fields["blocks"], actionID)
	if found == nil {
		s.world.Unlock()
		return Sent{}, fmt.Errorf("click %s in view %s: it has no such button", actionID, viewID)
	}
	payload := interaction("block_actions", user, s.newTrigger(user))
	payload["view"], payload["container"] = v.json(), map[string]any{"type": "view", "view_id": v.id}
	payload["actions"] = []any{found.Action(value, s.world.Stamp())}
	s.world.Unlock()
	id, err := s.Deliver(&socketmode.Delivery{Kind: "interactive", Payload: payload, Accepts: true})
	return Sent{EnvelopeID: id}, err
}

// state is what is entered, in Slack's form.
func (v *view) state(values Values) map[string]any {
	out := map[string]any{}
	for block, actions := range values {
		entered := map[string]any{}
		for action, x := range actions {
			entered[action] = v.enter(action, x)
		}
		out[block] = entered
	}
	return out
}

// enter is what one element holds after x was entered.
func (v *view) enter(actionID string, x any) any {
	text, ok := x.(string)
	if !ok {
		return x
	}
	kind := "plain_text_input"
	if e := blocks.Find(v.fields["blocks"], actionID); e != nil {
		kind = e.Kind()
	}
	option := map[string]any{"text": map[string]any{"type": "plain_text", "text": text}, "value": text}
	switch kind {
	case "static_select", "radio_buttons", "external_select":
		return map[string]any{"type": kind, "selected_option": option}
	case "checkboxes", "multi_static_select":
		return map[string]any{"type": kind, "selected_options": []any{option}}
	}
	return map[string]any{"type": kind, "value": text}
}

package people

import (
	"encoding/json"

	"beilun/internal/fakeslack/blocks"
	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

// view is a modal or an App Home.
type view struct {
	id, user, hash, root, previous string
	open                           bool
	fields                         map[string]json.RawMessage // as the app gave them
}

// View is a modal or an App Home, as a test sees it.
type View struct {
	ID, User, Hash string
	Type           string // modal or home
	CallbackID     string
	Metadata       string // private_metadata
	Title          string
	Blocks         json.RawMessage
	Open           bool            // still on the screen
	Raw            json.RawMessage // as the app gave it

	fields map[string]any
}

// json returns a view as Slack sent it when it was read.
func (v View) json() map[string]any { return v.fields }

// export returns a copy of a view.
func (v *view) export() View {
	raw, _ := json.Marshal(v.fields) // RawMessages that were read before
	out := View{ID: v.id, User: v.user, Hash: v.hash, Blocks: v.fields["blocks"], Open: v.open, Raw: raw, fields: v.json()}
	var head struct {
		Type       string `json:"type"`
		CallbackID string `json:"callback_id"`
		Metadata   string `json:"private_metadata"`
		Title      struct {
			Text string `json:"text"`
		} `json:"title"`
	}
	if json.Unmarshal(raw, &head) == nil {
		out.Type, out.CallbackID, out.Metadata, out.Title = head.Type, head.CallbackID, head.Metadata, head.Title.Text
	}
	return out
}

// json returns a view as Slack sends it.
func (v *view) json() map[string]any {
	out := map[string]any{"callback_id": "", "private_metadata": "", "clear_on_close": false, "notify_on_close": false, "external_id": ""}
	for k, x := range v.fields {
		out[k] = x
	}
	out["id"], out["team_id"], out["hash"], out["app_id"], out["bot_id"], out["app_installed_team_id"] = v.id, sim.TeamID, v.hash, sim.AppID, sim.BotID, sim.TeamID
	out["root_view_id"], out["previous_view_id"] = v.root, nil
	if v.previous != "" {
		out["previous_view_id"] = v.previous
	}
	if out["state"] == nil {
		out["state"] = map[string]any{"values": map[string]any{}}
	}
	return out
}

// Values are what a person enters in a view: by block ID, then by action ID.
// A string is written or chosen; anything else is sent as it is.
type Values map[string]map[string]any

// state returns what is entered, in Slack's form.
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

// enter returns what one element holds after x was entered.
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

// readView reads and checks the view of a call. kind is modal or home, or empty
// for either.
func readView(raw json.RawMessage, kind string) (map[string]json.RawMessage, *webapi.Refusal) {
	var fields map[string]json.RawMessage
	if raw == nil || json.Unmarshal(raw, &fields) != nil {
		return nil, webapi.Refuse("invalid_arguments")
	}
	return fields, blocks.CheckView(raw, kind)
}

// nameBlocks gives the blocks of a view that have none a block_id.
func nameBlocks(fields map[string]json.RawMessage, next func(string) string) map[string]json.RawMessage {
	fields["blocks"] = blocks.Name(fields["blocks"], next)
	return fields
}

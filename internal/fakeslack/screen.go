package fakeslack

import (
	"encoding/json"

	"beilun/internal/fakeslack/sim"
)

// screens is what people see besides messages: modals and App Home.
type screens struct {
	views        map[string]*view // by ID
	stacks       map[string][]string
	homes        map[string]*view // by user
	order        []string         // of views, oldest first
	triggers     map[string]trigger
	triggerOrder []string
}

func newScreens() screens {
	return screens{views: map[string]*view{}, stacks: map[string][]string{}, homes: map[string]*view{}, triggers: map[string]trigger{}}
}

type view struct {
	id, user, hash, root, previous string
	open                           bool
	fields                         map[string]json.RawMessage // as the app gave them
}

// View is a modal or an App Home.
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

func (v View) json() map[string]any { return v.fields }

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

// json is a view as Slack sends it.
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

// Views returns every modal, oldest first, those that are closed too.
func (s *Server) Views() []View {
	s.world.Lock()
	defer s.world.Unlock()
	var out []View
	for _, id := range s.screens.order {
		out = append(out, s.screens.views[id].export())
	}
	return out
}

// Home returns the App Home of a user.
func (s *Server) Home(user string) (View, bool) {
	s.world.Lock()
	defer s.world.Unlock()
	if v := s.screens.homes[user]; v != nil {
		return v.export(), true
	}
	return View{}, false
}

package fakeslack

import (
	"encoding/json"
	"slices"
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

// maxStack is how many views may lie on top of each other.
const maxStack = 3

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
	out["id"], out["team_id"], out["hash"], out["app_id"], out["bot_id"], out["app_installed_team_id"] = v.id, TeamID, v.hash, AppID, BotID, TeamID
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
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []View
	for _, id := range s.screens.order {
		out = append(out, s.screens.views[id].export())
	}
	return out
}

// Home returns the App Home of a user.
func (s *Server) Home(user string) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v := s.screens.homes[user]; v != nil {
		return v.export(), true
	}
	return View{}, false
}

// readView reads and checks the view of a call.
func readView(raw json.RawMessage, kind string) (map[string]json.RawMessage, *refused) {
	var fields map[string]json.RawMessage
	if raw == nil || json.Unmarshal(raw, &fields) != nil {
		return nil, no("invalid_arguments")
	}
	return fields, checkView(raw, kind)
}

// newView makes a view and its names. The caller holds s.mu.
func (s *Server) newView(user string, fields map[string]json.RawMessage) *view {
	v := &view{id: s.next("V"), user: user, hash: s.next("hash."), open: true, fields: nameBlocks(fields, s.next)}
	v.root = v.id
	return v
}

// nameBlocks gives the blocks that have none a block_id, as Slack does.
func nameBlocks(fields map[string]json.RawMessage, next func(string) string) map[string]json.RawMessage {
	var blocks []map[string]any
	if json.Unmarshal(fields["blocks"], &blocks) != nil {
		return fields
	}
	for _, b := range blocks {
		if id, _ := b["block_id"].(string); id == "" {
			b["block_id"] = next("block")
		}
	}
	raw, err := json.Marshal(blocks)
	if err == nil {
		fields["blocks"] = raw
	}
	return fields
}

// pull uses up a trigger ID. The caller holds s.mu.
func (s *Server) pull(id string) (user string, err *refused) {
	t, ok := s.screens.triggers[id]
	delete(s.screens.triggers, id)
	switch {
	case !ok && slices.Contains(s.screens.triggerOrder, id):
		return "", no("exchanged_trigger_id")
	case !ok:
		return "", no("invalid_trigger_id")
	case !s.clock.Now().Before(t.ends):
		return "", no("expired_trigger_id")
	}
	return t.user, nil
}

func (s *Server) viewsOpen(p params) (result, *refused) { return s.showView(p, false) }
func (s *Server) viewsPush(p params) (result, *refused) { return s.showView(p, true) }

func (s *Server) showView(p params, push bool) (result, *refused) {
	fields, err := readView(p.raw("view"), "modal")
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	user, err := s.pull(p["trigger_id"])
	if err != nil {
		return nil, err
	}
	if !push {
		s.closeStack(user)
	}
	v, err := s.pushView(user, fields)
	if err != nil {
		return nil, err
	}
	s.signal()
	return result{"view": v.json()}, nil
}

// pushView lays a view on top of a user's. The caller holds s.mu.
func (s *Server) pushView(user string, fields map[string]json.RawMessage) (*view, *refused) {
	stack := s.screens.stacks[user]
	if len(stack) >= maxStack {
		return nil, no("push_limit_reached")
	}
	v := s.newView(user, fields)
	if len(stack) > 0 {
		v.root, v.previous = stack[0], stack[len(stack)-1]
	}
	s.screens.stacks[user] = append(stack, v.id)
	s.screens.views[v.id] = v
	s.screens.order = append(s.screens.order, v.id)
	if len(s.screens.order) > maxPosts {
		delete(s.screens.views, s.screens.order[0])
		s.screens.order = s.screens.order[1:]
	}
	return v, nil
}

// closeStack closes all views of a user. The caller holds s.mu.
func (s *Server) closeStack(user string) {
	for _, id := range s.screens.stacks[user] {
		if v := s.screens.views[id]; v != nil {
			v.open = false
		}
	}
	delete(s.screens.stacks, user)
}

// closeTop closes the topmost view of a user. The caller holds s.mu.
func (s *Server) closeTop(user string) {
	stack := s.screens.stacks[user]
	if len(stack) == 0 {
		return
	}
	if v := s.screens.views[stack[len(stack)-1]]; v != nil {
		v.open = false
	}
	s.screens.stacks[user] = stack[:len(stack)-1]
}

func (s *Server) viewsUpdate(p params) (result, *refused) {
	fields, err := readView(p.raw("view"), "")
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.screens.views[p["view_id"]]
	switch {
	case v == nil || !v.open:
		return nil, no("not_found")
	case p["hash"] != "" && p["hash"] != v.hash:
		return nil, no("hash_conflict")
	}
	v.fields, v.hash = nameBlocks(fields, s.next), s.next("hash.")
	s.signal()
	return result{"view": v.json()}, nil
}

func (s *Server) viewsPublish(p params) (result, *refused) {
	if p["user_id"] == "" {
		return nil, no("invalid_arguments")
	}
	fields, err := readView(p.raw("view"), "home")
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.screens.homes[p["user_id"]]
	switch {
	case v == nil:
		v = s.newView(p["user_id"], fields)
		s.screens.homes[p["user_id"]] = v
	case p["hash"] != "" && p["hash"] != v.hash:
		return nil, no("hash_conflict")
	default:
		v.fields, v.hash = nameBlocks(fields, s.next), s.next("hash.")
	}
	s.signal()
	return result{"view": v.json()}, nil
}

package fakeslack

import (
	"encoding/json"

	"beilun/internal/fakeslack/blocks"
	"beilun/internal/fakeslack/webapi"
)

// maxStack is how many views may lie on top of each other.
const maxStack = 3

// readView reads and checks the view of a call.
func readView(raw json.RawMessage, kind string) (map[string]json.RawMessage, *webapi.Refusal) {
	var fields map[string]json.RawMessage
	if raw == nil || json.Unmarshal(raw, &fields) != nil {
		return nil, webapi.Refuse("invalid_arguments")
	}
	return fields, blocks.CheckView(raw, kind)
}

// newView makes a view and its names. The caller holds the lock.
func (s *Server) newView(user string, fields map[string]json.RawMessage) *view {
	v := &view{id: s.world.Next("V"), user: user, hash: s.world.Next("hash."), open: true, fields: nameBlocks(fields, s.world.Next)}
	v.root = v.id
	return v
}

// nameBlocks gives the blocks of a view that have none a block_id.
func nameBlocks(fields map[string]json.RawMessage, next func(string) string) map[string]json.RawMessage {
	fields["blocks"] = blocks.Name(fields["blocks"], next)
	return fields
}

func (s *Server) viewsOpen(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	return s.showView(p, false)
}
func (s *Server) viewsPush(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	return s.showView(p, true)
}

func (s *Server) showView(p webapi.Params, push bool) (webapi.Result, *webapi.Refusal) {
	fields, err := readView(p.Raw("view"), "modal")
	if err != nil {
		return nil, err
	}
	s.world.Lock()
	defer s.world.Unlock()
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
	s.world.Signal()
	return webapi.Result{"view": v.json()}, nil
}

// pushView lays a view on top of a user's. The caller holds the lock.
func (s *Server) pushView(user string, fields map[string]json.RawMessage) (*view, *webapi.Refusal) {
	stack := s.screens.stacks[user]
	if len(stack) >= maxStack {
		return nil, webapi.Refuse("push_limit_reached")
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

// closeStack closes all views of a user. The caller holds the lock.
func (s *Server) closeStack(user string) {
	for _, id := range s.screens.stacks[user] {
		if v := s.screens.views[id]; v != nil {
			v.open = false
		}
	}
	delete(s.screens.stacks, user)
}

// closeTop closes the topmost view of a user. The caller holds the lock.
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

func (s *Server) viewsUpdate(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	fields, err := readView(p.Raw("view"), "")
	if err != nil {
		return nil, err
	}
	s.world.Lock()
	defer s.world.Unlock()
	v := s.screens.views[p["view_id"]]
	switch {
	case v == nil || !v.open:
		return nil, webapi.Refuse("not_found")
	case p["hash"] != "" && p["hash"] != v.hash:
		return nil, webapi.Refuse("hash_conflict")
	}
	v.fields, v.hash = nameBlocks(fields, s.world.Next), s.world.Next("hash.")
	s.world.Signal()
	return webapi.Result{"view": v.json()}, nil
}

func (s *Server) viewsPublish(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	if p["user_id"] == "" {
		return nil, webapi.Refuse("invalid_arguments")
	}
	fields, err := readView(p.Raw("view"), "home")
	if err != nil {
		return nil, err
	}
	s.world.Lock()
	defer s.world.Unlock()
	v := s.screens.homes[p["user_id"]]
	switch {
	case v == nil:
		v = s.newView(p["user_id"], fields)
		s.screens.homes[p["user_id"]] = v
	case p["hash"] != "" && p["hash"] != v.hash:
		return nil, webapi.Refuse("hash_conflict")
	default:
		v.fields, v.hash = nameBlocks(fields, s.world.Next), s.world.Next("hash.")
	}
	s.world.Signal()
	return webapi.Result{"view": v.json()}, nil
}

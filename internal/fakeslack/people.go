package fakeslack

import (
	"slices"

	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

// SetLocale sets the locale of a user.
func (s *Server) SetLocale(user, locale string) {
	s.world.Lock()
	defer s.world.Unlock()
	s.workspace.locales[user] = locale
}

func (s *Server) usersInfo(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	user := p["user"]
	if user == "" {
		return nil, webapi.Refuse("user_not_found")
	}
	s.world.Lock()
	defer s.world.Unlock()
	info := map[string]any{"id": user, "team_id": sim.TeamID, "name": "somebody", "is_bot": user == sim.BotUser}
	if p.Flag("include_locale", false) {
		info["locale"] = s.opts.Locale
		if l := s.workspace.locales[user]; l != "" {
			info["locale"] = l
		}
	}
	return webapi.Result{"user": info}, nil
}

// Reactions returns the emoji that the bot has put on a message.
func (s *Server) Reactions(channel, ts string) []string {
	s.world.Lock()
	defer s.world.Unlock()
	return slices.Clone(s.workspace.reactions[channel+" "+ts])
}

func (s *Server) addReaction(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	s.world.Lock()
	defer s.world.Unlock()
	key := p["channel"] + " " + p["timestamp"]
	switch {
	case s.find(p["channel"], p["timestamp"]) == nil:
		return nil, webapi.Refuse("message_not_found")
	case p["name"] == "":
		return nil, webapi.Refuse("invalid_name")
	case slices.Contains(s.workspace.reactions[key], p["name"]):
		return nil, webapi.Refuse("already_reacted")
	}
	s.workspace.reactions[key] = append(s.workspace.reactions[key], p["name"])
	s.world.Signal()
	return nil, nil
}

func (s *Server) removeReaction(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	s.world.Lock()
	defer s.world.Unlock()
	key := p["channel"] + " " + p["timestamp"]
	i := slices.Index(s.workspace.reactions[key], p["name"])
	if i < 0 {
		return nil, webapi.Refuse("no_reaction")
	}
	s.workspace.reactions[key] = slices.Delete(s.workspace.reactions[key], i, i+1)
	s.world.Signal()
	return nil, nil
}

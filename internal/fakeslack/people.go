package fakeslack

import "slices"

// SetLocale sets the locale of a user.
func (s *Server) SetLocale(user, locale string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.workspace.locales[user] = locale
}

func (s *Server) usersInfo(p params) (result, *refused) {
	user := p["user"]
	if user == "" {
		return nil, no("user_not_found")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	info := map[string]any{"id": user, "team_id": TeamID, "name": "somebody", "is_bot": user == BotUser}
	if p.flag("include_locale", false) {
		info["locale"] = s.opts.Locale
		if l := s.workspace.locales[user]; l != "" {
			info["locale"] = l
		}
	}
	return result{"user": info}, nil
}

// Reactions returns the emoji that the bot has put on a message.
func (s *Server) Reactions(channel, ts string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.workspace.reactions[channel+" "+ts])
}

func (s *Server) addReaction(p params) (result, *refused) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := p["channel"] + " " + p["timestamp"]
	switch {
	case s.find(p["channel"], p["timestamp"]) == nil:
		return nil, no("message_not_found")
	case p["name"] == "":
		return nil, no("invalid_name")
	case slices.Contains(s.workspace.reactions[key], p["name"]):
		return nil, no("already_reacted")
	}
	s.workspace.reactions[key] = append(s.workspace.reactions[key], p["name"])
	s.signal()
	return nil, nil
}

func (s *Server) removeReaction(p params) (result, *refused) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := p["channel"] + " " + p["timestamp"]
	i := slices.Index(s.workspace.reactions[key], p["name"])
	if i < 0 {
		return nil, no("no_reaction")
	}
	s.workspace.reactions[key] = slices.Delete(s.workspace.reactions[key], i, i+1)
	s.signal()
	return nil, nil
}

package fakeslack

import (
	"slices"
	"time"

	"beilun/internal/fakeslack/webapi"
)

// triggerLife is how long a trigger ID opens a view.
const triggerLife = 3 * time.Second

// trigger is a trigger ID, good for one view.
type trigger struct {
	user string
	ends time.Time
}

// newTrigger makes a trigger ID. The caller holds the lock.
func (s *Server) newTrigger(user string) string {
	id := s.world.Next("trigger.")
	s.screens.triggers[id] = trigger{user, s.world.Now().Add(triggerLife)}
	s.screens.triggerOrder = append(s.screens.triggerOrder, id)
	if len(s.screens.triggerOrder) > maxPosts {
		delete(s.screens.triggers, s.screens.triggerOrder[0])
		s.screens.triggerOrder = s.screens.triggerOrder[1:]
	}
	return id
}

// pull uses up a trigger ID. The caller holds the lock.
func (s *Server) pull(id string) (user string, err *webapi.Refusal) {
	t, ok := s.screens.triggers[id]
	delete(s.screens.triggers, id)
	switch {
	case !ok && slices.Contains(s.screens.triggerOrder, id):
		return "", webapi.Refuse("exchanged_trigger_id")
	case !ok:
		return "", webapi.Refuse("invalid_trigger_id")
	case !s.world.Now().Before(t.ends):
		return "", webapi.Refuse("expired_trigger_id")
	}
	return t.user, nil
}

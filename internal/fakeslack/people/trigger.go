package people

import (
	"slices"
	"time"

	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

// triggerLife is how long a trigger ID opens a view.
const triggerLife = 3 * time.Second

// maxTriggers bounds the trigger IDs that are remembered.
const maxTriggers = 20_000

// trigger is a trigger ID, good for one view.
type trigger struct {
	user string
	ends time.Time
}

// triggers are the trigger IDs that the app has been given.
type triggers struct {
	world *sim.World

	// Below, the world's lock.
	byID  map[string]trigger
	order []string // oldest first
}

func newTriggers(w *sim.World) *triggers { return &triggers{world: w, byID: map[string]trigger{}} }

// issue returns a new trigger ID. The caller holds the lock.
func (t *triggers) issue(user string) string {
	id := t.world.Next("trigger.")
	t.byID[id] = trigger{user, t.world.Now().Add(triggerLife)}
	t.order = append(t.order, id)
	if len(t.order) > maxTriggers {
		delete(t.byID, t.order[0])
		t.order = t.order[1:]
	}
	return id
}

// pull uses up a trigger ID. The caller holds the lock.
func (t *triggers) pull(id string) (user string, err *webapi.Refusal) {
	found, ok := t.byID[id]
	delete(t.byID, id)
	switch {
	case !ok && slices.Contains(t.order, id):
		return "", webapi.Refuse("exchanged_trigger_id")
	case !ok:
		return "", webapi.Refuse("invalid_trigger_id")
	case !t.world.Now().Before(found.ends):
		return "", webapi.Refuse("expired_trigger_id")
	}
	return found.user, nil
}

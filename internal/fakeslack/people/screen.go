package people

import (
	"encoding/json"

	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

const (
	maxStack = 3      // how many views may lie on top of each other
	maxViews = 20_000 // that are remembered
)

// Screens are what people see besides messages: modals and App Home. They are
// safe for concurrent use.
type Screens struct {
	world    *sim.World
	triggers *triggers

	// Below, the world's lock.
	views  map[string]*view    // by ID
	stacks map[string][]string // of view IDs, by user
	homes  map[string]*view    // by user
	order  []string            // of views, oldest first
}

func newScreens(w *sim.World, t *triggers) *Screens {
	return &Screens{world: w, triggers: t, views: map[string]*view{}, stacks: map[string][]string{}, homes: map[string]*view{}}
}

// Views returns every modal, oldest first, those that are closed too.
func (sc *Screens) Views() []View {
	sc.world.Lock()
	defer sc.world.Unlock()
	var out []View
	for _, id := range sc.order {
		out = append(out, sc.views[id].export())
	}
	return out
}

// Home returns the App Home of a user.
func (sc *Screens) Home(user string) (View, bool) {
	sc.world.Lock()
	defer sc.world.Unlock()
	if v := sc.homes[user]; v != nil {
		return v.export(), true
	}
	return View{}, false
}

// newView returns a view and gives it its names. The caller holds the lock.
func (sc *Screens) newView(user string, fields map[string]json.RawMessage) *view {
	v := &view{id: sc.world.Next("V"), user: user, hash: sc.world.Next("hash."), open: true, fields: nameBlocks(fields, sc.world.Next)}
	v.root = v.id
	return v
}

// pushView lays a view on top of a user's. The caller holds the lock.
func (sc *Screens) pushView(user string, fields map[string]json.RawMessage) (*view, *webapi.Refusal) {
	stack := sc.stacks[user]
	if len(stack) >= maxStack {
		return nil, webapi.Refuse("push_limit_reached")
	}
	v := sc.newView(user, fields)
	if len(stack) > 0 {
		v.root, v.previous = stack[0], stack[len(stack)-1]
	}
	sc.stacks[user] = append(stack, v.id)
	sc.views[v.id] = v
	sc.order = append(sc.order, v.id)
	if len(sc.order) > maxViews {
		delete(sc.views, sc.order[0])
		sc.order = sc.order[1:]
	}
	return v, nil
}

// closeStack closes all views of a user. The caller holds the lock.
func (sc *Screens) closeStack(user string) {
	for _, id := range sc.stacks[user] {
		if v := sc.views[id]; v != nil {
			v.open = false
		}
	}
	delete(sc.stacks, user)
}

// closeTop closes the topmost view of a user. The caller holds the lock.
func (sc *Screens) closeTop(user string) {
	stack := sc.stacks[user]
	if len(stack) == 0 {
		return
	}
	if v := sc.views[stack[len(stack)-1]]; v != nil {
		v.open = false
	}
	sc.stacks[user] = stack[:len(stack)-1]
}

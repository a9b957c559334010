package news

import (
	"encoding/json"
	"log/slog"
	"time"

	"beilun/bot/surface"
	"beilun/internal/state"
)

// placeState is what was posted in a channel or thread.
type placeState struct {
	Digested time.Time // when a digest was last posted
	Notices  int       // that were made
}

// places keeps what was posted where, and who wants no notices.
type places struct {
	memory *surface.Memory
	log    *slog.Logger
}

// of returns what was posted in a place.
func (p *places) of(key string) (v placeState) {
	raw, ok, err := p.memory.Store.Places.Get(key)
	if err == nil && ok {
		err = json.Unmarshal(raw, &v)
	}
	if err != nil {
		p.log.Error("cannot read from the state", "key", key, "err", err)
	}
	return v
}

// digested writes down, within tx, that a channel has a digest now.
func (p *places) digested(tx *state.Tx, n *note) error {
	var at placeState
	raw, ok, err := p.memory.Store.Places.GetIn(tx, n.place())
	if err == nil && ok {
		err = json.Unmarshal(raw, &at) // in a direct message there may be notices, too
	}
	if err != nil {
		return err
	}
	at.Digested = time.Now()
	return putJSON(p.memory.Store.Places, tx, n.place(), at)
}

// isQuiet reports whether a thread, or its channel, wants no notices. It returns
// true if the state cannot be read: better too few than too many.
func (p *places) isQuiet(channel, thread string) bool {
	for _, key := range []string{surface.Place(channel, ""), surface.Place(channel, thread)} {
		if _, ok, err := p.memory.Store.Quiet.Get(key); ok || err != nil {
			return true
		}
	}
	return false
}

// silence ends the notices of a thread or a channel.
func (p *places) silence(place, user string) error {
	if err := p.memory.Store.Quiet.Put(place, true); err != nil {
		return err
	}
	p.log.Info("no more notices", "key", place, "user", user)
	return nil
}

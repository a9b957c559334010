package people

import (
	"slices"

	"beilun/internal/fakeslack/webapi"
)

// Reactions returns the emoji that the bot has put on a message.
func (ch *Channels) Reactions(channel, ts string) []string {
	ch.world.Lock()
	defer ch.world.Unlock()
	return slices.Clone(ch.reactions[channel+" "+ts])
}

func (ch *Channels) addReaction(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	ch.world.Lock()
	defer ch.world.Unlock()
	key := p["channel"] + " " + p["timestamp"]
	switch {
	case ch.find(p["channel"], p["timestamp"]) == nil:
		return nil, webapi.Refuse("message_not_found")
	case p["name"] == "":
		return nil, webapi.Refuse("invalid_name")
	case slices.Contains(ch.reactions[key], p["name"]):
		return nil, webapi.Refuse("already_reacted")
	}
	ch.reactions[key] = append(ch.reactions[key], p["name"])
	ch.world.Signal()
	return nil, nil
}

func (ch *Channels) removeReaction(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	ch.world.Lock()
	defer ch.world.Unlock()
	key := p["channel"] + " " + p["timestamp"]
	i := slices.Index(ch.reactions[key], p["name"])
	if i < 0 {
		return nil, webapi.Refuse("no_reaction")
	}
	ch.reactions[key] = slices.Delete(ch.reactions[key], i, i+1)
	ch.world.Signal()
	return nil, nil
}

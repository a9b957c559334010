package people

import (
	"errors"
	"slices"
	"time"

	"beilun/internal/fakeslack/blocks"
	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

const (
	maxHookUses = 5                // how often a response URL may be used
	hookLife    = 30 * time.Minute // and for how long
)

// Hooks are the response URLs that the app has been given. They are safe for
// concurrent use.
type Hooks struct {
	world    *sim.World
	channels *Channels
	address  string           // what comes before the ID of a hook
	byID     map[string]*hook // guarded by the world's lock
}

func newHooks(w *sim.World, ch *Channels, address string) *Hooks {
	return &Hooks{world: w, channels: ch, address: address, byID: map[string]*hook{}}
}

// hook is a response URL.
type hook struct {
	channel, user, thread string
	source                string // timestamp of the message that was clicked; empty for a slash command
	private               bool   // that message was ephemeral
	uses                  int
}

// issue returns a response URL, which is gone after hookLife. The caller holds the lock.
func (x *Hooks) issue(h hook) string {
	id := x.world.Next("hook")
	x.byID[id] = &h
	x.world.AfterLocked(hookLife, func() {
		x.world.Lock()
		delete(x.byID, id)
		x.world.Unlock()
	})
	return x.address + id
}

// ErrUsed is returned for a response URL that is unknown or used up.
var ErrUsed = errors.New("used_url")

var errFull = errors.New("fatal_error")

// Respond shows, replaces or deletes a message through a response URL. It returns
// [ErrUsed], or an error whose text is Slack's.
func (x *Hooks) Respond(id string, p webapi.Params) error {
	remove := p.Flag("delete_original", false)
	c, refusal := contentOf(p)
	if refusal != nil && !remove {
		return errors.New(refusal.Code)
	}
	x.world.Lock()
	defer x.world.Unlock()
	h := x.byID[id]
	if h == nil || h.uses >= maxHookUses {
		return ErrUsed
	}
	if x.channels.full() {
		return errFull
	}
	h.uses++
	post := Post{
		Method: "response_url", Channel: h.channel, User: h.user, ThreadTS: p["thread_ts"], Text: c.text, Blocks: c.blocks, Metadata: c.metadata,
		Ephemeral: p["response_type"] != "in_channel", Replace: p.Flag("replace_original", false), Delete: remove, Unfurl: true,
	}
	switch original := x.channels.find(h.channel, h.source); {
	case remove:
		post.TS, post.Ephemeral = h.source, h.private
		x.channels.messages[h.channel] = slices.DeleteFunc(x.channels.messages[h.channel], func(m *message) bool { return m == original && m != nil })
	case post.Replace && h.source != "":
		post.TS, post.Ephemeral = h.source, h.private
		if original != nil {
			original.text, original.blocks, original.edited = c.text, blocks.Name(c.blocks, x.world.Next), true
		}
	default:
		post.TS = x.world.Stamp()
		if !post.Ephemeral {
			post.User = ""
			x.channels.write(h.channel, &message{ts: post.TS, thread: post.ThreadTS, user: sim.BotUser, botID: sim.BotID, text: c.text, blocks: blocks.Name(c.blocks, x.world.Next), metadata: c.metadata})
		}
	}
	x.channels.record(post)
	return nil
}

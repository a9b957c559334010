package people

import (
	"context"
	"slices"
	"time"

	"beilun/internal/fakeslack/sim"
)

const (
	maxMessages = 10_000 // in a channel; the oldest are forgotten
	maxPosts    = 20_000 // that the bot may send; after that it is an error
)

// Channels are the messages of the workspace, and what the bot has sent. They
// are safe for concurrent use.
type Channels struct {
	world     *sim.World
	assistant *Assistant

	// Below, the world's lock.
	messages  map[string][]*message // by channel, oldest first
	posts     []Post                // what the bot sent, in order
	reactions map[string][]string   // by channel and message
	shared    map[string]bool       // channels that another organisation is in
}

func newChannels(w *sim.World, a *Assistant) *Channels {
	return &Channels{world: w, assistant: a, messages: map[string][]*message{}, reactions: map[string][]string{}, shared: map[string]bool{}}
}

// Share shares a channel with another organisation, as Slack Connect does.
func (ch *Channels) Share(channel string) {
	ch.world.Lock()
	defer ch.world.Unlock()
	ch.shared[channel] = true
}

func (ch *Channels) isShared(channel string) bool {
	ch.world.Lock()
	defer ch.world.Unlock()
	return ch.shared[channel]
}

// write adds a message to a channel. The caller holds the lock.
func (ch *Channels) write(channel string, m *message) {
	all := append(ch.messages[channel], m)
	if len(all) > maxMessages {
		all = slices.Delete(all, 0, len(all)-maxMessages)
	}
	ch.messages[channel] = all
}

// find returns a message, nil if there is none. The caller holds the lock.
func (ch *Channels) find(channel, ts string) *message {
	for _, m := range ch.messages[channel] {
		if m.ts == ts {
			return m
		}
	}
	return nil
}

// full reports whether the bot has sent as much as it may. The caller holds the
// lock.
func (ch *Channels) full() bool { return len(ch.posts) >= maxPosts }

// record keeps what the bot sent. The caller holds the lock.
func (ch *Channels) record(p Post) {
	p.At, p.BotID = time.Now(), sim.BotID
	ch.posts = append(ch.posts, p)
	ch.world.Signal()
}

// Posts returns what the bot sent so far, in order: updates too.
func (ch *Channels) Posts() []Post {
	ch.world.Lock()
	defer ch.world.Unlock()
	return slices.Clone(ch.posts)
}

// WaitPosts waits until at least n posts have arrived and returns all of them.
func (ch *Channels) WaitPosts(ctx context.Context, n int) ([]Post, error) {
	err := ch.world.Until(ctx, func() bool { return len(ch.posts) >= n })
	return ch.Posts(), err
}

// Ephemerals returns the posts that only one person saw.
func (ch *Channels) Ephemerals() []Post {
	return slices.DeleteFunc(ch.Posts(), func(p Post) bool { return !p.Ephemeral })
}

// Messages returns the messages that a channel now shows, oldest first. Deleted
// and ephemeral messages are not among them.
func (ch *Channels) Messages(channel string) []Shown {
	ch.world.Lock()
	defer ch.world.Unlock()
	var out []Shown
	for _, m := range ch.messages[channel] {
		out = append(out, Shown{m.ts, m.thread, m.user, m.botID, m.text, m.blocks, m.metadata, m.edited})
	}
	return out
}

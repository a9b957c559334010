package fakeslack

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"beilun/internal/fakeslack/sim"
)

// workspace is what people and the bot have written.
type workspace struct {
	channels  map[string][]*message // by channel, oldest first
	posts     []Post                // what the bot sent, in order
	locales   map[string]string     // by user
	statuses  []Status
	prompts   map[string][]Prompt // by channel
	titles    map[string]string   // by channel and thread
	hooks     map[string]*hook    // response URLs by ID
	reactions map[string][]string // by channel and message
}

func newWorkspace() workspace {
	return workspace{
		channels: map[string][]*message{}, locales: map[string]string{}, prompts: map[string][]Prompt{}, titles: map[string]string{},
		hooks: map[string]*hook{}, reactions: map[string][]string{},
	}
}

// message is one message in a channel.
type message struct {
	ts, thread, user, botID, text string
	blocks, metadata              json.RawMessage
	edited                        bool
	broadcast                     bool // a reply that the channel shows, too
	extra                         map[string]any
}

const (
	maxMessages = 10_000 // in a channel; the oldest are forgotten
	maxPosts    = 20_000 // that the bot may send; after that it is an error
)

// Post is one message that the bot sent.
type Post struct {
	Method    string // chat.postMessage, chat.postEphemeral, chat.update, response_url or ack
	Channel   string
	User      string // of an ephemeral message
	ThreadTS  string
	Text      string
	Blocks    json.RawMessage
	Metadata  json.RawMessage
	BotID     string
	Ephemeral bool
	Broadcast bool // also shown in the channel
	Unfurl    bool // links or media may be unfurled
	Replace   bool // takes the place of the message that was clicked
	Delete    bool // takes away the message that was clicked
	Updated   bool // chat.update has changed it since
	TS        string
	At        time.Time
}

// write adds a message to a channel. The caller holds the lock.
func (s *Server) write(channel string, m *message) {
	all := append(s.workspace.channels[channel], m)
	if len(all) > maxMessages {
		all = slices.Delete(all, 0, len(all)-maxMessages)
	}
	s.workspace.channels[channel] = all
}

// find returns a message, nil where there is none. The caller holds the lock.
func (s *Server) find(channel, ts string) *message {
	for _, m := range s.workspace.channels[channel] {
		if m.ts == ts {
			return m
		}
	}
	return nil
}

// record keeps what the bot sent. The caller holds the lock.
func (s *Server) record(p Post) {
	p.At, p.BotID = time.Now(), sim.BotID
	s.workspace.posts = append(s.workspace.posts, p)
	s.world.Signal()
}

// Posts returns what the bot sent so far, in order: updates too.
func (s *Server) Posts() []Post {
	s.world.Lock()
	defer s.world.Unlock()
	return slices.Clone(s.workspace.posts)
}

// WaitPosts waits until at least n posts have arrived and returns all of them.
func (s *Server) WaitPosts(ctx context.Context, n int) ([]Post, error) {
	err := s.world.Until(ctx, func() bool { return len(s.workspace.posts) >= n })
	return s.Posts(), err
}

// Ephemerals returns the posts that one person alone saw.
func (s *Server) Ephemerals() []Post {
	return slices.DeleteFunc(s.Posts(), func(p Post) bool { return !p.Ephemeral })
}

// Shown is a message as it now stands in a channel.
type Shown struct {
	TS, ThreadTS, User, BotID, Text string
	Blocks, Metadata                json.RawMessage
	Edited                          bool
}

// Messages returns what now stands in a channel, oldest first: without what
// was deleted, and without ephemeral messages.
func (s *Server) Messages(channel string) []Shown {
	s.world.Lock()
	defer s.world.Unlock()
	var out []Shown
	for _, m := range s.workspace.channels[channel] {
		out = append(out, Shown{m.ts, m.thread, m.user, m.botID, m.text, m.blocks, m.metadata, m.edited})
	}
	return out
}

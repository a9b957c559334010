package fakeslack

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"beilun/internal/fakeslack/blocks"
	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

const (
	maxHookUses = 5                // how often a response URL may be used
	hookLife    = 30 * time.Minute // and for how long
)

// hook is a response URL.
type hook struct {
	channel, user, thread string
	source                string // timestamp of the message that was clicked; empty for a slash command
	private               bool   // that message was ephemeral
	uses                  int
}

// newHook makes a response URL, which is gone after hookLife. The caller holds the lock.
func (s *Server) newHook(h hook) string {
	id := s.world.Next("hook")
	s.workspace.hooks[id] = &h
	s.world.AfterLocked(hookLife, func() {
		s.world.Lock()
		delete(s.workspace.hooks, id)
		s.world.Unlock()
	})
	return s.url + "/response/" + id
}

// response takes what is sent to a response URL.
func (s *Server) response(w http.ResponseWriter, r *http.Request) {
	const name = "response_url"
	s.meter.count(name)
	s.faults.wrap(w, r, name, func(w http.ResponseWriter) {
		p, err := webapi.ReadJSON(http.MaxBytesReader(w, r.Body, webapi.MaxBody))
		if err != nil {
			http.Error(w, "invalid_payload", http.StatusBadRequest)
			return
		}
		switch err := s.respond(strings.TrimPrefix(r.URL.Path, "/response/"), p); {
		case err == nil:
			_, _ = io.WriteString(w, "ok") // the client may be gone
		case errors.Is(err, errUsed):
			http.Error(w, err.Error(), http.StatusNotFound)
		default:
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
	})
}

var (
	errUsed = errors.New("used_url")
	errFull = errors.New("fatal_error")
)

// respond shows, replaces or deletes a message through a response URL.
func (s *Server) respond(id string, p webapi.Params) error {
	remove := p.Flag("delete_original", false)
	c, refusal := contentOf(p)
	if refusal != nil && !remove {
		return errors.New(refusal.Code)
	}
	s.world.Lock()
	defer s.world.Unlock()
	h := s.workspace.hooks[id]
	if h == nil || h.uses >= maxHookUses {
		return errUsed
	}
	if len(s.workspace.posts) >= maxPosts {
		return errFull
	}
	h.uses++
	post := Post{
		Method: "response_url", Channel: h.channel, User: h.user, ThreadTS: p["thread_ts"], Text: c.text, Blocks: c.blocks, Metadata: c.metadata,
		Ephemeral: p["response_type"] != "in_channel", Replace: p.Flag("replace_original", false), Delete: remove, Unfurl: true,
	}
	switch original := s.find(h.channel, h.source); {
	case remove:
		post.TS, post.Ephemeral = h.source, h.private
		s.workspace.channels[h.channel] = slices.DeleteFunc(s.workspace.channels[h.channel], func(m *message) bool { return m == original && m != nil })
	case post.Replace && h.source != "":
		post.TS, post.Ephemeral = h.source, h.private
		if original != nil {
			original.text, original.blocks, original.edited = c.text, blocks.Name(c.blocks, s.world.Next), true
		}
	default:
		post.TS = s.world.Stamp()
		if !post.Ephemeral {
			post.User = ""
			s.write(h.channel, &message{ts: post.TS, thread: post.ThreadTS, user: sim.BotUser, botID: sim.BotID, text: c.text, blocks: blocks.Name(c.blocks, s.world.Next), metadata: c.metadata})
		}
	}
	s.record(post)
	return nil
}

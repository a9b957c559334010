// Package fakeslack is a Slack that runs on the loopback interface: the Socket
// Mode protocol and the part of the Web API that the bot uses, in raw JSON over
// HTTP and WebSocket. It shares no code with the client library that the bot
// is built on, so that it cannot share its mistakes.
//
// [Start] starts one; [Server.Mention], [Server.DirectMessage],
// [Server.Slash] and [Server.Click] send what a person does, and
// [Server.WaitPosts] waits for what the bot posts.
package fakeslack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// The tokens that the server accepts.
const (
	BotToken = "xoxb-fake-bot-token"
	AppToken = "xapp-fake-app-token"
	BotUser  = "UBOT00001"
	BotID    = "BBOT00001"
)

// Options are the options of a Server; the zero value is ready for use.
type Options struct {
	PingInterval time.Duration // of WebSocket pings; 0: 5 s
	RetryAfter   time.Duration // unacknowledged events are sent again after this; 0: never
	Locale       string        // of every user; empty: zh-CN
}

// Post is one message that the bot sent.
type Post struct {
	Method    string // chat.postMessage, chat.postEphemeral, chat.update or response_url
	Channel   string
	User      string // of an ephemeral message
	ThreadTS  string
	Text      string
	Blocks    json.RawMessage
	Ephemeral bool
	Unfurl    bool // links or media may be unfurled
	TS        string
	At        time.Time
}

// Server is a fake Slack. It is safe for concurrent use.
type Server struct {
	opts   Options
	http   *http.Server
	url    string
	ctx    context.Context
	stop   context.CancelFunc
	served sync.WaitGroup

	mu        sync.Mutex
	sockets   []*socket
	connected chan struct{} // closed when the first socket is up
	tickets   map[string]bool
	opens     int
	posts     []Post
	changed   chan struct{}        // closed and replaced at each post and ack
	sent      map[string]time.Time // by envelope ID
	acks      map[string]time.Duration
	hooks     map[string]*hook // response URLs by ID
	serial    int
}

type hook struct {
	channel, user string
	uses          int
}

// Start starts a server. The caller closes it.
func Start(opts Options) (*Server, error) {
	if opts.PingInterval == 0 {
		opts.PingInterval = 5 * time.Second
	}
	if opts.Locale == "" {
		opts.Locale = "zh-CN"
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("start fake Slack: %w", err)
	}
	s := &Server{
		opts: opts, url: "http://" + l.Addr().String(),
		connected: make(chan struct{}), tickets: map[string]bool{}, changed: make(chan struct{}),
		sent: map[string]time.Time{}, acks: map[string]time.Duration{}, hooks: map[string]*hook{},
	}
	s.ctx, s.stop = context.WithCancel(context.Background())
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", s.api)
	mux.HandleFunc("/link", s.link)
	mux.HandleFunc("/response/", s.response)
	s.http = &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	s.served.Go(func() {
		if err := s.http.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			panic(err) // a listener of our own does not fail
		}
	})
	return s, nil
}

// URL is the base of the Web API, with a slash at its end.
func (s *Server) URL() string { return s.url + "/api/" }

// Close ends the server and waits for its goroutines.
func (s *Server) Close() error {
	s.stop()
	err := s.http.Close()
	s.mu.Lock()
	sockets := s.sockets
	s.mu.Unlock()
	for _, k := range sockets {
		_ = k.conn.Close() // it may be closed already
	}
	s.served.Wait()
	return err
}

func (s *Server) next(prefix string) string {
	s.serial++
	return fmt.Sprintf("%s%06d", prefix, s.serial)
}

// ts makes a message timestamp, which is also the message's name.
func (s *Server) ts() string {
	s.serial++
	return fmt.Sprintf("%d.%06d", 1_700_000_000+s.serial/1000, s.serial%1_000_000)
}

// signal wakes those who wait. The caller holds s.mu.
func (s *Server) signal() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// wait blocks until ok, which is called with s.mu held, or ctx ends.
func (s *Server) wait(ctx context.Context, ok func() bool) error {
	for {
		s.mu.Lock()
		done, changed := ok(), s.changed
		s.mu.Unlock()
		if done {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// WaitConnected waits for the first socket.
func (s *Server) WaitConnected(ctx context.Context) error {
	select {
	case <-s.connected:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// WaitPosts waits until at least n posts have arrived and returns all of them.
func (s *Server) WaitPosts(ctx context.Context, n int) ([]Post, error) {
	err := s.wait(ctx, func() bool { return len(s.posts) >= n })
	return s.Posts(), err
}

// WaitAcks waits until n envelopes have been acknowledged.
func (s *Server) WaitAcks(ctx context.Context, n int) error {
	return s.wait(ctx, func() bool { return len(s.acks) >= n })
}

// Posts returns what was posted so far, in order.
func (s *Server) Posts() []Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Post(nil), s.posts...)
}

// Acks returns how long the acknowledgement of each envelope took.
func (s *Server) Acks() map[string]time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make(map[string]time.Duration, len(s.acks))
	for id, d := range s.acks {
		out[id] = d
	}
	return out
}

// Opens returns how often apps.connections.open was called.
func (s *Server) Opens() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.opens
}

// reply writes a JSON object as Slack does: errors too with status 200.
func reply(w http.ResponseWriter, v map[string]any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(v) // the client may be gone
}

func fail(w http.ResponseWriter, code string) { reply(w, map[string]any{"ok": false, "error": code}) }

// bearer returns the token of a request: from the header or, as older clients
// do, from the form.
func bearer(r *http.Request) string {
	if t, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return t
	}
	return r.FormValue("token")
}

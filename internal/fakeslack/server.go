package fakeslack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"beilun/internal/fakeslack/people"
	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/socketmode"
	"beilun/internal/fakeslack/webapi"
)

// The names that the server knows the app by.
const (
	BotToken = "xoxb-fake-bot-token"
	AppToken = "xapp-fake-app-token"
	BotUser  = sim.BotUser
)

// Options are the options of a Server; the zero value is ready for use.
type Options struct {
	Address      string        // to listen on; empty: a free port of 127.0.0.1
	PingInterval time.Duration // of WebSocket pings, in real time; 0: 5 s
	Locale       string        // of users without one of their own; empty: zh-CN
	Scopes       []string      // granted to the bot token; nil: all that the server knows
	Clock        *sim.Clock    // time of deadlines, retries and limits; nil: the real one
	Speed        float64       // of the real time: 60 makes a minute a second; 0: 1
	Seed         uint64        // of the choice of sockets
	Tiers        bool          // hold calls against Slack's rate limits
	MaxSockets   int           // how many connections an app may have; 0: 10
	Notice       time.Duration // on the clock, from warning to refresh_requested; 0: 10 s
	Grace        time.Duration // on the clock, from refresh_requested to the close; 0: 2 s
	GhostLife    time.Duration // on the clock: how long a half-open socket is counted; 0: 2 min
	Echo         bool          // send the bot the events of its own messages, as in a channel it is in
	StrictAcks   bool          // an acknowledgement counts on the delivering socket only
	Public       string        // host and port by which clients reach the server, if not its own
}

func (o Options) withDefaults() Options {
	if o.Address == "" {
		o.Address = "127.0.0.1:0"
	}
	if o.PingInterval == 0 {
		o.PingInterval = 5 * time.Second
	}
	if o.Locale == "" {
		o.Locale = "zh-CN"
	}
	if o.Scopes == nil {
		o.Scopes = AllScopes()
	}
	if o.Speed == 0 {
		o.Speed = 1
	}
	if o.MaxSockets == 0 {
		o.MaxSockets = 10
	}
	if o.Notice == 0 {
		o.Notice = 10 * time.Second
	}
	if o.Grace == 0 {
		o.Grace = 2 * time.Second
	}
	if o.GhostLife == 0 {
		o.GhostLife = 2 * time.Minute
	}
	return o
}

// Server is a fake Slack. It is safe for concurrent use. Its fields are what a test
// acts with and looks at; they are not changed after Start.
type Server struct {
	People     *people.Persons        // what people do
	Channels   *people.Channels       // messages and reactions
	Assistant  *people.Assistant      // statuses, titles and prompts of threads
	Users      *people.Users          // locales
	Screens    *people.Screens        // modals and App Home
	Files      *people.Files          // what people have shared
	Sockets    *socketmode.Sockets    // the connections of the app
	Deliveries *socketmode.Deliveries // envelopes and their acknowledgements

	hooks *people.Hooks
	opts  Options
	world *sim.World
	http  *http.Server
	url   string
	host  string // host and port that it listens at

	faults  *faults
	meter   *meter
	methods map[string]webapi.Method // of the Web API; only read
}

// Start starts a server. The caller closes it.
func Start(opts Options) (*Server, error) {
	opts = opts.withDefaults()
	l, err := net.Listen("tcp", opts.Address)
	if err != nil {
		return nil, fmt.Errorf("start fake Slack: %w", err)
	}
	clock := sim.Real(opts.Speed)
	if opts.Clock != nil {
		clock = opts.Clock
	}
	host := cmp.Or(opts.Public, l.Addr().String())
	w := sim.NewWorld(clock, opts.Seed)
	s := &Server{opts: opts, url: "http://" + host, host: l.Addr().String(), world: w, faults: newFaults(w), meter: newMeter(w, opts.Tiers)}
	s.Sockets, s.Deliveries = socketmode.New(w, "ws://"+host+"/link", socketmode.Options{
		PingInterval: opts.PingInterval, MaxSockets: opts.MaxSockets, Notice: opts.Notice, Grace: opts.Grace, GhostLife: opts.GhostLife,
		StrictAcks: opts.StrictAcks, Refuse: s.faults.refuseHandshake,
	})
	space := people.New(w, s.Deliveries, people.Options{Address: s.url, Locale: opts.Locale})
	s.People, s.Channels, s.Assistant, s.Users = space.Persons, space.Channels, space.Assistant, space.Users
	s.Screens, s.Files, s.hooks = space.Screens, space.Files, space.Hooks
	s.methods = space.Methods()
	s.methods["auth.test"] = authTest
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", s.owned(s.api))
	mux.HandleFunc("/link", s.owned(s.Sockets.Accept))
	mux.HandleFunc("/response/", s.owned(s.response))
	mux.HandleFunc("/files-pri/", s.owned(s.serveFile))
	mux.HandleFunc("/signin", s.owned(s.serveSignIn))
	s.http = &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	s.world.Go(func() {
		if err := s.http.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			panic(err) // a listener of our own does not fail
		}
	})
	return s, nil
}

// owned makes Close wait for a handler, which http.Server does not.
func (s *Server) owned(handle http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if s.world.Enter() {
			defer s.world.Leave()
			handle(w, r)
		}
	}
}

// URL returns the base of the Web API, with a slash at its end.
func (s *Server) URL() string { return s.url + "/api/" }

// Host returns the host and port that the server listens at, whatever Options.Public
// says.
func (s *Server) Host() string { return s.host }

// Close ends the server and waits for its goroutines.
func (s *Server) Close() error {
	s.world.Stop()
	err := s.http.Close()
	s.Sockets.CloseConns()
	s.world.Join()
	return err
}

// Fail makes the next calls of a method go wrong. "response_url" is the name of
// response URLs, "websocket" of the handshake, "files.download" of fetching a
// file. A Failure with only a Delay slows the calls.
func (s *Server) Fail(method string, f Failure) { s.faults.fail(method, f) }

// Heal removes the failures of a method that have not happened yet.
func (s *Server) Heal(method string) { s.faults.heal(method) }

// Wait waits until ok, which is called whenever something has happened and
// may call the server's methods.
func (s *Server) Wait(ctx context.Context, ok func() bool) error { return s.world.Wait(ctx, ok) }

package fakeslack

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack/people"
	"beilun/internal/fakeslack/socketmode"
	"beilun/internal/needs"
)

// line is a line that a Node program printed.
type line struct {
	What     string
	Error    string
	Code     string
	Text     string
	Type     string
	Value    string
	Kept     string
	TS       string
	Thread   string
	Retry    int    `json:"retry_num"`
	Reason   string `json:"retry_reason"`
	Envelope string `json:"envelope_id"`
	EventID  string `json:"event_id"`
	Accepts  bool
	OK       bool
	MS       int
	Scopes   []string
	Pages    [][]string
	Metadata struct{ Messages []string }
	Reply    json.RawMessage
}

// program is a Node program of ours that runs one of Slack's own clients.
type program struct {
	t     *testing.T
	lines chan line
	seen  []line
}

// node starts a program against s until the test ends.
func node(t *testing.T, s *Server, script string, env ...string) *program {
	t.Helper()
	modules := needs.Node(t)
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, "node", filepath.Join("testdata", "node", script))
	cmd.Env = append(os.Environ(), append(env, "NODE_PATH="+modules, "API_URL="+s.URL(), "BOT_TOKEN="+BotToken, "APP_TOKEN="+AppToken)...)
	var complaints strings.Builder
	cmd.Stderr = &complaints
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &program{t: t, lines: make(chan line, 1000)}
	read := make(chan struct{})
	go func() {
		defer close(read)
		defer close(p.lines)
		p.read(out)
	}()
	t.Cleanup(func() {
		_ = in.Close() // the program ends when its input does
		ended := time.AfterFunc(3*time.Second, cancel)
		<-read
		_ = cmd.Wait() // killed or ended, either will do
		ended.Stop()
		cancel()
		if t.Failed() {
			t.Logf("%s complained:\n%s", script, complaints.String())
		}
	})
	return p
}

func (p *program) read(out io.Reader) {
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var what line
		if json.Unmarshal(lines.Bytes(), &what) == nil {
			select {
			case p.lines <- what:
			default: // nobody listens any more
			}
		}
	}
}

// until waits for a line.
func (p *program) until(name string, ok func(line) bool) line {
	p.t.Helper()
	limit := time.After(45 * time.Second)
	for {
		select {
		case what, open := <-p.lines:
			if !open {
				p.t.Fatalf("the program ended before %s; it printed %+v", name, p.seen)
			}
			p.seen = append(p.seen, what)
			if what.What == name && (ok == nil || ok(what)) {
				return what
			}
		case <-limit:
			p.t.Fatalf("no %s; it printed %+v", name, p.seen)
		}
	}
}

func within(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// TestBolt runs an app written with Slack's own framework through everything a
// person does with it.
func TestBolt(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	p := node(t, s, "bolt.js")
	p.until("started", nil)
	sent, ctx := must[Sent](t), within(t)

	m := sent(s.People.Mention(Message{Channel: "C1", User: "U1", Text: "<@" + BotUser + "> 你好"}))
	posts := must[[]Post](t)(s.Channels.WaitPosts(ctx, 1))
	if p := posts[0]; p.ThreadTS != m.TS || !strings.HasSuffix(p.Text, "你好") || !strings.Contains(string(p.Metadata), m.TS) {
		t.Errorf("answered with %+v", p)
	}

	sent(s.People.Slash("C1", "U1", "状态"))
	posts = must[[]Post](t)(s.Channels.WaitPosts(ctx, 3))
	a, b := posts[1], posts[2]
	if a.Method == "response_url" {
		a, b = b, a // they come over two connections, and either may be first
	}
	if a.Method != "ack" || a.Text != "at once: 状态" || !a.Ephemeral || b.Method != "response_url" || b.Ephemeral {
		t.Errorf("the command was answered with %+v and %+v", a, b)
	}

	sent(s.People.ClickMessage("U1", posts[0], "why", ""))
	if a := p.until("action", nil); a.Value != "v1" || a.TS != posts[0].TS || a.Thread != m.TS {
		t.Errorf("the click came as %+v", a)
	}
	if a := p.until("second open", nil); a.Error != "exchanged_trigger_id" {
		t.Errorf("a trigger was good for two views: %+v", a)
	}
	views := s.Screens.Views()
	if len(views) != 1 || !views[0].Open || views[0].CallbackID != "reason" {
		t.Fatalf("views %+v", views)
	}
	submit := func(text string) people.ViewReply {
		return must[people.ViewReply](t)(s.People.Submit(ctx, "U1", views[0].ID, Values{"b": {"r": text}}))
	}
	if r := submit("no"); r.Action != "errors" || r.Errors["b"] != "say more" || !s.Screens.Views()[0].Open {
		t.Errorf("answered %+v", r)
	}
	if r := submit("because"); r.Action != "" || s.Screens.Views()[0].Open {
		t.Errorf("answered %+v", r)
	}
	if a := p.until("reason", nil); a.Value != "because" || a.Kept != "v1" {
		t.Errorf("submitted as %+v", a)
	}

	sent(s.People.Shortcut("look", "U1", Message{Channel: "C1", User: "U2", Text: "原文"}))
	posts = must[[]Post](t)(s.Channels.WaitPosts(ctx, 4))
	if p := posts[3]; p.Text != "looked: 原文" {
		t.Errorf("the shortcut was answered with %+v", p)
	}

	sent(s.People.OpenHome("U9", "home"))
	if err := s.Wait(ctx, func() bool { _, ok := s.Screens.Home("U9"); return ok }); err != nil {
		t.Error("no home:", err)
	}
	if n := s.Stats(); n.Retries != 0 || n.Lost != 0 || n.AcksElsewhere != 0 || n.AcksUnknown != 0 {
		t.Errorf("stats %+v", n)
	}
}

// TestSocketMode runs Slack's own Socket Mode client through what happens to
// connections, as its own integration tests do.
func TestSocketMode(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Speed: 20, PingInterval: time.Second, Notice: 10 * time.Second, GhostLife: time.Minute})
	p := node(t, s, "socket.js")
	p.until("connected", nil)
	sent := must[Sent](t)

	m := sent(s.People.Message(Message{Channel: "C1", User: "U1", Text: "wait"}))
	if e := p.until("envelope", nil); e.EventID != m.EventID || e.Retry != 0 || e.Envelope != m.EnvelopeID || e.Accepts {
		t.Errorf("delivered as %+v", e)
	}
	if e := p.until("envelope", nil); e.EventID != m.EventID || e.Retry != 1 || e.Reason != "timeout" || e.Envelope == m.EnvelopeID {
		t.Errorf("delivered again as %+v", e)
	}
	sent(s.People.Slash("C1", "U1", "x"))
	if e := p.until("envelope", nil); e.Type != "slash_commands" || !e.Accepts {
		t.Errorf("the command came as %+v", e)
	}
	s.Sockets.SendRaw([]byte(`{not JSON`))
	works := func(after string) {
		t.Helper()
		sent, err := s.People.Message(Message{Channel: "C1", User: "U1", Text: after})
		if err != nil && err != socketmode.ErrNoSocket {
			t.Fatal(err)
		}
		p.until("envelope", func(e line) bool { return e.EventID == sent.EventID && e.Text == after })
	}
	works("after malformed JSON")
	sent(s.People.Unknown())
	p.until("envelope", func(e line) bool { return e.Type == "something_new" })
	for _, reason := range []string{"warning", "refresh_requested", "too_many_websockets"} {
		s.Sockets.Disconnect(reason)
		p.until("close", nil)
		works("while away after " + reason) // is delivered after the reconnection
	}
	s.Sockets.DropAll()
	works("after a reset")
	s.Sockets.HalfOpen()
	p.until("close", nil)
	works("after an unresponsive peer")
	s.Fail("websocket", Failure{Status: 409})
	s.Sockets.Disconnect("warning")
	p.until("error", nil)
	works("after a refused handshake")
	if n := s.Stats(); n.ClientPings == 0 || n.AcksElsewhere != 0 || n.Failed != 0 {
		t.Errorf("stats %+v", n)
	}
}

// TestWebAPI checks our answers with Slack's own Web API client.
func TestWebAPI(t *testing.T) {
	t.Parallel()
	needs.Node(t)
	s := start(t, Options{})
	s.Users.SetLocale("U1", "en-US")
	root := s.People.Say(Message{Channel: "C2", User: "U1", Text: "1"})
	for _, text := range []string{"2", "3", "4", "5"} {
		s.People.Say(Message{Channel: "C2", User: "U1", Text: text, ThreadTS: root})
	}
	s.Fail("chat.postMessage", Failure{RetryAfter: time.Second})
	s.Fail("chat.update", Failure{RetryAfter: 7 * time.Second})
	p := node(t, s, "web.js", "THREAD="+root)
	next := func(name string) line { t.Helper(); return p.until(name, nil) }

	if a := next("auth"); !a.OK || !slices.Contains(a.Scopes, "chat:write") {
		t.Errorf("auth.test: %+v", a)
	}
	for _, tt := range []struct{ what, want string }{{"wrong token", "invalid_auth"}, {"app token", "not_allowed_token_type"}, {"revoked", "token_revoked"}} {
		if a := next(tt.what); a.Error != tt.want {
			t.Errorf("%s: %+v", tt.what, a)
		}
	}
	if a := next("limited"); !a.OK || a.MS < 900 {
		t.Errorf("Retry-After was not honoured: %+v", a)
	}
	s.Fail("chat.postMessage", Failure{Status: 503})
	if a := next("rejected"); a.Code != "slack_webapi_rate_limited_error" {
		t.Errorf("429 was not seen as a rate limit: %+v", a)
	}
	next("down")
	a := next("blocks")
	if a.Error != "invalid_blocks" || !slices.Equal(a.Metadata.Messages, []string{
		"[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]",
		"[ERROR] unsupported type: graph [json-pointer:/blocks/1/type]",
	}) {
		t.Errorf("invalid blocks: %+v", a)
	}
	for _, tt := range []struct{ what, want string }{{"long update", "msg_too_long"}, {"no message", "message_not_found"}, {"trigger", "invalid_trigger_id"}} {
		if a := next(tt.what); a.Error != tt.want {
			t.Errorf("%s: %+v", tt.what, a)
		}
	}
	if a := next("pages"); len(a.Pages) != 3 || strings.Join(slices.Concat(a.Pages...), "") != "12345" {
		t.Errorf("pages %q", a.Pages)
	}
	if a := next("methods"); !a.OK || !strings.Contains(string(a.Reply), `"locale":"en-US","texts":["# heading","root again"]`) {
		t.Errorf("methods: %s %+v", a.Reply, a)
	}
	next("end")
}

package bot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/bot/intake/intaketest"
	"beilun/bot/message"
	"beilun/internal/fakeslack"
	"beilun/internal/logs"
	"beilun/internal/state"
	"beilun/knowledge/read"
)

// records is a log in JSON that can be read while it is written.
type records struct {
	mu  sync.Mutex
	raw bytes.Buffer
}

func (r *records) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.raw.Write(p)
}

func (r *records) logger() *slog.Logger {
	return logs.New(r, logs.Options{Form: logs.JSON, Level: slog.LevelDebug})
}

// refusals returns what and why of each refusal, in order.
func (r *records) refusals(t *testing.T) (out []string) {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	for line := range bytes.Lines(r.raw.Bytes()) {
		var one struct{ Msg, What, Why string }
		if err := json.Unmarshal(line, &one); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if one.Msg == "not acted on" {
			out = append(out, one.What+" "+one.Why)
		}
	}
	return out
}

// only waits for a refusal after the first n, and checks that it alone is there.
func (r *records) only(t *testing.T, n int, name string, what logs.What, why logs.Why) {
	t.Helper()
	waitFor(t, "refusal of "+name, func() bool { return len(r.refusals(t)) > n })
	time.Sleep(50 * time.Millisecond)
	if got, want := r.refusals(t)[n:], string(what)+" "+string(why); len(got) != 1 || got[0] != want {
		t.Errorf("%s: %v, want %s", name, got, want)
	}
}

// TestRefusals does one thing of each kind that the bot does not act on. Each leaves one
// line that says why.
func TestRefusals(t *testing.T) {
	t.Parallel()
	var log records
	s := start(t, Options{Logger: log.logger(), Channels: []string{"C1", "CSHARED"}})
	first, err := s.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> 总部投资"})
	if err != nil {
		t.Fatal(err)
	}
	s.posts(t, 1)
	s.Channels.Share("CSHARED")
	event := func(pairs ...string) func() error {
		return func() error {
			e := map[string]any{"channel": "D1", "channel_type": "im", "ts": "1700000000.000100", "event_ts": "1700000000.000100"}
			for i := 0; i < len(pairs); i += 2 {
				e[pairs[i]] = pairs[i+1]
			}
			_, err := s.People.Event(e)
			return err
		}
	}
	says := func(m fakeslack.Message, say func(fakeslack.Message) (fakeslack.Sent, error)) func() error {
		return func() error { _, err := say(m); return err }
	}
	slash := func(user, text string) func() error {
		return func() error { _, err := s.People.Slash("C1", user, text); return err }
	}
	click := func(action, value string) func() error {
		return func() error { _, err := s.People.Click("C1", "U1", action, value); return err }
	}
	mention := "<@" + fakeslack.BotUser + "> "
	for _, tt := range []struct {
		name string
		what logs.What
		why  logs.Why
		do   func() error
	}{
		{"its own message", logs.Message, logs.OwnMessage, event("type", "message", "user", fakeslack.BotUser, "bot_id", "B1")},
		{"another app's", logs.Message, logs.OtherBot, event("type", "message", "bot_id", "B2")},
		{"nobody's", logs.Message, logs.NoAuthor, event("type", "message", "text", "x")},
		{"among people", logs.Message, logs.NotAddressed, says(fakeslack.Message{Channel: "C1", User: "U1", Text: "早"}, s.People.Message)},
		{"chatter below an answer", logs.Message, logs.NotAsked, says(fakeslack.Message{Channel: "C1", User: "U1", ThreadTS: first.TS, Text: "哈哈"}, s.People.Message)},
		{"to somebody else below an answer", logs.Message, logs.NotAsked, says(fakeslack.Message{Channel: "C1", User: "U1", ThreadTS: first.TS, Text: "<@U2> 你看呢？"}, s.People.Message)},
		{"a nod", logs.Message, logs.NothingSaid, says(fakeslack.Message{Channel: "D1", User: "U1", Text: "好的"}, s.People.DirectMessage)},
		{"a note of Slack's", logs.Message, logs.NotSaid, event("type", "message", "subtype", "channel_topic", "user", "U1", "channel", "C1", "channel_type", "channel")},
		{"an edit of what was never answered", logs.Message, logs.Edited, func() error {
			sent, err := s.People.Edit("C1", s.People.Say(fakeslack.Message{Channel: "C1", User: "U1", Text: "晚"}), "早")
			_ = sent
			return err
		}},
		{"an event of a new kind", logs.Event, logs.UnknownKind, event("type", "something_new")},
		{"an event that is not asked for", logs.Event, logs.UnknownKind, event("type", "team_join")},
		{"somebody joins", logs.Event, logs.NotAddressed, func() error { _, err := s.People.JoinChannel("C1", "U7"); return err }},
		{"an envelope of a new kind", logs.Envelope, logs.UnknownKind, func() error { _, err := s.People.Unknown(); return err }},
		{"a frame that is no JSON", logs.Frame, logs.Unreadable, func() error { s.Sockets.SendRaw([]byte("{")); return nil }},
		{"the second event of a mention", logs.Event, logs.Again, func() error {
			_, _, err := s.People.MentionPair(fakeslack.Message{Channel: "C1", User: "U1", Text: mention + "产值"})
			return err
		}},
		{"a channel that is not named", logs.Event, logs.NotHere, says(fakeslack.Message{Channel: "C9", User: "U1", Text: mention + "产值"}, s.People.Mention)},
		{"a channel that others share", logs.Event, logs.Shared, says(fakeslack.Message{Channel: "CSHARED", User: "U1", Text: mention + "产值"}, s.People.Mention)},
		{"a command for admins", logs.Command, logs.NoAdmin, slash("U1", "reindex")},
		{"nearly a command", logs.Command, logs.UnknownCommand, slash("U1", "subscrib 吉利")},
		{"a subscription without a newsroom", logs.Subscription, logs.BuiltIn, slash("U1", "subscribe 吉利")},
		{"the end of none", logs.Subscription, logs.Gone, slash("U1", "unsubscribe 吉利")},
		{"a correction of what is built in", logs.Correction, logs.BuiltIn, slash("UADMIN", "correct 金谷 = 银谷")},
		{"a file without a folder", logs.Command, logs.BuiltIn, slash("UADMIN", "add https://x.example/F1")},
		{"a file in a direct message", logs.File, logs.BuiltIn, func() error {
			m, _ := s.People.Attach(fakeslack.Message{Channel: "D1", User: "U1"}, intaketest.YunheFile())
			_, err := s.People.DirectMessage(m)
			return err
		}},
		{"somebody's file in a channel", logs.File, logs.NoAdmin, func() error {
			m, _ := s.People.Attach(fakeslack.Message{Channel: "C1", User: "U1", Text: mention + "产值"}, intaketest.YunheFile())
			_, err := s.People.Mention(m)
			return err
		}},
		{"a button of nobody's", logs.Click, logs.UnknownKind, click("something_new", "")},
		{"a button of an answer that is gone", logs.Click, logs.Gone, click(message.MoreAction, "no key")},
		{"a verdict on an answer that is gone", logs.Click, logs.Gone, click(message.UsefulAction, "useful no key")},
		{"a correction by a click", logs.Click, logs.BuiltIn, click(takeInAction, "x")},
		{"a shortcut of nobody's", logs.Click, logs.UnknownKind, func() error {
			_, err := s.People.Shortcut("something_new", "U1", fakeslack.Message{Channel: "C1", User: "U2", Text: "x"})
			return err
		}},
	} {
		n := len(log.refusals(t))
		if err := tt.do(); err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		log.only(t, n, tt.name, tt.what, tt.why)
	}
}

// TestRefusedForLoad asks faster than is answered, and more than has room.
func TestRefusedForLoad(t *testing.T) {
	t.Parallel()
	ask := func(t *testing.T, s *stage, user, text string) {
		t.Helper()
		if _, err := s.People.DirectMessage(fakeslack.Message{Channel: "D" + user, User: user, Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("too fast", func(t *testing.T) {
		t.Parallel()
		var log records
		s := start(t, Options{Logger: log.logger(), PerUser: 1})
		for i := range 7 { // six within the five minutes that a question may wait
			ask(t, s, "U1", fmt.Sprint("问", i))
		}
		log.only(t, 0, "too fast", logs.Event, logs.TooFast)
	})
	t.Run("stopped", func(t *testing.T) {
		t.Parallel()
		var log records
		s := start(t, Options{Logger: log.logger()})
		ask(t, s, "U1", "slow")
		s.untilAsked(t)
		if _, err := s.People.StopSession("DU1", "", "U1"); err != nil {
			t.Fatal(err)
		}
		log.only(t, 0, "stopped", logs.Event, logs.Stopped)
	})
	t.Run("queue full", func(t *testing.T) {
		t.Parallel()
		var log records
		s := start(t, Options{Logger: log.logger(), Queue: 1})
		ask(t, s, "U1", "slow")
		s.untilAsked(t)
		ask(t, s, "U1", "问一") // waits behind it: one thing after the other in a conversation
		ask(t, s, "U1", "问二")
		log.only(t, 0, "queue full", logs.Event, logs.QueueFull)
		close(s.parrot.slow)
	})
	t.Run("too old", func(t *testing.T) {
		t.Parallel()
		path := filepath.Join(t.TempDir(), "state.db")
		earlier := state.Options{Now: func() time.Time { return time.Now().Add(-time.Hour) }}
		before, err := state.Open(path, earlier)
		if err != nil {
			t.Fatal(err)
		}
		payload := json.RawMessage(`{"event_id":"Ev1","event":{"type":"app_mention","channel":"C1","user":"U1","ts":"1.1","text":"x"}}`)
		if _, err := before.Deliveries.Note(state.Delivery{ID: "Ev1", Type: "events_api", Payload: payload}, "C1 1.1"); err != nil {
			t.Fatal(err)
		}
		if err := before.Close(); err != nil {
			t.Fatal(err)
		}
		st, err := state.Open(path, state.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = st.Close() })
		var log records
		start(t, Options{Logger: log.logger(), State: st})
		log.only(t, 0, "too old", logs.Event, logs.TooOld)
	})
}

// TestRefusedFiles hands files over that are not taken.
func TestRefusedFiles(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		file fakeslack.File
		want string
	}{
		"a picture":       {fakeslack.File{Name: "a.png", Mimetype: "image/png", Data: []byte("x")}, "file unknown_kind"},
		"too large":       {fakeslack.File{Name: "a.txt", Data: bytes.Repeat([]byte("x"), read.MaxFile+1)}, "file too_large"},
		"no text":         {fakeslack.File{Name: "a.pdf", Data: []byte("%PDF-1.4\nx")}, "file cannot_be_read"},
		"deleted already": {fakeslack.File{Name: "a.txt", Mode: "tombstone", Data: []byte("x")}, "file not_fetched"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := startDesk(t, deskOptions{})
			d.hand(t, "UADMIN", "", tt.file)
			d.post(t, 1)
			d.end()
			got := regexp.MustCompile(`(?m)msg="not acted on" what=(\S+) why=(\S+)`).FindAllStringSubmatch(d.log.String(), -1)
			if len(got) != 1 || got[0][1]+" "+got[0][2] != tt.want {
				t.Errorf("%v, want %s\n%s", got, tt.want, d.log)
			}
		})
	}
}

// TestLogCalls checks that each message of a log call is written out, so that it can be
// searched for, and that what is logged has the names that package logs lists.
func TestLogCalls(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile(filepath.Join("..", "internal", "logs", "doc.go"))
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^//\t(.*)`).FindAllStringSubmatch(string(doc), -1) {
		names, meaning, _ := strings.Cut(m[1], "  ")
		if _, more, ok := strings.Cut(meaning, ": "); ok && strings.HasPrefix(names, "count") {
			names += ", " + more
		}
		if names == "" { // the line before goes on
			names = meaning
		}
		for _, name := range strings.Split(names, ",") {
			listed[strings.TrimSpace(name)] = true
		}
	}
	call := regexp.MustCompile(`[lL]og(?:ger)?\.(?:Debug|Info|Warn|Error)\((.*)`)
	key := regexp.MustCompile(`, "([A-Za-z_]+)", `)
	var unknown []string
	n := 0
	for _, folder := range []string{".", "delivery", "intake", "news", "socket", "surface", "talk", "webapi", "../index/library", "../internal/state", "../knowledge/corpus"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasSuffix(f, "_test.go") {
				continue
			}
			src, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range call.FindAllStringSubmatch(string(src), -1) {
				n++
				if !strings.HasPrefix(m[1], `"`) || regexp.MustCompile(`^"[^"]*"\s*\+`).MatchString(m[1]) {
					t.Errorf("%s: the message is put together: %s", f, m[0])
				}
				for _, k := range key.FindAllStringSubmatch(m[1], -1) {
					if !listed[k[1]] {
						unknown = append(unknown, k[1]+" in "+f)
					}
				}
			}
		}
	}
	slices.Sort(unknown)
	if unknown = slices.Compact(unknown); len(unknown) > 0 || n < 50 {
		t.Errorf("%d calls; names that internal/logs/doc.go does not list:\n%s", n, strings.Join(unknown, "\n"))
	}
}

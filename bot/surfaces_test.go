package bot

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/index/answer"
	"beilun/internal/fakeslack"
	"beilun/internal/state"
)

// reading is a bot that knows the built-in releases, in a fake Slack.
type reading struct {
	*fakeslack.Server
	bot *Bot
}

func startReading(t *testing.T) *reading {
	t.Helper()
	x, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	return startWith(t, answer.New(x, answer.Options{}), Options{Admins: []string{"UADMIN"}})
}

// startWith runs a bot that answers with a over the built-in releases.
func startWith(t *testing.T, a Answerer, opts Options) *reading {
	t.Helper()
	x, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := state.Temporary(state.Options{Now: opts.Now})
	if err != nil {
		t.Fatal(err)
	}
	opts.APIURL, opts.State = srv.URL(), kept
	b := New(fakeslack.BotToken, fakeslack.AppToken, a, bookshelf{x}, opts)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		if err := b.Run(ctx); err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	t.Cleanup(func() {
		cancel()
		running.Wait()
		if err := srv.Close(); err != nil {
			t.Errorf("close fake Slack: %v", err)
		}
		if err := kept.Close(); err != nil {
			t.Errorf("close state: %v", err)
		}
	})
	if err := srv.Sockets.WaitConnected(within(t)); err != nil {
		t.Fatal("not connected:", err)
	}
	return &reading{srv, b}
}

// until waits for what the bot does other than posting.
func (r *reading) until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for ctx := within(t); !ok(); time.Sleep(5 * time.Millisecond) {
		if ctx.Err() != nil {
			t.Fatalf("no %s", what)
		}
	}
}

// post waits for n posts and returns the last.
func (r *reading) post(t *testing.T, n int) fakeslack.Post {
	t.Helper()
	return (&stage{Server: r.Server}).posts(t, n)[n-1]
}

const geely = "吉利新能源汽车总部总投资多少？"

func TestMentionIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	_, _, err := r.People.MentionPair(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> " + geely})
	if err != nil {
		t.Fatal(err)
	}
	if p := r.post(t, 1); p.ThreadTS == "" || !strings.HasPrefix(p.Text, "4.4亿元\n") {
		t.Errorf("answered with %+v", p)
	}
}

// TestUnreadableBlocks answers what was said in a message that is drawn in a
// way that the client library cannot read.
func TestUnreadableBlocks(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	for i, odd := range []any{"not a list", []any{"not a block"}, []any{map[string]any{"type": "rich_text", "elements": "none"}}} {
		extra := map[string]any{"blocks": odd, "files": "odd", "attachments": 7}
		must[fakeslack.Sent](t)(r.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: geely, Extra: extra}))
		if p := r.post(t, i+1); !strings.Contains(p.Text, "4.4亿元") {
			t.Errorf("%v: %q", odd, p.Text)
		}
	}
}

// TestFollowUps goes on in a thread without naming the bot.
func TestFollowUps(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	first := sent(r.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> " + geely}))
	r.post(t, 1)
	say := func(user, text, thread string) {
		sent(r.People.Message(fakeslack.Message{Channel: "C1", User: user, Text: text, ThreadTS: thread}))
	}
	say("U1", "建筑面积呢？", first.TS)
	if p := r.post(t, 2); p.ThreadTS != first.TS || !strings.Contains(p.Text, "约4.6万平方米") {
		t.Errorf("follow-up answered with %+v", p)
	}
	for _, quiet := range []string{"谢谢！", "好的，收到", "👍", "<@U9> 你看总投资多少？", "<!here> 总投资多少？", "我觉得这个项目进展不错，下周再讨论一下", "中午吃什么？", "你们什么时候开会？"} {
		say("U1", quiet, first.TS)
	}
	say("U2", "火星基地的面积是多少？", first.TS) // nothing to say to it: it may be meant for others
	say("U1", geely, "1.000001")       // a thread that the bot is not in
	say("U1", geely, "")               // to everybody in the channel
	if err := r.Deliveries.WaitAcks(within(t), 13); err != nil {
		t.Error("not all acknowledged:", err)
	}
	r.post(t, 2)
}

// TestTwoTalk has two people ask about two things in one thread, in turn.
func TestTwoTalk(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	first := sent(r.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> " + geely}))
	r.post(t, 1)
	for i, turn := range []struct{ user, text, want string }{
		{"U2", "滨江装备创业园入驻企业多少家？", "94家"},
		{"U1", "建筑面积呢？", "约4.6万平方米"},
		{"U2", "出租率呢？", "90%以上"},
		{"U1", "什么时候竣工？", "2028年3月"},
		{"U2", "总投资呢？", "超30亿元"},
	} {
		sent(r.People.Message(fakeslack.Message{Channel: "C1", User: turn.user, Text: turn.text, ThreadTS: first.TS}))
		if p := r.post(t, i+2); !strings.Contains(p.Text, turn.want) {
			t.Errorf("%s asks %s: answered with %q, want %s", turn.user, turn.text, p.Text, turn.want)
		}
	}
}

// TestTopicSurvives goes on with what only the memory on disk still knows.
func TestTopicSurvives(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	sent(r.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: geely}))
	r.post(t, 1)
	sent(r.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "建筑面积呢？"}))
	if p := r.post(t, 2); !strings.Contains(p.Text, "约4.6万平方米") {
		t.Errorf("answered with %q", p.Text)
	}
}

func TestEdit(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	asked := sent(r.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: geely}))
	first := r.post(t, 1)
	sent(r.People.Edit("D1", asked.TS, geely)) // only a preview was added
	sent(r.People.Edit("D1", asked.TS, "吉利新能源汽车总部建筑面积多少？"))
	offer := r.post(t, 2)
	if !offer.Ephemeral || offer.User != "U1" || !strings.Contains(offer.Text, message.WordsOf(false).UI.Edited) {
		t.Fatalf("edited question: %+v", offer)
	}
	sent(r.People.ClickMessage("U1", offer, message.ReplaceAction, ""))
	r.until(t, "second answer", func() bool { return r.Channels.Posts()[0].Updated || len(r.Channels.Posts()) > 3 })
	var updated *fakeslack.Post
	for _, p := range r.Channels.Posts() {
		if p.Method == "chat.update" {
			updated = &p
		}
		if p.Method == "chat.postMessage" && p.TS != first.TS {
			t.Errorf("a second answer: %+v", p)
		}
	}
	if updated == nil || updated.TS != first.TS || !strings.Contains(updated.Text, "约4.6万平方米") {
		t.Errorf("updated with %+v", updated)
	}
	sent(r.People.Delete("D1", asked.TS))
}

func TestShortcut(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	m := sent(r.People.Shortcut(askMessage, "U1", fakeslack.Message{Channel: "C1", User: "U2", Text: geely}))
	p := r.post(t, 1)
	if !p.Ephemeral || !strings.Contains(p.Text, "4.4亿元") {
		t.Fatalf("shortcut answered with %+v", p)
	}
	sent(r.People.ClickMessage("U1", p, message.ShareAction, ""))
	posts := (&stage{Server: r.Server}).posts(t, 3)
	if p := posts[1]; p.Ephemeral || p.ThreadTS != m.TS || !strings.HasPrefix(p.Text, "<@U1>") {
		t.Errorf("shared as %+v", p)
	}
	sent(r.People.Shortcut("somebody_elses", "U1", fakeslack.Message{Channel: "C1", User: "U2", Text: geely}))
	r.post(t, 3)
}

func TestEnglish(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	r.Users.SetLocale("U1", "en-GB")
	sent := must[fakeslack.Sent](t)
	for i, tt := range []struct{ text, want string }{
		{"help", string(message.WordsOf(true).UI.Help[:30])},
		{geely, "Earlier: 3.6亿元"},
		{"火星基地的面积是多少？", "Not found"},
	} {
		sent(r.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> " + tt.text}))
		p := r.post(t, i+1)
		if !strings.Contains(p.Text, tt.want) {
			t.Errorf("%s answered with %q, want %q", tt.text, p.Text, tt.want)
		}
		if i == 1 && (!strings.Contains(string(p.Blocks), "Show in context") || !strings.Contains(p.Text, "总投资4.4亿元")) {
			t.Errorf("the quotation stays Chinese, the buttons do not: %s", p.Blocks)
		}
	}
}

package bot

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/bot/webapi"
	"beilun/internal/fakeslack"

	"github.com/slack-go/slack"
)

// public counts the posts that everybody in a channel sees.
func public(posts []fakeslack.Post) (n int) {
	for _, p := range posts {
		if p.Method == "chat.postMessage" && !p.Ephemeral {
			n++
		}
	}
	return n
}

// saying counts the posts with a text.
func saying(posts []fakeslack.Post, text string) (n int) {
	for _, p := range posts {
		if p.Text == message.Escape(text) {
			n++
		}
	}
	return n
}

// TestSharedOnce presses "share" many times at once: the channel gets one post.
func TestSharedOnce(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	sent := must[fakeslack.Sent](t)
	sent(s.People.Slash("C1", "U1", "总投资多少？"))
	private := s.posts(t, 1)[0]
	s.Fail("chat.postMessage", fakeslack.Failure{Delay: 100 * time.Millisecond, Times: -1})
	const presses = 5
	var pressing sync.WaitGroup
	for range presses {
		pressing.Go(func() { sent(s.People.ClickMessage("U1", private, message.ShareAction, "")) })
	}
	pressing.Wait()
	posts := s.posts(t, 1+1+presses)
	w := message.WordsOf(false).UI
	if public(posts) != 1 || saying(posts, w.Shared) != 1 || saying(posts, w.SharedBefore) != presses-1 {
		t.Errorf("%d public posts of %v", public(posts), texts(posts))
	}
}

func texts(posts []fakeslack.Post) (out []string) {
	for _, p := range posts {
		out = append(out, fmt.Sprintf("%s %t %.40s", p.Method, p.Ephemeral, p.Text))
	}
	return out
}

// TestSharedAfterRefusal shares an answer when Slack takes it at the second try: a
// refusal gives the claim up, and a reply that was lost does not.
func TestSharedAfterRefusal(t *testing.T) {
	t.Parallel()
	w := message.WordsOf(false).UI
	for _, tt := range []struct {
		name   string
		fail   fakeslack.Failure
		unseen int // failed looks after it
		want   []string
	}{
		{"refused", fakeslack.Failure{Code: "not_in_channel"}, 0, []string{w.NotInChannel, w.Shared}},
		{"the reply was lost", fakeslack.Failure{AfterEffect: true}, 7, []string{message.WordsOf(false).Delivery.Unsure, w.SharedBefore}},
	} {
		s := start(t, Options{})
		sent := must[fakeslack.Sent](t)
		sent(s.People.Slash("C1", "U1", "总投资多少？"))
		private := s.posts(t, 1)[0]
		s.Fail("chat.postMessage", tt.fail)
		if tt.unseen > 0 {
			s.Fail("conversations.history", fakeslack.Failure{Status: 500, Times: tt.unseen})
		}
		sent(s.People.ClickMessage("U1", private, message.ShareAction, ""))
		waitFor(t, "word about the first try", func() bool { return saying(s.Channels.Posts(), tt.want[0]) == 1 })
		s.Heal("conversations.history")
		sent(s.People.ClickMessage("U1", private, message.ShareAction, ""))
		posts := s.posts(t, 1+1+len(tt.want))
		if public(posts) != 1 {
			t.Errorf("%s: %d public posts", tt.name, public(posts))
		}
		for _, text := range tt.want {
			if saying(posts, text) != 1 {
				t.Errorf("%s: %q is missing in %v", tt.name, text, texts(posts))
			}
		}
	}
}

// TestClicksHavePace clicks a hundred times on suggestions: the same question is
// answered once, others as fast as a person reads, and the clicker gets a word.
func TestClicksHavePace(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	m := sent(r.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> 滨江高中的投资是多少？"}))
	suggests := r.post(t, 1)
	for range 100 {
		sent(r.People.ClickMessage("U2", suggests, message.AskAction+"0", ""))
	}
	w := message.WordsOf(false).Delivery
	r.until(t, "a word about the pace", func() bool { return saying(r.Channels.Posts(), w.TooFast) == 1 })
	if err := r.Deliveries.WaitAcks(within(t), 101); err != nil {
		t.Fatal(err)
	}
	for i := range 100 {
		sent(r.People.ClickMessage("U3", suggests, message.AskAction+"0", fmt.Sprintf("第%d个项目的总投资是多少？", i)))
	}
	if err := r.Deliveries.WaitAcks(within(t), 201); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * time.Second)
	posts := r.Channels.Posts()
	if n := public(posts); n < 2 || n > 2+6 {
		t.Errorf("%d public posts: %v", n, texts(posts))
	}
	if n := saying(posts, w.AskedBefore); n < 1 || n > 6 {
		t.Errorf("pointed at the answer %d times", n)
	}
	for _, p := range posts {
		if p.Method == "chat.postMessage" && p.ThreadTS != m.TS {
			t.Errorf("posted outside the thread: %s", strings.SplitN(p.Text, "\n", 2)[0])
		}
	}
}

// TestThreadOfMessage clicks a suggestion below a message that is in no thread, and asks
// without a mention below a shared answer: both belong into the thread that the message
// opens.
func TestThreadOfMessage(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	m := message.Say("可以这样问：")
	m.Forms[0] = append(m.Forms[0], slack.NewActionBlock("", message.Button(message.AskAction+"0", "滨江高中占地是多少？", "问")))
	if _, err := r.bot.post.Send(t.Context(), webapi.Target{Channel: "C1"}, m); err != nil {
		t.Fatal(err)
	}
	suggests := r.post(t, 1)
	sent(r.People.ClickMessage("U2", suggests, message.AskAction+"0", ""))
	if p := r.post(t, 2); p.ThreadTS != suggests.TS || !strings.Contains(p.Text, "约8.4万平方米") {
		t.Errorf("suggestion answered with %+v", p)
	}
	sent(r.People.Slash("C1", "U1", geely))
	sent(r.People.ClickMessage("U1", r.post(t, 3), message.ShareAction, ""))
	r.post(t, 5) // the word that it is shared
	shared := r.Channels.Posts()[3]
	sent(r.People.Message(fakeslack.Message{Channel: "C1", User: "U2", Text: "滨江高中占地是多少？", ThreadTS: shared.TS}))
	if p := r.post(t, 6); p.ThreadTS != shared.TS || !strings.Contains(p.Text, "约8.4万平方米") {
		t.Errorf("question below a shared answer: %+v", p)
	}
}

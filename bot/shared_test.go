package bot

import (
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/internal/fakeslack"
)

// TestSharedChannel does everything in a channel that comes to be shared with another
// organisation: from then on it gets answers only where that is allowed, and a person
// who asks gets a word in private, once.
func TestSharedChannel(t *testing.T) {
	t.Parallel()
	const channel = "CSHARED"
	word := message.WordsOf(false).Delivery.Foreign
	for name, allowed := range map[string]bool{"off": false, "on": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, Options{Shared: allowed})
			sent := must[fakeslack.Sent](t)
			mention := func(channel, user, text string) fakeslack.Sent {
				return sent(s.People.Mention(fakeslack.Message{Channel: channel, User: user, Text: "<@" + fakeslack.BotUser + "> " + text}))
			}
			root := mention(channel, "U1", "问从前")
			s.posts(t, 1)
			s.Channels.Share(channel)
			acks := 1
			acked := func() {
				t.Helper()
				acks++
				if err := s.Deliveries.WaitAcks(within(t), acks); err != nil {
					t.Fatal(err)
				}
				time.Sleep(30 * time.Millisecond)
			}
			for _, do := range []func(){
				func() { mention(channel, "U1", "问一") },
				func() { mention(channel, "U1", "问二") },
				func() {
					sent(s.People.Message(fakeslack.Message{Channel: channel, User: "U2", ThreadTS: root.TS, Text: "问三是多少？"}))
				},
				func() { sent(s.People.JoinChannel(channel, fakeslack.BotUser)) },
				func() { mention("CTHEIRS", "U1", "问四") },
			} {
				do()
				acked()
			}
			want := 2 // the first and the last
			if allowed {
				want = 5
			}
			waitFor(t, "answer elsewhere", func() bool { return len(answersTo(s.Channels.Posts())) >= want })
			time.Sleep(50 * time.Millisecond)
			posts := s.Channels.Posts()
			if got := answersTo(posts); len(got) != want {
				t.Errorf("answered %v", got)
			}
			words := saying(posts, word)
			if allowed && words != 0 || !allowed && words != 1 {
				t.Errorf("%d words to the person who asked", words)
			}
			for _, p := range posts {
				if !allowed && p.Channel == channel && !p.Ephemeral && p.TS != posts[0].TS {
					t.Errorf("posted for all to read: %.80q", p.Text)
				}
			}
		})
	}
}

// TestSharedByCommand asks by a command and by a click, which do not say whether their
// channel is shared: Slack is asked once.
func TestSharedByCommand(t *testing.T) {
	t.Parallel()
	const channel = "CSHARED"
	s := start(t, Options{})
	sent := must[fakeslack.Sent](t)
	sent(s.People.Slash("C1", "U1", "问一"))
	private := s.posts(t, 1)[0]
	s.Channels.Share(channel)
	word := message.WordsOf(false).Delivery.Foreign
	for i := range 2 {
		sent(s.People.Slash(channel, "U1", "问二"))
		posts := s.posts(t, 2+i)
		if p := posts[1+i]; p.Text != word || !p.Ephemeral {
			t.Errorf("a command got %+v", p)
		}
	}
	private.Channel = channel // as if the channel had been shared since
	sent(s.People.ClickMessage("U2", private, message.ShareAction, ""))
	posts := s.posts(t, 4)
	if posts[3].Text != word || public(posts) != 0 {
		t.Errorf("a click got %v", texts(posts))
	}
	if n := s.Stats().Calls["conversations.info"]; n != 2 {
		t.Errorf("asked %d times about two channels", n)
	}
}

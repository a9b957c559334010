package bot

import (
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/index/answer"
	"beilun/internal/fakeslack"
)

// forwardedMessage returns the attachment of a message that somebody forwards.
func forwardedMessage(text string) map[string]any {
	return map[string]any{"attachments": []any{map[string]any{
		"is_share": true, "is_msg_unfurl": true, "author_id": "U9", "channel_id": "C9", "ts": "1700000000.000100", "fallback": "[9:00] amy: " + text, "text": text,
	}}}
}

// TestClumsy asks one question with what people leave around it: a link, the name of a
// channel, the bot's name typed by hand, characters that nobody sees, a message that
// is forwarded without a word. It is answered as if it stood alone.
func TestClumsy(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	const mention = "<@" + fakeslack.BotUser + ">"
	if _, _, err := r.People.MentionPair(fakeslack.Message{Channel: "C1", User: "U1", Text: mention + geely}); err != nil {
		t.Fatal(err)
	}
	want := r.postIn(t, "C1").Text
	if !strings.HasPrefix(want, "4.4亿元") {
		t.Fatal(want)
	}
	for name, m := range map[string]fakeslack.Message{
		"a link behind it":          {Text: mention + geely + " <https://kjj.example/art/2025/1/3/art_1229589471_58962291.html>"},
		"a link before it":          {Text: mention + " <https://kjj.example/2021/a.html|kjj.example/2021/a.html> " + geely},
		"a channel":                 {Text: "<#C123|general> " + mention + geely},
		"the name, typed":           {Text: mention + " @beilun " + geely},
		"other people":              {Text: "<@U8> <!subteam^S1> " + mention + " <@U7> " + geely},
		"unseen characters":         {Text: mention + "\u202e" + strings.Join(strings.Split(geely, ""), "\u200b")},
		"forwarded":                 {Text: mention, Extra: forwardedMessage(geely)},
		"forwarded, with a word":    {Text: mention + "帮我看一下", Extra: forwardedMessage(geely)},
		"a question and a forward":  {Text: mention + geely, Extra: forwardedMessage("滨江装备创业园入驻企业多少家？")},
		"forwarded with its reader": {Text: mention + " <@U2>", Extra: forwardedMessage("<@U3> " + geely)},
	} {
		t.Run(name, func(t *testing.T) {
			m.Channel, m.User = "C "+name, "U1"
			if _, _, err := r.People.MentionPair(m); err != nil {
				t.Fatal(err)
			}
			if got := r.postIn(t, m.Channel).Text; got != want {
				t.Errorf("answered with %s\nwant %s", got, want)
			}
		})
	}
}

// postIn waits for the first post in a channel.
func (r *reading) postIn(t *testing.T, channel string) (out fakeslack.Post) {
	t.Helper()
	r.until(t, "post in "+channel, func() bool {
		for _, p := range r.Channels.Posts() {
			if p.Channel == channel {
				out = p
				return true
			}
		}
		return false
	})
	return out
}

// TestEditsQuietly edits a question in ways that change nothing of it, and several
// times: there is one offer, for what it says last.
func TestEditsQuietly(t *testing.T) {
	t.Parallel()
	x, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	now := new(atomic.Int64)
	r := startWith(t, answer.New(x, answer.Options{}), Options{Now: func() time.Time { return talkDay.Add(time.Duration(now.Load())) }})
	const mention = "<@" + fakeslack.BotUser + "> "
	asked, _, err := r.People.MentionPair(fakeslack.Message{Channel: "C1", User: "U1", Text: mention + geely})
	if err != nil {
		t.Fatal(err)
	}
	r.post(t, 1)
	edit := func(text string, posts int) {
		t.Helper()
		acks := r.Stats().Acks
		must[fakeslack.Sent](t)(r.People.Edit("C1", asked.TS, text))
		if err := r.Deliveries.WaitAcks(within(t), acks+1); err != nil {
			t.Fatal(err)
		}
		r.until(t, "end", func() bool {
			left, err := r.bot.memory.Store.Deliveries.Unsettled()
			return len(left) == 0 && err == nil
		})
		time.Sleep(20 * time.Millisecond)
		if got := len(r.Channels.Posts()); got != posts {
			t.Fatalf("edited to %q: %d posts, want %d: %s", text, got, posts, r.Channels.Posts()[got-1].Text)
		}
	}
	edit(mention+strings.TrimRight(geely, "？")+" ！", 1)
	edit(mention+geely+" <https://x.example/2025>", 1)
	edit(mention, 1)
	edit(mention+"谢谢", 1)
	edit(mention+"吉利新能源汽车总部什么时候竣工？", 2)
	edit(mention+"吉利新能源汽车总部什么时候开工？", 2)
	edit(mention+"吉利新能源汽车总部建筑面积多少？", 2)
	must[fakeslack.Sent](t)(r.People.ClickMessage("U1", r.Channels.Posts()[1], message.ReplaceAction, ""))
	r.until(t, "answer to the last", func() bool {
		return slices.ContainsFunc(r.Channels.Posts(), func(p fakeslack.Post) bool {
			return p.Method == "chat.update" && strings.Contains(p.Text, "约4.6万平方米")
		})
	})
	r.until(t, "word about it", func() bool { return len(r.Channels.Posts()) == 4 })
	const n = 4
	now.Add(int64(2 * time.Minute)) // the first offer may be out of sight
	edit(mention+"吉利新能源汽车总部什么时候竣工？", n+1)
	now.Add(int64(2 * time.Minute))
	edit(mention+"吉利新能源汽车总部什么时候开工？", n+2)
	now.Add(int64(26 * time.Hour)) // the event of the mention, which Slack sends again, is long forgotten
	edit(mention+"吉利新能源汽车总部什么时候竣工？", n+3)
	edit(mention+"吉利新能源汽车总部建筑面积多少", n+3)
}

// TestEditAtOnce edits a question while it waits to be answered: the offer comes after
// the answer to what it said before.
func TestEditAtOnce(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	m := fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> slow"}
	asked, _, err := s.People.MentionPair(m)
	if err != nil {
		t.Fatal(err)
	}
	s.untilAsked(t)
	must[fakeslack.Sent](t)(s.People.Edit("C1", asked.TS, "<@"+fakeslack.BotUser+"> 另一问"))
	if err := s.Deliveries.WaitAcks(within(t), 4); err != nil {
		t.Fatal(err)
	}
	close(s.parrot.slow)
	posts := s.posts(t, 2)
	if !strings.Contains(posts[0].Text, "slow") || posts[1].Text != message.WordsOf(false).UI.Edited {
		t.Errorf("posted %q and %q", posts[0].Text, posts[1].Text)
	}
}

// TestSaidBetween writes in a direct message what people write between two questions:
// none of it is a question of its own about the releases, and the topic stays.
func TestSaidBetween(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	n := 0
	say := func(text string) (shown string) {
		t.Helper()
		acks := r.Stats().Acks
		must[fakeslack.Sent](t)(r.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: text}))
		if err := r.Deliveries.WaitAcks(within(t), acks+1); err != nil {
			t.Fatal(err)
		}
		r.until(t, "end of "+text, func() bool {
			left, err := r.bot.memory.Store.Deliveries.Unsettled()
			return len(left) == 0 && err == nil
		})
		time.Sleep(20 * time.Millisecond)
		posts := r.Channels.Posts()[n:]
		n += len(posts)
		return shownOf(posts)
	}
	say(geely)
	for _, text := range []string{"再说一遍", "没听懂", "什么意思？", "继续", "还有吗？"} {
		if got := say(text); !strings.Contains(flat(got), "总投资4.4亿元") {
			t.Errorf("%s: %s", text, got)
		}
	}
	for _, text := range []string{"等一下", "不问了", "取消", "太长了", "\u200b", "👨\u200d👩\u200d👧", "<https://x.example/a>"} {
		if got := say(text); got != "" {
			t.Errorf("%q: %s", text, got)
		}
	}
	if got := say("建筑面积呢？"); !strings.Contains(got, "4.6万平方米") {
		t.Errorf("the topic is gone: %s", got)
	}
}

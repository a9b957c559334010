package bot

import (
	"strings"
	"testing"

	"beilun/bot/message"
	"beilun/bot/news/newstest"
	"beilun/internal/fakeslack"
)

// TestSubscribe types the commands in a channel, and is told in its language.
func TestSubscribe(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	p.press.Publish(t, steps(t)[0]...)
	p.start(t)
	p.Users.SetLocale("U2", "en-US")
	long := strings.Repeat("长", 41)
	for _, tt := range []struct {
		channel, user, text string
		want                []string
	}{
		{"C1", "U1", "subscriptions", []string{message.WordsOf(false).News.ListNone}},
		{"C1", "U1", "unsubscribe", []string{message.WordsOf(false).News.ListNone}},
		{"C1", "U1", "subscribe 云杉软件园", []string{"已订阅“云杉软件园”", "现在有2项", "/beilun 退订 云杉软件园"}},
		{"C1", "U2", "订阅 “云杉软件园”", []string{"There is a subscription to “云杉软件园” here already."}},
		{"C1", "U2", "subscribe", []string{"Subscribed to all figures", "/beilun unsubscribe all figures"}},
		{"C1", "U1", "subscribe 全部", []string{"这里已经订阅了全部数字"}},
		{"C1", "U1", "订阅 火星基地", []string{"还没有这样的数字"}},
		{"C1", "U1", "subscribe " + long, []string{message.WordsOf(false).News.BadSubject}},
		{"C1", "U1", "subscribe 园", []string{message.WordsOf(false).News.BadSubject}},
		{"C1", "U1", "subscribe ？！……", []string{message.WordsOf(false).News.BadSubject}},
		{"C1", "U1", "订阅列表", []string{"有3个订阅", "• “云杉软件园”（", "• 全部数字（", "• “火星基地”（"}},
		{"C1", "U1", "退订", []string{"有3个订阅，请写明", "• “火星基地”"}},
		{"C1", "U1", "退订 水星基地", []string{"没有订阅“水星基地”", "有3个订阅"}},
		{"C1", "U2", "unsubscribe all figures", []string{"The subscription to all figures is ended."}},
		{"C1", "U1", "退订 雲杉軟件園", []string{"已退订“云杉软件园”"}},
		{"C1", "U1", "退订", []string{"已退订“火星基地”"}},
		{"C1", "U1", "subscriptions", []string{message.WordsOf(false).News.ListNone}},
		{"C2", "U1", "subscribe 总投资", []string{"已订阅"}},
		{"C2", "U1", "subscribe 青峦隧道", []string{"已订阅"}},
		{"C2", "U2", "unsubscribe all", []string{"All 2 subscriptions here are ended."}},
		{"C1", "U1", "notices", []string{message.WordsOf(false).News.NoticesAreOn}},
		{"C1", "U1", "notices off", []string{message.WordsOf(false).News.NoticesOff}},
		{"C1", "U1", "提醒", []string{message.WordsOf(false).News.NoticesAreOff}},
		{"C1", "U1", "提醒 开", []string{message.WordsOf(false).News.NoticesOn}},
		{"C1", "U2", "notices maybe", []string{message.WordsOf(true).News.NoticesUse}},
	} {
		got := p.command(t, tt.channel, tt.user, tt.text)
		for _, want := range tt.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q, want %q", tt.text, got, want)
			}
		}
	}
	for _, code := range []string{"not_in_channel", "channel_not_found"} {
		p.Fail("conversations.history", fakeslack.Failure{Code: code})
		if got := p.command(t, "C9", "U1", "subscribe 总投资"); got != message.WordsOf(false).News.NotHere {
			t.Errorf("%s: %q", code, got)
		}
	}
	if n, err := p.bot.memory.Store.Subscriptions.Len(); n != 0 || err != nil {
		t.Errorf("%d are left, %v", n, err)
	}
}

// TestSubscribeElsewhere is not for channels that the bot may not speak in, and
// without a newsroom for none.
func TestSubscribeElsewhere(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	p.press.Publish(t, newstest.Release("a.md", "2024-01-10", "云杉软件园入驻企业60家。"))
	p.start(t)
	p.command(t, "C3", "U1", "subscribe") // while it may speak there
	p.opts.Channels = []string{"C1"}
	p.start(t)
	if got := p.command(t, "C2", "U1", "subscribe 总投资"); got != message.WordsOf(false).Delivery.Elsewhere && got != message.WordsOf(true).Delivery.Elsewhere {
		t.Errorf("in another channel: %q", got)
	}
	p.command(t, "C1", "U1", "subscribe")
	before := len(p.Channels.Posts())
	p.press.Publish(t, newstest.Release("b.md", "2024-06-10", "云杉软件园入驻企业94家。"))
	p.idle(t)
	if posts := p.Channels.Posts()[before:]; len(posts) != 1 || posts[0].Channel != "C1" {
		t.Errorf("posted %+v", posts)
	}

	none := startReading(t)
	must[fakeslack.Sent](t)(none.People.Slash("C1", "U1", "subscribe 总投资"))
	if post := none.post(t, 1); post.Text != message.WordsOf(false).News.NoNews {
		t.Errorf("without a newsroom: %q", post.Text)
	}
}

// TestSubscribeEnglish subscribes under the name that the releases use.
func TestSubscribeEnglish(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	p.press.Publish(t, newstest.Release("a.md", "2024-01-10", "吉利新能源汽车总部总投资4.4亿元。"))
	p.start(t)
	p.Users.SetLocale("U2", "en-US")
	if got := p.command(t, "D2", "U2", "subscribe jili"); !strings.Contains(got, "Subscribed as “吉利”") || !strings.Contains(got, "you wrote “jili”") {
		t.Errorf("said %q", got)
	}
	p.press.Publish(t, newstest.Release("b.md", "2024-06-10", "吉利新能源汽车总部总投资5亿元。"))
	p.idle(t)
	if digests, _ := p.byEvent("D2"); len(digests) != 1 {
		t.Errorf("%d digests, want 1", len(digests))
	}
}

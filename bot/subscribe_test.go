package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"beilun/bot/message"
	"beilun/bot/news/newstest"
	"beilun/index"
	"beilun/internal/fakeslack"
	"beilun/knowledge/errata"
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
		{"C1", "U1", "订阅 火星基地", []string{"没有“火星基地”的数字，所以没有订阅"}},
		{"C1", "U1", "订阅 雲杉軟件園", []string{"这里已经订阅了“云杉软件园”"}},
		{"C1", "U1", "订阅 云衫软件园", []string{"这里已经订阅了“云杉软件园”"}},
		{"C1", "U1", "订阅 云衫体育馆", []string{"没有“云衫体育馆”的数字"}},
		{"C1", "U1", "订阅 青峦隧道", []string{"已订阅“青峦隧道”"}},
		{"C1", "U1", "subscribe " + long, []string{message.WordsOf(false).News.BadSubject}},
		{"C1", "U1", "subscribe 园", []string{message.WordsOf(false).News.BadSubject}},
		{"C1", "U1", "subscribe ？！……", []string{message.WordsOf(false).News.BadSubject}},
		{"C1", "U1", "订阅列表", []string{"有3个订阅", "• “云杉软件园”（", "• 全部数字（", "• “青峦隧道”（"}},
		{"C1", "U1", "退订", []string{"有3个订阅，请写明", "• “青峦隧道”"}},
		{"C1", "U1", "退订 水星基地", []string{"没有订阅“水星基地”", "有3个订阅"}},
		{"C1", "U2", "unsubscribe all figures", []string{"The subscription to all figures is ended."}},
		{"C1", "U1", "退订 雲杉軟件園", []string{"已退订“云杉软件园”"}},
		{"C1", "U1", "退订", []string{"已退订“青峦隧道”"}},
		{"C1", "U1", "subscriptions", []string{message.WordsOf(false).News.ListNone}},
		{"C2", "U1", "subscribe 总投资", []string{"已订阅“总投资”"}},
		{"C2", "U1", "退订 投资额", []string{"已退订“总投资”"}},
		{"C2", "U1", "subscribe 青鸾隧道", []string{"已订阅“青峦隧道”", "按“青峦隧道”订阅（写的是“青鸾隧道”）"}},
		{"C2", "U1", "退订 青鸾隧道", []string{"已退订“青峦隧道”"}},
		{"C2", "U1", "subscribe 青峦隧道", []string{"已订阅“青峦隧道”"}},
		{"C2", "U1", "退订 青峦隧道项目", []string{"已退订“青峦隧道”"}},
		{"C2", "U1", "subscribe 所有", []string{"已订阅全部数字"}},
		{"C2", "U1", "退订 全部數字", []string{"已退订全部数字"}},
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

// TestSubscribeUnknown keeps a subject that the releases do not know when the person
// asks for it again, once.
func TestSubscribeUnknown(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	p.press.Publish(t, newstest.Release("a.md", "2024-01-10", "云杉软件园入驻企业60家。"))
	p.start(t)
	p.command(t, "C1", "U1", "订阅 云杉体育馆")
	if n, err := p.bot.memory.Store.Subscriptions.Len(); n != 0 || err != nil {
		t.Fatalf("%d subscriptions, %v", n, err)
	}
	offer := p.Channels.Posts()[0]
	w := message.WordsOf(false).News
	for _, want := range []string{"已订阅“云杉体育馆”", fmt.Sprintf(w.Already, "“云杉体育馆”")} {
		before := len(p.Channels.Posts())
		must[fakeslack.Sent](t)(p.People.ClickMessage("U2", offer, "news_subscribe", ""))
		posts, err := p.Channels.WaitPosts(within(t), before+1)
		if err != nil || !posts[before].Ephemeral || !strings.Contains(posts[before].Text, want) {
			t.Errorf("%+v, %v, want %q", posts[before], err, want)
		}
	}
	p.press.Publish(t, newstest.Release("b.md", "2024-06-10", "云杉体育馆总投资3亿元。"))
	p.idle(t)
	if digests, _ := p.byEvent("C1"); len(digests) != 1 {
		t.Errorf("%d digests, want 1", len(digests))
	}
	if got := p.command(t, "C1", "U1", "退订 云杉体育馆"); !strings.Contains(got, "已退订“云杉体育馆”") {
		t.Errorf("said %q", got)
	}
}

// TestSubscribeAlias ends a subscription by another name that people have written down,
// and takes it for one.
func TestSubscribeAlias(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	const line = "金谷创新园 = 临湖国际创新中心"
	p.press.Files = append(p.press.Files, index.File{ID: errata.FileName, Digest: line, Errata: func() (string, error) { return line, nil }})
	p.press.Publish(t, newstest.Release("a.md", "2024-01-10", "临湖国际创新中心入驻企业60家。"))
	p.start(t)
	for _, tt := range [][2]string{
		{"订阅 金谷创新园", "已订阅“金谷创新园”"},
		{"订阅 临湖国际创新中心", "已经订阅了“金谷创新园”"},
		{"退订 臨湖國際創新中心", "已退订“金谷创新园”"},
		{"订阅 临湖国际创新中心", "已订阅“临湖国际创新中心”"},
	} {
		if got := p.command(t, "C1", "U1", tt[0]); !strings.Contains(got, tt[1]) {
			t.Errorf("%s: %q, want %q", tt[0], got, tt[1])
		}
	}
	p.press.Publish(t, newstest.Release("b.md", "2024-06-10", "金谷创新园入驻企业94家。"))
	p.idle(t)
	if digests, _ := p.byEvent("C1"); len(digests) != 1 {
		t.Errorf("%d digests, want 1", len(digests))
	}
	if got := p.command(t, "C1", "U1", "退订 金谷创新园"); !strings.Contains(got, "已退订“临湖国际创新中心”") {
		t.Errorf("said %q", got)
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
	for i, command := range []string{"subscribe 总投资", "退订 总投资", "subscriptions", "notices on"} {
		must[fakeslack.Sent](t)(none.People.Slash("C1", "U1", command))
		if post := none.post(t, i+1); post.Text != message.WordsOf(false).News.NoNews {
			t.Errorf("%s without a newsroom: %q", command, post.Text)
		}
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

// TestOffersWhatWorks names subscriptions, files to hand over and corrections only where
// there are any: releases that are built in never change.
func TestOffersWhatWorks(t *testing.T) {
	t.Parallel()
	x := startReading(t).bot
	x.opts.Admins = []string{"U1"}
	for _, english := range []bool{false, true} {
		h := message.Home{Local: x.samples.local(t.Context(), message.HomeAsks), English: english}
		fixed := x.host.helpFor(t.Context(), "U1", english).Text + marshalled(t, h.Blocks())
		h.Local.News, x.samples.news = true, true
		follows := x.host.helpFor(t.Context(), "U2", english).Text + marshalled(t, h.Blocks())
		x.samples.news = false
		for _, word := range []string{"订阅", "subscribe", "摘要", "digest", "/beilun add", "correct", "%!"} {
			if strings.Contains(fixed, word) {
				t.Errorf("built in: %q is in %s", word, fixed)
			}
		}
		if want := map[bool]string{false: "/beilun 订阅 ", true: "/beilun subscribe "}[english]; strings.Count(follows, want) != 2 || strings.Contains(follows, "%!") {
			t.Errorf("with news: %q is not twice in %s", want, follows)
		}
	}
}

func marshalled(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

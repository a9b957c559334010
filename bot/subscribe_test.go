package bot

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/bot/message"
	"beilun/bot/message/messagetest"
	"beilun/index"
	"beilun/internal/fakeslack"
	"beilun/internal/state"
	"beilun/knowledge"
)

func TestWanted(t *testing.T) {
	t.Parallel()
	row := func(subject, scope, metric, title string, loose bool) index.Row {
		return index.Row{
			Passage: index.Passage{Release: index.Release{Title: title}},
			Figure:  &knowledge.Figure{Binding: knowledge.Binding{Subject: subject, Scope: scope, Metric: metric, Loose: loose}},
		}
	}
	geely := row("吉利新能源汽车总部", "", "总投资", "吉利新能源汽车总部开工", false)
	for _, tt := range []struct {
		subject string
		row     index.Row
		want    bool
	}{
		{"", geely, true},
		{"吉利", geely, true},
		{"吉利新能源汽车", geely, true},
		{"总投资", geely, true},
		{"投资", geely, true},
		{"吉利 总投资", geely, true},
		{"吉利总投资", geely, true},
		{"總投資", geely, true},
		{" 吉利　总投资 ", geely, true},
		{"吉丽", geely, false},
		{"吉利 建筑面积", geely, false},
		{"吉利建筑面积", geely, false},
		{"吉利汽车", geely, false},
		{"开工", geely, false}, // a title says nothing of a figure that is another's
		{"甬江", row("甬江科创区", "", "入驻企业", "", false), true},
		{"甬江科创区", row("甬江", "", "长度", "", false), false},
		{"甬江科创区", row("甬江科创园", "", "入驻企业", "", false), false},
		{"北仑区", row("北仑", "", "人口", "", false), true},
		{"北仑港", row("北仑", "", "人口", "", false), false},
		{"北仑港", row("北仑区", "", "吞吐量", "", false), false},
		{"一期", row("云杉软件园", "一期", "总投资", "", false), true},
		{"二期", row("云杉软件园", "一期", "总投资", "", false), false},
		{"入驻企业数", row("云杉软件园", "", "入驻企业", "", false), true},
		{"云杉软件园入驻企业数量", row("云杉软件园", "", "入驻企业", "", false), true},
		{"云杉软件园", row("", "", "入驻企业", "云杉软件园再添新企业", false), true},
		{"云杉软件园", row("青峦隧道", "", "总投资", "云杉软件园与青峦隧道", false), false},
		{"云杉软件园", row("青峦隧道", "", "总投资", "云杉软件园与青峦隧道", true), true},
	} {
		if got := newWanted(tt.subject).holds(matterOf(tt.row)); got != tt.want {
			t.Errorf("%q and %+v: %v, want %v", tt.subject, tt.row.Figure.Binding, got, tt.want)
		}
	}
}

// TestSubscribe types the commands in a channel, and is told in its language.
func TestSubscribe(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	p.press.publish(t, steps(t)[0]...)
	p.start(t)
	p.Users.SetLocale("U2", "en-US")
	long := strings.Repeat("长", maxSubject+1)
	for _, tt := range []struct {
		channel, user, text string
		want                []string
	}{
		{"C1", "U1", "subscriptions", []string{message.WordsOf(false).News.ListNone}},
		{"C1", "U1", "unsubscribe", []string{message.WordsOf(false).News.ListNone}},
		{"C1", "U1", "subscribe 云杉软件园", []string{"已订阅“云杉软件园”", "现在有2项", "/beilun unsubscribe 云杉软件园"}},
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
	if subs, all, err := p.bot.desk.subscriptionsOf(""); len(subs) != 0 || all != 0 || err != nil {
		t.Errorf("left: %+v, %v", subs, err)
	}
}

// TestSubscribeBounds refuses what is too many, in a channel and in all.
func TestSubscribeBounds(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	p.start(t)
	add := func(channel, subject string) string {
		t.Helper()
		refused, err := p.bot.desk.subscribe(subscription{Channel: channel, Subject: subject, User: "U1", Since: p.bot.desk.now()}, message.WordsOf(false).News)
		if err != nil {
			t.Fatal(err)
		}
		return refused
	}
	for i := range maxPerChannel {
		if refused := add("C1", fmt.Sprint("园区", i)); refused != "" {
			t.Fatal(i, refused)
		}
	}
	if refused := add("C1", "又一个"); !strings.Contains(refused, "已经有20个") {
		t.Errorf("one too many in a channel: %q", refused)
	}
	err := p.bot.state.Together(func(tx *stateTx) error {
		for i := maxPerChannel; i < state.MaxSubscriptions; i++ {
			s := subscription{Channel: fmt.Sprint("C", i), Subject: "总投资"}
			if err := putJSON(p.bot.state.Subscriptions, tx, s.key(), s); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if refused := add("C2", "总投资"); refused != message.WordsOf(false).News.AllFull {
		t.Errorf("one too many in all: %q", refused)
	}
}

// TestSubscribeElsewhere is not for channels that the bot may not speak in, and
// without a newsroom for none.
func TestSubscribeElsewhere(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{Channels: []string{"C1"}})
	p.press.publish(t, release("a.md", "2024-01-10", "云杉软件园入驻企业60家。"))
	p.start(t)
	if got := p.command(t, "C2", "U1", "subscribe 总投资"); got != message.WordsOf(false).Delivery.Elsewhere && got != message.WordsOf(true).Delivery.Elsewhere {
		t.Errorf("in another channel: %q", got)
	}
	s := subscription{Channel: "C3", User: "U1", Since: p.bot.desk.now()} // made when it was allowed
	if refused, err := p.bot.desk.subscribe(s, message.WordsOf(false).News); refused != "" || err != nil {
		t.Fatal(refused, err)
	}
	p.command(t, "C1", "U1", "subscribe")
	before := len(p.Channels.Posts())
	p.press.publish(t, release("b.md", "2024-06-10", "云杉软件园入驻企业94家。"))
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
	p.press.publish(t, release("a.md", "2024-01-10", "吉利新能源汽车总部总投资4.4亿元。"))
	p.start(t)
	p.Users.SetLocale("U2", "en-US")
	if got := p.command(t, "D2", "U2", "subscribe jili"); !strings.Contains(got, "Subscribed as “吉利”") || !strings.Contains(got, "you wrote “jili”") {
		t.Errorf("said %q", got)
	}
	p.press.publish(t, release("b.md", "2024-06-10", "吉利新能源汽车总部总投资5亿元。"))
	p.idle(t)
	if digests, _ := p.byEvent("D2"); len(digests) != 1 {
		t.Errorf("%d digests, want 1", len(digests))
	}
}

func FuzzTidySubject(f *testing.F) {
	for _, s := range append(messagetest.Hostile, "吉利", "“总投资”", "", " ") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, ok := tidySubject(text)
		if !ok {
			return
		}
		if !utf8.ValidString(s) || utf8.RuneCountInString(s) > maxSubject || strings.ContainsAny(s, "\n\t\u202e") {
			t.Errorf("%q became %q", text, s)
		}
		newWanted(s).holds(matterOf(index.Row{Figure: &knowledge.Figure{Binding: knowledge.Binding{Subject: s, Metric: s}}}))
	})
}

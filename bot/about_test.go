package bot

import (
	"strings"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/index/answer"
	"beilun/internal/fakeslack"
	"beilun/internal/state"
)

// chatting is a conversation in one place, in which each line is answered or not.
type chatting struct {
	*reading
	seen int
}

func startChatting(t *testing.T) *chatting {
	t.Helper()
	x, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	return &chatting{reading: startWith(t, answer.New(x, answer.Options{}), Options{Admins: []string{"UADMIN"}, Speed: 20})}
}

// hears has a person say something and returns what the bot posts, "" if nothing.
func (c *chatting) hears(t *testing.T, m fakeslack.Message) (p fakeslack.Post) {
	t.Helper()
	acks, n := c.Stats().Acks, 1
	sent := must[fakeslack.Sent](t)
	switch {
	case strings.HasPrefix(m.Channel, "D"):
		sent(c.People.DirectMessage(m))
	case strings.Contains(m.Text, fakeslack.BotUser):
		sent(c.People.Mention(m))
	default:
		sent(c.People.Message(m))
	}
	if err := c.Deliveries.WaitAcks(within(t), acks+n); err != nil {
		t.Fatal("not acknowledged:", err)
	}
	c.until(t, "end", func() bool {
		left, err := c.bot.memory.Store.Deliveries.Unsettled()
		return err == nil && len(left) == 0
	})
	posts := c.Channels.Posts()
	for _, p := range posts[c.seen:] {
		c.seen = len(posts)
		return p
	}
	return fakeslack.Post{}
}

// TestAbout asks about an answer in a direct message.
func TestAbout(t *testing.T) {
	t.Parallel()
	c := startChatting(t)
	say := func(text string) fakeslack.Post {
		return c.hears(t, fakeslack.Message{Channel: "D1", User: "U1", Text: text})
	}
	about := message.WordsOf(false).About
	if p := say("来源"); !strings.Contains(p.Text, "请先问我一个问题") {
		t.Errorf("the source of nothing is %q", p.Text)
	}
	if p := say("吉利新能源汽车总部的数据来源是什么？"); !strings.Contains(p.Text, "来源：") || !strings.Contains(p.Text, "吉利新能源汽车总部") {
		t.Errorf("the source of a name: %q", p.Text)
	}
	say(geely)
	for _, tt := range []struct{ text, want, not string }{
		{"发个链接", "来源：宁波发布，2024-09-29，《吉利新能源汽车总部在北仑开工》（资料未注明网址）\n另见：", "4.4亿元"},
		{"數據來源是什麼？", "来源：宁波发布", ""},
		{"source please", "来源：宁波发布", ""},
		{"你确定吗", "此前：3.6亿元（甬派（宁波市经信局转载），2024-03-11）。如果不对，请点“没用”。", about.Agree},
		{"和原来比呢", "3.6亿元 —— 甬派", ""},
		{"做个图", "3.6亿元", ""},
		{"详细点", "吉利新能源汽车总部", ""},
		{"看原段", "吉利新能源汽车总部", ""}, // the names of buttons
		{"看图表", "3.6亿元", ""},
		{"相关段落", " —— ", "未查到"},
		{"发给大家", about.Direct, ""},
		{"答错了", message.WordsOf(false).UI.Thanks, ""},
		{"来源", "来源：宁波发布", ""}, // all of it was about the same answer
	} {
		p := say(tt.text)
		if !strings.Contains(p.Text, tt.want) || tt.not != "" && strings.Contains(p.Text, tt.not) || strings.Contains(string(p.Blocks), `"`+message.FeedbackAction+`"`) {
			t.Errorf("%s: %q, want %q", tt.text, p.Text, tt.want)
		}
	}
	ratings := 0
	if err := c.bot.memory.Store.Feedback.Each(func(string, time.Time, state.Feedback) error { ratings++; return nil }); err != nil || ratings != 1 {
		t.Errorf("%d ratings, error %v", ratings, err)
	}
	if p := say("来源"); !strings.Contains(p.Text, "来源：宁波发布") {
		t.Errorf("after a restart the source is %q", p.Text)
	}
	say("火星基地的面积是多少？")
	for text, want := range map[string]string{"来源": about.NoQuote, "真的吗": about.NotThere, "原文": about.NoQuote, "以前呢": "3.6亿元", "画个图": "3.6亿元"} {
		if p := say(text); !strings.Contains(p.Text, want) {
			t.Errorf("%s of a decline: %q, want %q", text, p.Text, want)
		}
	}
	say("滨江装备创业园入驻企业多少家？")
	for text, want := range map[string]string{"以前呢": about.NoBefore, "画个图": about.NoChart} {
		if p := say(text); !strings.Contains(p.Text, want) {
			t.Errorf("%s of one figure: %q, want %q", text, p.Text, want)
		}
	}
	say(geely)
	if p := say("吉利新能源汽车总部的数据来源是什么"); !strings.Contains(p.Text, "宁波发布") {
		t.Errorf("the source of what was asked: %q", p.Text)
	}
	if p := say("滨江装备创业园入驻企业的数据来源是什么"); !strings.Contains(p.Text, "来源：") || !strings.Contains(p.Text, "甬江科创区北仑片区建设综述") {
		t.Errorf("the source of a thing: %q", p.Text)
	}
	if p := say("来源"); !strings.Contains(p.Text, "甬江科创区北仑片区建设综述") {
		t.Errorf("the source of what was looked up: %q", p.Text)
	}
}

// TestAboutInThread asks about answers where several people talk, without naming the bot.
func TestAboutInThread(t *testing.T) {
	t.Parallel()
	c := startChatting(t)
	sent := must[fakeslack.Sent](t)
	first := sent(c.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> " + geely}))
	c.post(t, 1)
	c.seen = 1
	about := message.WordsOf(false).About
	for _, tt := range []struct{ user, text, want string }{
		{"U2", "你确定吗", "4.4亿元"}, // the bot spoke last
		{"U2", "有变化", ""},
		{"U2", "我觉得还行，下周再说", ""},                            //
		{"U1", "你确定吗", ""},                                  // it may be meant for U2
		{"U1", "链接发一下", ""},                                 //
		{"U1", "这个数据哪来的", "宁波发布"},                           // nobody else has it
		{"U3", "做个图", "3.6亿元"},                              //
		{"U3", "做个图", message.WordsOf(false).UI.ChartShown}, //
		{"U3", "发给大家", about.Already},                       // the bot spoke last
		{"U2", "谢谢", ""},                                    //
		{"U2", "你好", ""},                                    // to the others
		{"U2", ":pray:", ""},                                //
		{"U2", "帮助", ""},                                    //
		{"U2", "<@" + fakeslack.BotUser + "> 你好", "我用新闻稿原文回答"},
		{"U2", "<@U3> 来源？", ""}, // asked of U3
	} {
		p := c.hears(t, fakeslack.Message{Channel: "C1", User: tt.user, Text: tt.text, ThreadTS: first.TS})
		if (p.Text == "") != (tt.want == "") || !strings.Contains(p.Text, tt.want) || p.Text != "" && p.ThreadTS != first.TS {
			t.Errorf("%s says %s: %q, want %q", tt.user, tt.text, p.Text, tt.want)
		}
	}
	// each their own: what U2 asked last is not what U1 did
	c.hears(t, fakeslack.Message{Channel: "C1", User: "U2", Text: "<@" + fakeslack.BotUser + "> 滨江装备创业园入驻企业多少家？", ThreadTS: first.TS})
	for user, want := range map[string]string{"U1": "宁波发布", "U2": "建设综述", "U9": "建设综述"} {
		if p := c.hears(t, fakeslack.Message{Channel: "C1", User: user, Text: "<@" + fakeslack.BotUser + "> 来源", ThreadTS: first.TS}); !strings.Contains(p.Text, want) {
			t.Errorf("%s gets the source %q, want %q", user, p.Text, want)
		}
	}
	if p := c.hears(t, fakeslack.Message{Channel: "C1", User: "U1", Text: "来源", ThreadTS: "1.000001"}); p.Text != "" {
		t.Errorf("in a thread without the bot: %q", p.Text)
	}
}

// TestAboutBelow asks below the bot's own answer in a direct message.
func TestAboutBelow(t *testing.T) {
	t.Parallel()
	c := startChatting(t)
	say := func(text, thread string) fakeslack.Post {
		return c.hears(t, fakeslack.Message{Channel: "D1", User: "U1", Text: text, ThreadTS: thread})
	}
	answer := say(geely, "")
	say("滨江装备创业园入驻企业多少家？", "")
	if p := say("来源", answer.TS); p.ThreadTS != answer.TS || !strings.Contains(p.Text, "宁波发布") {
		t.Errorf("below the first answer: %+v", p)
	}
	if p := say("来源", ""); !strings.Contains(p.Text, "建设综述") {
		t.Errorf("in the main line: %q", p.Text)
	}
}

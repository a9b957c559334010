package bot

import (
	"strings"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/internal/fakeslack"
)

// TestTypedCommands distinguishes messages that call a command from questions that begin alike.
func TestTypedCommands(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	for text, want := range map[string]string{
		"订阅吉利": "subscribe 吉利", "订阅 吉利": "subscribe 吉利", "请帮我订阅一下吉利的数字": "subscribe 吉利", "订阅": "subscribe", "订阅全部": "subscribe 全部",
		"订阅 火星基地": "subscribe 火星基地", "我想订阅总投资": "subscribe 总投资", "訂閱吉利": "subscribe 吉利", "订阅吉利，谢谢": "subscribe 吉利", "subscribe 吉利": "subscribe 吉利",
		"退订吉利": "unsubscribe 吉利", "退订 全部": "unsubscribe 全部", "取消订阅吉利": "unsubscribe 吉利", "退订": "unsubscribe", "unsubscribe": "unsubscribe",
		"数字 吉利": "figures 吉利", "数字 中国港口博物馆": "figures 中国港口博物馆", "数字吉利": "figures 吉利", "数字": "figures", "看看数字 总投资": "figures 总投资", "figures 吉利": "figures 吉利",
		"新闻稿": "releases", "看一下新闻稿": "releases", "releases": "releases", "状态": "status", "状态？": "status", "status": "status", "查看状态": "status",
		"帮助": "help", "help": "help", "订阅列表": "subscriptions", "我的订阅": "subscriptions", "提醒": "notices", "提醒 开": "notices 开", "提醒关": "notices 关", "notices off": "notices off",
		"收录": "add", "移除 吉利新能源汽车总部拿地": "remove 吉利新能源汽车总部拿地", "更正 吉利 = 吉利汽车": "correct 吉利 = 吉利汽车", "更正表": "corrections", "重新读取": "reindex",

		"订阅人数多少": "", "订阅人数": "", "订阅量是多少": "", "订阅户数": "", "订阅吉利有什么用": "", "怎么订阅": "", "订阅号有哪些": "",
		"数字经济核心产业增加值多少": "", "数字经济核心产业增加值": "", "数字经济": "", "数字化改革": "", "数字贸易额": "", "数字孪生平台": "", "数字人民币试点": "", "数字是多少": "", "数字对吗": "",
		"新闻稿里怎么说": "", "新闻稿有哪些": "", "状态怎么样": "", "吉利总部什么状态": "", "status of the project": "", "帮助中小企业的政策": "", "帮助企业融资多少": "",
		"提醒我明天开会": "", "提醒事项": "", "收录了哪些": "", "移除 那个东西": "", "更正一下你的说法": "", "评价很高": "", "退订率多少": "", "吉利新能源汽车总部总投资多少？": "",
		"figures are wrong": "", "add more detail": "", "remove it": "", "releases of last year": "", "help me find the investment": "", "notices about geely": "",
		"反馈": "", "": "", "吉利": "", "数": "", "请": "", "吉利的数字": "", "北仑GDP": "",
	} {
		got := ""
		if s, rest, ok := r.bot.commands().typed(t.Context(), text); ok {
			got = strings.TrimSpace(s.name + " " + rest)
		}
		if got != want {
			t.Errorf("%q calls %q, want %q", text, got, want)
		}
	}
}

// TestMistypedCommands offers what was probably to be typed, beside nothing else.
func TestMistypedCommands(t *testing.T) {
	t.Parallel()
	r := startChatting(t)
	for text, want := range map[string]string{
		"subscrbe 吉利": "订阅 吉利", "丁阅": "订阅", "丁阅吉利": "订阅 吉利", "定阅吉利": "订阅 吉利", "订约 吉利": "订阅 吉利", "figure 吉利": "数字 吉利", "hepl": "帮助", "stauts": "状态", "壮态": "状态", "新文稿": "新闻稿", "帮住": "帮助", "realeses": "新闻稿", "notice on": "提醒 on",
		"状态": "", "吉利总部总投资多少": "", "helping small firms": "", "平价超市有多少家": "", "数量多少": "", "收入多少": "", "订约 火星基地": "", "数据 吉利": "", "订单 多少": "", "statement": "", "the figures": "", "体型": "提醒", "figure skating hall": "", "GDP": "",
	} {
		got := ""
		if c, ok := r.bot.commands().mistyped(t.Context(), text); ok {
			got = strings.TrimSpace(message.WordsOf(false).Manners.Commands[c.Name] + " " + c.Rest)
		}
		if got != want {
			t.Errorf("%q is nearly %q, want %q", text, got, want)
		}
	}
	sent := must[fakeslack.Sent](t)
	sent(r.People.Slash("C1", "U1", "stauts"))
	p := r.post(t, 1)
	if !p.Ephemeral || strings.Contains(p.Text, message.DeclineMark) || !strings.Contains(p.Text, "是不是想用“状态”（status）？") {
		t.Fatalf("stauts is answered with %+v", p)
	}
	sent(r.People.ClickMessage("U1", p, message.CommandAction, ""))
	if p := r.post(t, 2); !p.Ephemeral || !strings.Contains(p.Text, "收录了") {
		t.Errorf("the button posts %+v", p)
	}
	first := sent(r.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> 壮态"}))
	sent(r.People.ClickMessage("U1", r.post(t, 3), message.CommandAction, ""))
	if p := r.post(t, 4); p.Ephemeral || p.ThreadTS != first.TS || !strings.Contains(p.Text, "收录了") {
		t.Errorf("the button in a thread posts %+v", p)
	}
	suggestion, acks := r.Channels.Posts()[2], r.Stats().Acks
	for range 20 {
		sent(r.People.ClickMessage("U1", suggestion, message.CommandAction, ""))
	}
	if err := r.Deliveries.WaitAcks(within(t), acks+20); err != nil {
		t.Fatal(err)
	}
	r.until(t, "posts", func() bool { return len(r.Channels.Posts()) >= 6 })
	time.Sleep(1500 * time.Millisecond) // within which all could be posted
	if n := len(r.Channels.Posts()); n >= 4+10 {
		t.Errorf("%d posts", n)
	}
}

// TestTyped runs commands where they are typed.
func TestTyped(t *testing.T) {
	t.Parallel()
	r := startChatting(t)
	sent := must[fakeslack.Sent](t)
	n := 0
	say := func(channel, user, text string) fakeslack.Post {
		n++
		if channel == "D1" {
			sent(r.People.DirectMessage(fakeslack.Message{Channel: "D1", User: user, Text: text}))
		} else {
			sent(r.People.Mention(fakeslack.Message{Channel: channel, User: user, Text: "<@" + fakeslack.BotUser + "> " + text}))
		}
		return r.post(t, n)
	}
	for _, tt := range []struct {
		channel, user, text, want, not string
		private                        bool
	}{
		{"D1", "U1", "状态", "收录了", "连接", false},
		{"D1", "UADMIN", "状态", "连接", "", false},
		{"C1", "UADMIN", "状态", "收录了", "连接", false}, // how the bot is doing is not for all
		{"C1", "U1", "新闻稿", "篇新闻稿", "", false},
		{"D1", "U1", "数字 吉利", "4.4亿元", "", false},
		{"D1", "U1", "重新读取", message.WordsOf(false).UI.NotAdmin, "", false},
		{"C1", "UADMIN", "评价", message.WordsOf(false).UI.FeedbackNone, "", true},
		{"D1", "U1", "怎么看数字", "输入“数字", "", false},
		{"D1", "U1", "怎么订阅", message.WordsOf(false).News.NoNews, "", false},
		{"D1", "U1", "你会什么", "我用新闻稿原文回答", "", false},
		{"D1", "U1", "下午好呀", "下午好！", "", false},
		{"D1", "U1", "good afternoon", "Good afternoon!", "", false},
		{"D1", "U1", "帮助", "/beilun", "", false},
	} {
		p := say(tt.channel, tt.user, tt.text)
		if !strings.Contains(p.Text, tt.want) || tt.not != "" && strings.Contains(p.Text, tt.not) || p.Ephemeral != tt.private {
			t.Errorf("%s says %q and gets %+v, want %q", tt.user, tt.text, p, tt.want)
		}
	}
}

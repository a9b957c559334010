package said

import (
	"fmt"
	"testing"
)

var commands = []string{"figures", "releases", "status", "reindex", "subscribe", "unsubscribe", "subscriptions", "notices", "feedback", "add", "remove", "correct", "corrections", "help"}

func TestCommandIn(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"订阅":     "{subscribe  false}",
		"订阅 吉利":  "{subscribe 吉利 true}",
		"订阅吉利":   "{subscribe 吉利 false}",
		"訂閱吉利":   "{subscribe 吉利 false}",
		"订阅：吉利":  "{subscribe 吉利 true}",
		"订阅“吉利”": "{subscribe 吉利 true}",
		"请帮我订阅一下吉利的数字，谢谢": "{subscribe 吉利 false}",
		"订阅GDP":                     "{subscribe GDP false}",
		"订阅列表":                      "{subscriptions  false}",
		"看看新闻稿":                     "{releases  false}",
		"取消订阅吉利":                    "{unsubscribe 吉利 false}",
		"subscribe to Geely please": "{subscribe Geely true}",
		"Subscribed Geely":          "-",
		"show figures":              "{figures  false}",
		"数字经济核心产业增加值":               "{figures 经济核心产业增加值 false}",
		"状态？":                       "{status  false}",
		"吉利":                        "-",
		"":                          "-",
		"请":                         "-",
		"please":                    "-",
	} {
		got := "-"
		if c, ok := CommandIn(text, commands); ok {
			got = fmt.Sprintf("{%s %s %t}", c.Name, c.Rest, c.Apart)
		}
		if got != want {
			t.Errorf("CommandIn(%q) = %s, want %s", text, got, want)
		}
	}
	if !GoesOn("人数") || !GoesOn("经济总量") || GoesOn("吉利") {
		t.Error("words that go on are not told from things")
	}
}

func TestHowTo(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"怎么订阅": "{subscribe  false}", "如何退订？": "{unsubscribe  false}", "怎么添加新闻稿": "{add  false}", "请问如何上传新的新闻稿呢": "{add  false}",
		"怎么看数字": "{figures  false}", "怎么订阅吉利的数字": "{subscribe 吉利 false}", "how to subscribe": "{subscribe  false}", "How do I unsubscribe?": "{unsubscribe  false}",
		"怎么删除一篇新闻稿": "{remove  false}", "怎么关闭提醒": "{notices  false}", "怎么取消订阅": "{unsubscribe  false}",
		"怎么去北仑": "-", "订阅": "-", "如何评价": "{feedback  false}", "怎么样": "-", "how high is it": "-", "如何": "-", "": "-",
	} {
		got := "-"
		if c, ok := HowTo(text, commands); ok {
			got = fmt.Sprintf("{%s %s %t}", c.Name, c.Rest, c.Apart)
		}
		if got != want {
			t.Errorf("HowTo(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestMistyped(t *testing.T) {
	t.Parallel()
	alike := func(a, b string) bool { return a == "丁阅" && b == "订阅" }
	for text, want := range map[string]string{
		"subscrbe Geely": "{subscribe Geely true subscribe}", "hepl": "{help  false help}", "stauts": "{status  false status}", "figure 吉利": "{figures 吉利 true figures}",
		"Unsubcribe": "{unsubscribe  false unsubscribe}", "丁阅": "{subscribe  false 订阅}", "丁阅吉利": "{subscribe 吉利 false 订阅}",
		"订约 吉利": "{subscribe 吉利 false 订阅}", "退货 吉利": "{unsubscribe 吉利 false 退订}", "订约吉利": "-", "订约": "-", "数据 吉利": "-",
		"subscribe": "-", "status of it": "-", "gdp": "-", "how": "-", "订阅": "-", "": "-", "丁": "-",
	} {
		got := "-"
		if c, ok := Mistyped(text, commands, alike); ok {
			got = fmt.Sprintf("{%s %s %t %s}", c.Name, c.Rest, c.Apart, c.Word)
		}
		if got != want {
			t.Errorf("Mistyped(%q) = %s, want %s", text, got, want)
		}
	}
}

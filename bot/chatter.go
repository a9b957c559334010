package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// chatter is what people say to one another, and to a bot, without asking
// anything: it gets no answer.
var chatter = map[string]bool{
	"谢谢": true, "谢谢你": true, "谢谢啦": true, "多谢": true, "感谢": true, "好的": true, "好": true, "好的谢谢": true, "收到": true, "明白": true, "明白了": true,
	"知道了": true, "了解": true, "了解了": true, "嗯": true, "嗯嗯": true, "哦": true, "哦哦": true, "可以": true, "行": true, "对": true, "对的": true, "是的": true,
	"不用了": true, "没事": true, "没事了": true, "辛苦了": true, "哈哈": true, "哈哈哈": true, "赞": true, "厉害": true, "牛": true, "不错": true, "太好了": true,
	"ok": true, "okay": true, "thanks": true, "thank you": true, "thx": true, "great": true, "got it": true, "yes": true, "no": true, "nice": true, "cool": true, "lol": true, "+1": true, "1": true,
}

// isChatter reports whether a text is no more than that.
func isChatter(text string) bool {
	bare := strings.ToLower(strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '+' || unicode.Is(unicode.So, r) || r == '~' || r == '～'
	}))
	bare = strings.NewReplacer("，", "", ",", "", "！", "", "!", "").Replace(bare)
	if bare == "" {
		return strings.TrimSpace(text) != "" && !strings.ContainsAny(text, "?？")
	}
	return chatter[bare] || isEmoji(bare)
}

// isEmoji reports whether a text is an emoji's name in Slack's form, alone.
func isEmoji(text string) bool {
	return strings.HasPrefix(text, ":") && strings.HasSuffix(text, ":") && !strings.ContainsAny(text, " ")
}

// asking are words that ask.
var asking = []string{
	"?", "？", "吗", "呢", "多少", "几", "哪", "谁", "什么", "何时", "怎么", "怎样", "如何", "是否", "是不是", "有没有", "多大", "多高", "多长", "多久",
	"为什么", "介绍", "说说", "查", "what", "how", "when", "where", "which", "who", "why",
}

// maxBare is how long, in characters, a text without a word that asks may be
// and still be taken for a question: 出租率, 2022年的.
const maxBare = 12

// mayAsk reports whether what is said to nobody may be a question to the bot.
func mayAsk(text string) bool {
	if text == "" || isChatter(text) {
		return false
	}
	return asks(text) || utf8.RuneCountInString(text) <= maxBare && !strings.ContainsAny(text, "。！!，,：:")
}

// asks reports whether a text has a word that asks.
func asks(text string) bool {
	low := strings.ToLower(text)
	return slices.ContainsFunc(asking, func(w string) bool { return strings.Contains(low, w) })
}

// isHelp reports whether a text asks what to ask: nothing at all, a greeting.
func isHelp(text string) bool {
	switch strings.ToLower(strings.Trim(text, " ?？!！。~～")) {
	case "", "help", "帮助", "使用说明", "怎么用", "你好", "您好", "hi", "hello", "你是谁", "你能做什么":
		return true
	}
	return false
}

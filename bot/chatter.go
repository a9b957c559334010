package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/courtesy"
)

// isChatter reports whether a text is no more than what people say to one another,
// and to a bot, without asking anything: it gets no answer.
func isChatter(text string) bool {
	bare := strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '+' || unicode.Is(unicode.So, r) || r == '~' || r == '～'
	})
	if bare == "" {
		return strings.TrimSpace(text) != "" && !strings.ContainsAny(text, "?？")
	}
	k := courtesy.Of(text)
	return k == courtesy.Thanks || k == courtesy.Nod || isEmoji(strings.TrimSpace(text))
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

// isHelp reports whether a text asks what to ask: nothing at all, a greeting, who
// the bot is.
func isHelp(text string) bool {
	return strings.Trim(text, " ?？!！。~～") == "" || courtesy.Of(text) == courtesy.Help
}

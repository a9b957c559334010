package said

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/courtesy"
)

// IsChatter reports whether a text asks nothing: thanks, a nod, an emoji, or
// punctuation other than a question mark. It gets no answer.
func IsChatter(text string) bool {
	bare := strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '+' || unicode.Is(unicode.So, r) || r == '~' || r == '～'
	})
	if bare == "" {
		return strings.TrimSpace(text) != "" && !strings.ContainsAny(text, "?？")
	}
	k := courtesy.Of(text)
	return k == courtesy.Thanks || k == courtesy.Nod || isEmoji(strings.TrimSpace(text))
}

// isEmoji reports whether a text is the name of one emoji in Slack's form.
func isEmoji(text string) bool {
	return strings.HasPrefix(text, ":") && strings.HasSuffix(text, ":") && !strings.ContainsAny(text, " ")
}

// maxBare is how long, in characters, a text without a word that asks may be
// and still be taken for a question: 出租率, 2022年的.
const maxBare = 24

// MayAsk reports whether a text that names nobody may be a question to the bot.
func MayAsk(text string) bool {
	if text == "" || IsChatter(text) {
		return false
	}
	return Asks(text) || utf8.RuneCountInString(text) <= maxBare && !strings.ContainsAny(text, "。！!，,：:")
}

// IsAmongPeople reports whether a text is said between people, by the words for
// themselves in it: 你们几点来, 我记得是5亿.
func IsAmongPeople(text string) bool {
	for _, w := range words().List("polite").Words {
		text = strings.ReplaceAll(text, w, "")
	}
	return words().List("people").In(text)
}

// Asks reports whether a text contains a word that asks.
func Asks(text string) bool {
	return words().List("asks").In(strings.ToLower(text))
}

// IsHelp reports whether a text asks for the help: it is empty, a greeting, or a
// question about the bot.
func IsHelp(text string) bool {
	return strings.Trim(text, " ?？!！。~～") == "" || courtesy.Of(text) == courtesy.Help
}

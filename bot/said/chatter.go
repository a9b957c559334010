package said

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/courtesy"
)

// IsChatter reports whether a text asks nothing of the releases: a courtesy, an emoji, or
// punctuation other than a question mark. Among people it gets no answer.
func IsChatter(text string) bool { return courtesy.Of(text) != courtesy.None }

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

// IsHelp reports whether a text asks for the help, or is empty.
func IsHelp(text string) bool {
	return strings.Trim(text, " ?？!！。~～") == "" || courtesy.Of(text) == courtesy.Help
}

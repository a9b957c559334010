package said

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// address matches the address of a page. It ends before Chinese that follows at once.
var address = regexp.MustCompile(`https?://[!-~]+`)

// Question returns what a message asks: what Strip returns, without addresses, whose
// numbers could be taken for years, without characters that nobody sees, and without
// the bot's name where it was typed and not chosen from Slack's list.
func Question(text, self string) string {
	text = markup.ReplaceAllStringFunc(text, func(m string) string {
		if part := markup.FindStringSubmatch(m); part[1] == "" && strings.HasSuffix(strings.TrimSuffix(part[2], "/"), part[3]) {
			return " " // no label, or the address as it was typed
		}
		return m
	})
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) {
			return -1
		}
		return r
	}, address.ReplaceAllString(Strip(text, self), " "))
	first, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
	if is("self", strings.TrimRight(first, ",，:：")) {
		return strings.TrimSpace(rest)
	}
	return strings.TrimSpace(text)
}

// maxPointing is how long, in characters, a text may be that is about the message it
// comes with.
const maxPointing = 16

// Points reports whether a text is about the message that it is sent with: 帮忙看看,
// 这几个数对吗.
func Points(text string) bool {
	return utf8.RuneCountInString(text) <= maxPointing && (!Asks(text) || words().List("points").In(text))
}

package said

import (
	"html"
	"regexp"
	"strings"

	"beilun/internal/courtesy"
)

// markup matches Slack's form of mentions, channels and links in a message:
// <@U1|name>, <#C1|name>, <!here>, <https://x|label>. The groups are the sign, the
// target and the label.
var markup = regexp.MustCompile(`<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>`)

// Strip returns what the person typed as a message's text, without mentions of the
// bot, whose user ID is self, without those of channels, whose names are not part of a
// question, and without emoji, unless there is nothing else. An empty self is any user.
func Strip(text, self string) string {
	text = markup.ReplaceAllStringFunc(text, func(m string) string {
		part := markup.FindStringSubmatch(m)
		switch {
		case part[1] == "@" && (self == "" || part[2] == self), part[1] == "!", part[1] == "#":
			return " "
		case part[3] != "":
			return part[3]
		case part[1] == "":
			return part[2]
		}
		return " "
	})
	text = strings.TrimSpace(html.UnescapeString(text))
	if bare := courtesy.WithoutEmoji(text); bare != "" {
		return trim(bare)
	}
	return text
}

// trim returns a text without the courtesies around it. Praise stays before what asks
// nothing, and is about that: 太好了，救命恩人.
func trim(text string) string {
	t := courtesy.Trim(text)
	if before, ok := strings.CutSuffix(text, t); ok && before != "" && !Asks(t) && courtesy.Of(before) == courtesy.Praise {
		return text
	}
	return t
}

// Mentions reports whether a message mentions a user.
func Mentions(text, user string) bool { return user != "" && strings.Contains(text, "<@"+user) }

// MentionsAnybody reports whether a message mentions a person or a group.
func MentionsAnybody(text string) bool {
	for _, m := range markup.FindAllStringSubmatch(text, -1) {
		if m[1] == "@" || m[1] == "!" {
			return true
		}
	}
	return false
}

// Target returns the target of a text that is one link or mention, and any other
// text as it is.
func Target(text string) string {
	if m := markup.FindStringSubmatch(text); m != nil && m[0] == text {
		return m[2]
	}
	return text
}

package messagetest

import (
	"regexp"
	"strings"
)

// Marked returns the parts of a message's text that Slack may format, in any reading
// of its undocumented rules: a mark counts beside anything but a letter or a digit of
// ASCII, and an invisible character may be one of these, or a space.
func Marked(text string) (out []string) {
	text = addresses.ReplaceAllString(text, "，") // it keeps its place on a line
	for _, joiner := range []string{"x", " "} {
		read := strings.ReplaceAll(text, "\u2060", joiner)
		for _, m := range marks {
			out = append(out, m.FindAllString(read, -1)...)
		}
	}
	return out
}

var (
	addresses = regexp.MustCompile("https?://[!-~]+")
	marks     = []*regexp.Regexp{
		pair(`\*`), pair(`_`), pair(`~`),
		regexp.MustCompile("`[^`\n]+`"), regexp.MustCompile("```"),
		regexp.MustCompile(`(?m)^\s*&gt;`),
	}
)

// pair matches a text between two marks.
func pair(mark string) *regexp.Regexp {
	inside := `[^\s` + mark + `]`
	return regexp.MustCompile(`(?m)(?:^|[^0-9A-Za-z` + mark + `])` + mark + inside + `(?:[^\n` + mark + `]*` + inside + `)?` + mark + `(?:$|[^0-9A-Za-z` + mark + `])`)
}

package layout

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/choice/cue"
)

var (
	headingPattern = regexp.MustCompile(`^(?:第[一二三四五六七八九十百]+条|[（(]?[一二三四五六七八九十0-9]+[）)、.．]|[一二三四五六七八九十]是)[\s\x{3000}]*`)
	captionPattern = regexp.MustCompile(`^[表图附][0-9一二三四五六七八九十]`)
)

// Lengths in characters of the first sentence of a text that is a heading behind
// a number, and of one that is short.
const (
	maxHeading = 12
	maxShort   = 10
)

// Start returns how a text begins: 1 with a word that refers to the text before,
// 2 with a number of an item, 3 with such a number and a heading, 4 with a
// reason, 5 with a quotation, 6 as a caption, 7 with a short sentence, 0 otherwise.
func Start(text string) int {
	first, _, _ := strings.Cut(text, "。")
	number := ""
	c, _ := utf8.DecodeRuneInString(first)
	if strings.ContainsRune("第（(0123456789"+numerals, c) {
		number = headingPattern.FindString(first)
	}
	switch {
	case strings.ContainsRune("表图附", c) && captionPattern.MatchString(first):
		return 6
	case number != "" && utf8.RuneCountInString(first)-utf8.RuneCountInString(number) <= maxHeading && !strings.Contains(first, "，"):
		return 3
	case number != "":
		return 2
	case cue.Of("back").Begins(first):
		return 1
	case cue.Of("because").Begins(first):
		return 4
	case strings.HasPrefix(first, "“"):
		return 5
	case utf8.RuneCountInString(first) <= maxShort:
		return 7
	}
	return 0
}

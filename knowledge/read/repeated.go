package read

import (
	"strings"
	"unicode/utf8"
)

// takeRepeated takes the title of a page that stands twice at the start of lines: as
// the name of the page, with that of its part before or behind it, and over the
// article, which may be cut into lines. What the two share is the title.
func takeRepeated(lines []line) ([]line, head) {
	const most, least = 3, 8 // lines of a title, characters of it
	if len(lines) < 3 {
		return lines, head{}
	}
	name := tight(lines[0].text)
	title := ""
	for n := 1; n <= most && n < len(lines)-1 && !lines[n].head && lines[n].row == nil; n++ {
		title += tight(lines[n].text)
		if len(title) > len(name) {
			break
		}
		if utf8.RuneCountInString(title) < least || !isNamed(name, title) {
			continue
		}
		parts := make([]traced, n)
		for i := range parts {
			parts[i] = lines[1+i].traced
		}
		whole := tidy(weld(parts))
		if !couldHead(whole.text, maxTitleLine) {
			continue
		}
		return lines[1+n:], head{title: whole.text}
	}
	return lines, head{}
}

// isNamed reports whether name is title, or title with a mark and something else before
// or behind it.
func isNamed(name, title string) bool {
	const marks = "：:_-—|｜·"
	if rest, ok := strings.CutSuffix(name, title); ok {
		return rest == "" || strings.ContainsRune(marks, lastRune(rest))
	}
	rest, ok := strings.CutPrefix(name, title)
	return ok && strings.ContainsRune(marks+"（(【", firstRune(rest))
}

// tight returns s without white space.
func tight(s string) string { return strings.Join(strings.Fields(s), "") }

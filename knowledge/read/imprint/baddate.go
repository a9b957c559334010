package imprint

import (
	"path"
	"regexp"
	"strings"

	"beilun/knowledge"
)

// maxBadDate bounds what is returned of a date that is none, in characters.
const maxBadDate = 40

// BadDate returns what the head of a text names as its date though there is no such day,
// such as 2026-13-45, or "" if it names none or a date. The head is a block of front
// matter, or else the first lines.
func BadDate(text string) string {
	text = strings.TrimLeft(text[:min(len(text), maxFront)], " \t\n\ufeff")
	front := strings.HasPrefix(text, "---")
	n := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case front && n > 0 && (line == "---" || line == "..."), n >= maxFrontLine, !front && n >= HeadLines:
			return ""
		}
		n++
		word, value, ok := strings.Cut(strings.Replace(line, "：", ":", 1), ":")
		value = unquote(strings.TrimSpace(value))
		switch {
		case !ok || value == "", front && frontKey(strings.TrimSpace(word)) != KeyDate, !front && KeyOf(strings.TrimSpace(word)) != KeyDate:
		case !front && (value[0] < '0' || value[0] > '9'): // a sentence
		case LeadingDate(value).IsZero():
			if r := []rune(value); len(r) > maxBadDate {
				value = string(r[:maxBadDate]) + "…"
			}
			return value
		}
	}
	return ""
}

// nameDate matches a date that the name of a file begins with, whether there is such a day
// or not.
var nameDate = regexp.MustCompile(`^\d{4}-\d{1,2}-\d{1,2}`)

// BadDateInName returns what the name of a file begins with as a date though there is no
// such day, such as 2025-02-30, or "".
func BadDateInName(id string) string {
	text := nameDate.FindString(path.Base(id))
	if text == "" {
		return ""
	}
	if _, err := knowledge.ParseDate(text); err == nil {
		return ""
	}
	return text
}

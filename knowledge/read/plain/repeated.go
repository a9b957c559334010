package plain

import (
	"strings"
	"unicode/utf8"

	"beilun/knowledge/read/char"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/trace"
	"beilun/knowledge/read/unwrap"
)

// takeRepeated removes the title of a page that is twice at the start of lines,
// and returns it: first as the name of the page, with that of its part before or
// after it, then above the article, maybe on several lines. What the two have in
// common is the title.
func takeRepeated(lines []unwrap.Line) ([]unwrap.Line, imprint.Head) {
	const most, least = 3, 8 // lines of a title, characters of it
	if len(lines) < 3 {
		return lines, imprint.Head{}
	}
	name := tight(lines[0].Text)
	title := ""
	for n := 1; n <= most && n < len(lines)-1 && !lines[n].Head && lines[n].Row == nil; n++ {
		title += tight(lines[n].Text)
		if len(title) > len(name) {
			break
		}
		if utf8.RuneCountInString(title) < least || !isNamed(name, title) {
			continue
		}
		parts := make([]trace.String, n)
		for i := range parts {
			parts[i] = lines[1+i].String
		}
		whole := trace.Tidy(trace.Weld(parts))
		if !prose.CouldHead(whole.Text, prose.MaxTitleLine) {
			continue
		}
		return lines[1+n:], imprint.Head{Title: whole.Text}
	}
	return lines, imprint.Head{}
}

// isNamed reports whether name is title, or title with a mark and something else
// before or after it.
func isNamed(name, title string) bool {
	const marks = "：:_-—|｜·"
	if rest, ok := strings.CutSuffix(name, title); ok {
		return rest == "" || strings.ContainsRune(marks, char.Last(rest))
	}
	rest, ok := strings.CutPrefix(name, title)
	return ok && strings.ContainsRune(marks+"（(【", char.First(rest))
}

// tight returns s without white space.
func tight(s string) string { return strings.Join(strings.Fields(s), "") }

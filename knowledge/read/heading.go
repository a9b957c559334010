package read

import (
	"strings"
	"unicode/utf8"
)

const (
	maxHeading   = 24.0 // em: longer lines are not taken for headings
	maxTitleLine = 45.0 // em: longer first lines are not taken for titles
	longBody     = 25.0 // em: a line this long is body text whatever it ends with
)

// isBody reports whether a line of unwrapped text is a paragraph of prose.
func isBody(text string) bool {
	end := endOf(text)
	w := measure(text).normal
	return w >= longBody || end == endsFull && w > 8 && !strings.HasPrefix(text, "（")
}

// couldHead reports whether text, on a line of its own and at most most em
// wide, has the form of a heading or title: it is no sentence and no part of
// one, no item, no note and no byline.
func couldHead(text string, most float64) bool {
	if len(text) > 4*int(most)+16 {
		return false
	}
	r, last := firstRune(text), lastRune(text)
	switch {
	case measure(text).normal > most, utf8.RuneCountInString(text) < 2:
		return false
	case strings.ContainsAny(text, "。；;") || strings.ContainsRune("，、：:,.…⋯（([", last):
		return false
	case endOf(text) != endsOpen && last != '！' && last != '？':
		return false
	case r == '（' && last == '）', r == '-', r == '*', strings.ContainsRune("●■◆▲★○□◇△☆►▶•·", r):
		return false
	case isByline(text), !strings.ContainsFunc(text, func(r rune) bool { return isHan(r) || isLetter(r) }):
		return false
	}
	return true
}

// isByline reports whether text names who wrote or took something.
func isByline(text string) bool {
	for _, w := range []string{"记者", "本报记者", "通讯员", "见习记者", "作者", "编辑", "责编", "摄影", "文/", "图/", "文／", "图／", "文 ", "图 ", "供图", "撰文"} {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return strings.Contains(text, "记者 ") || strings.Contains(text, "通讯员 ") || strings.HasSuffix(text, " 摄") || strings.HasSuffix(text, "/摄")
}

// plainUnits makes a paragraph of each line. A short line without an ending
// mark is a heading only between paragraphs of prose, so that the entries of
// lists and the lines of poems stay what they are.
func plainUnits(lines []line) []unit {
	units := make([]unit, len(lines))
	for i, l := range lines {
		u := unit{traced: plain(l.traced)}
		nextBody := i+1 < len(lines) && isBody(lines[i+1].text)
		switch {
		case i == 0:
			next := 1
			for next < len(lines) && next < 3 && (isByline(lines[next].text) || couldHead(lines[next].text, maxHeading)) {
				next++
			}
			u.heading = (l.over || next < len(lines) && isBody(lines[next].text)) && couldHead(l.text, maxTitleLine)
		case nextBody && couldHead(l.text, maxHeading):
			u.heading = isBody(lines[i-1].text) || i == 1 && units[0].heading || i == 2 && units[0].heading && isByline(lines[1].text)
		}
		units[i] = u
	}
	return units
}

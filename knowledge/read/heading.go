package read

import "strings"

// plainUnits makes a paragraph of each line. A short line without an ending
// mark is a heading only between paragraphs of prose, so that the entries of
// lists and the lines of poems stay what they are.
func plainUnits(lines []line) []unit {
	lines = weldCut(lines)
	units := make([]unit, len(lines))
	for i, l := range lines {
		u := unit{traced: plain(l.traced)}
		nextBody := i+1 < len(lines) && (isBody(lines[i+1].text) || isItemHead(l.text) && isItemHead(lines[i+1].text) && !sameItems(l.text, lines[i+1].text))
		switch {
		case i == 0:
			next := 1
			for next < len(lines) && next < 5 && (isByline(lines[next].text) || isGreeting(lines[next].text) || next < 3 && couldHead(lines[next].text, maxHeading)) {
				next++
			}
			text := l.text
			if l.over { // a title that is cut short is one
				text = strings.TrimRight(text, "…⋯")
			}
			u.heading = (l.over || next < len(lines) && isBody(lines[next].text)) && text != "" && couldHead(text, maxTitleLine)
		case nextBody && couldHead(l.text, maxHeading):
			u.heading = isBody(lines[i-1].text) || isPictureName(lines[i-1].text) || isItemHead(l.text) && units[i-1].heading || i == 1 && units[0].heading || i == 2 && units[0].heading && isByline(lines[1].text)
		}
		units[i] = u
	}
	return units
}

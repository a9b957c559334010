package read

// runsOnTo reports whether line b goes on the sentence of line a, in text whose lines
// are of no one width: no mark ends a, and together they are a sentence. Verses and
// items are lines of their own.
func runsOnTo(a, b *line) bool {
	if a.head || b.head || a.row != nil || b.row != nil || a.spaced || b.spaced || b.gap || len(a.text) > maxParagraph {
		return false
	}
	return cutOff(a.text, b.text) || endOf(a.text) == endsComma && lastRune(a.text) != '、' && startOf(b.text) == startsPlain &&
		startOf(a.text) == startsPlain && endOf(b.text) == endsFull && max(measure(a.text).normal, measure(b.text).normal) >= verse
}

const verse = 16.0 // em: no line of a poem is longer

// weldCut puts lines together that can only belong together.
func weldCut(lines []line) []line {
	from := 0
	for from+1 < len(lines) && !runsOnTo(&lines[from], &lines[from+1]) {
		from++
	}
	if from+1 >= len(lines) {
		return lines
	}
	out := append(make([]line, 0, len(lines)), lines[:from]...)
	for i := from; i < len(lines); {
		n := 1
		for i+n < len(lines) && runsOnTo(&lines[i+n-1], &lines[i+n]) {
			n++
		}
		l := lines[i]
		if n > 1 {
			parts := make([]traced, n)
			for j := range parts {
				parts[j] = lines[i+j].traced
			}
			l.traced = weld(parts)
		}
		out = append(out, l)
		i += n
	}
	return out
}

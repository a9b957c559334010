package read

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

//go:embed cut.txt
var cutWords string

// cutEnds are words that no line ends with unless it was cut.
var cutEnds = func() []string {
	var out []string
	for w := range setOf(cutWords, "unended") {
		out = append(out, w)
	}
	return out
}()

var (
	opening = zhtext.NewSet("（《【〔「『“‘")
	goingOn = zhtext.NewSet("，。、；：！？,;!?）》】〕」』”’")
)

// cutOff reports whether a line can only go on in the next, however wide it is: it
// ends with a mark that opens something, the next begins with one that closes or goes
// on, or its last word needs another.
func cutOff(a, b string) bool {
	x, y := lastRune(a), firstRune(b)
	switch {
	case x == '“': // and none that stands for the closing one
		return strings.Count(a, "“") == strings.Count(a, "”")+1
	case opening.Has(x):
		return true
	case goingOn.Has(y) && endOf(a) == endsOpen:
		return true
	case !isHan(y) || startOf(b) == startsItem:
		return false
	}
	for _, w := range cutEnds {
		if strings.HasSuffix(a, w) && len(a) > len(w) {
			return true
		}
	}
	return endsOrdinal(a)
}

// endsOrdinal reports whether s ends with which session of something was meant, but
// not of what: 第十九届.
func endsOrdinal(s string) bool {
	r, w := utf8.DecodeLastRuneInString(s)
	if !strings.ContainsRune("届次", r) {
		return false
	}
	number := strings.TrimRight(s[:len(s)-w], "一二三四五六七八九十百0123456789")
	return len(number) < len(s)-w && strings.HasSuffix(number, "第")
}

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

// unheadSiblings makes paragraphs of headings that are items like the paragraph right
// after them: 一、岗位 before 二、范围：… heads nothing.
func unheadSiblings(units []unit) {
	for i := len(units) - 2; i >= 0; i-- {
		a, b := &units[i], units[i+1]
		if a.heading && !b.heading && b.row == nil && a.text != "" && b.text != "" && sameItems(a.text, b.text) {
			a.heading = false
		}
	}
}

// sameItems reports whether two texts begin with numbers of one kind: 一、 and 二、.
func sameItems(a, b string) bool {
	return startOf(a) == startsItem && startOf(b) == startsItem && itemForm(a) != "" && itemForm(a) == itemForm(b)
}

// itemForm returns the number at the start of s with each numeral written as one
// sign: N、 for 十二、.
func itemForm(s string) string {
	const most = 6 // characters
	var b strings.Builder
	number, n := rune(0), 0
	for _, r := range s {
		if n++; n > most {
			return ""
		}
		kind := rune(0)
		switch {
		case strings.ContainsRune("一二三四五六七八九十", r):
			kind = '一'
		case digitRune(r):
			kind = '1'
		}
		if kind != 0 {
			if number != kind {
				b.WriteRune(kind)
			}
			number = kind
			continue
		}
		b.WriteRune(r)
		if number != 0 {
			return b.String()
		}
	}
	return ""
}

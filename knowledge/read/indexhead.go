package read

import (
	"strings"

	"beilun/internal/zhtext"
)

// takeIndexHead takes the table over a release of an office that tells its title,
// publisher and dates, label and value in turn: 发布机构： | 区财政局 | 发布日期： | …
// A label may have no value.
func takeIndexHead(lines []line) ([]line, head) {
	var h head
	from := 0
	for from < min(len(lines), headZone) && !hasPipe(lines[from].text) {
		from++
	}
	to, keys := from, 0
	for to < min(len(lines), from+headZone) && hasPipe(lines[to].text) {
		g, n := indexRow(pipedOff(lines[to].traced))
		if n == 0 {
			break
		}
		h, keys = h.or(g), keys+n
		to++
	}
	if keys < 3 || to < len(lines) && isRule(lines[to].text) { // the heads of a table of another kind
		return lines, head{}
	}
	return append(lines[:from:from], lines[to:]...), h
}

// indexRow reads a row of labels and values, and how many labels it has: 0 where it
// is none.
func indexRow(cells []string) (h head, keys int) {
	k := keyNone
	for i, c := range cells {
		next, value := indexKey(c)
		switch {
		case next != keyNone:
			k, c = next, value
			keys++
			if c == "" {
				continue
			}
		case i == 0 || k == keyNone:
			return head{}, 0
		}
		if k != keyOther && !h.set(k, c) {
			return head{}, 0
		}
		k = keyNone
	}
	return h, keys
}

// indexKey reads the label of a cell, and the value where it stands in the same one.
func indexKey(cell string) (key, string) {
	if k, n := keyAt(cell); k != keyNone {
		return k, strings.TrimSpace(cell[n:])
	}
	return keys[zhtext.FoldString(strings.ReplaceAll(cell, " ", ""))], ""
}

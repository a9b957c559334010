package plain

import (
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/unwrap"
)

// takeIndexHead removes the table above a release of an office that has its
// title, publisher and dates, and returns what it says. Labels and values
// alternate: 发布机构： | 区财政局 | 发布日期： | … A label may have no value.
func takeIndexHead(lines []unwrap.Line) ([]unwrap.Line, imprint.Head) {
	var h imprint.Head
	from := 0
	for from < min(len(lines), headZone) && !HasPipe(lines[from].Text) {
		from++
	}
	to, keys := from, 0
	for to < min(len(lines), from+headZone) && HasPipe(lines[to].Text) {
		g, n := indexRow(pipedOff(lines[to].String))
		if n == 0 {
			break
		}
		h, keys = h.Or(g), keys+n
		to++
	}
	if keys < 3 || to < len(lines) && isRule(lines[to].Text) { // the heads of a table of another kind
		return lines, imprint.Head{}
	}
	return append(lines[:from:from], lines[to:]...), h
}

// indexRow returns what a row of labels and values says, and how many labels it
// has, 0 if it is no such row.
func indexRow(cells []string) (h imprint.Head, keys int) {
	k := imprint.KeyNone
	for i, c := range cells {
		next, value := indexKey(c)
		switch {
		case next != imprint.KeyNone:
			k, c = next, value
			keys++
			if c == "" {
				continue
			}
		case i == 0 || k == imprint.KeyNone:
			return imprint.Head{}, 0
		}
		if k != imprint.KeyOther && !h.Set(k, c) {
			return imprint.Head{}, 0
		}
		k = imprint.KeyNone
	}
	return h, keys
}

// indexKey returns the key of the label in a cell, and the value if it is in the
// same cell.
func indexKey(cell string) (imprint.Key, string) {
	if k, n := imprint.KeyAt(cell); k != imprint.KeyNone {
		return k, strings.TrimSpace(cell[n:])
	}
	return imprint.KeyOf(zhtext.FoldString(strings.ReplaceAll(cell, " ", ""))), ""
}

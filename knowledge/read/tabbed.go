package read

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/table"
)

// Limits of a table in a text: its cells are parted by tabs, or by wide white space
// where they stand below one another.
const (
	leastTabbed = 2  // rows
	leastSpaced = 3  // rows whose cells white space parts
	longCell    = 60 // characters
)

// tabbed finds tables in lines and makes units of all of them: rows of the tables,
// and what units makes of the lines between them. ok is false when there is no
// table.
func tabbed(lines []line, units func([]line) []unit) (out []unit, ok bool) {
	start := 0
	for i := 0; i < len(lines); {
		if l := &lines[i]; l.row != nil || l.head {
			out = append(out, units(lines[start:i])...)
			out = append(out, unit{traced: l.traced, row: l.row, heading: l.head})
			i++
			start, ok = i, true
			continue
		}
		g, n := tableOf(lines[i:])
		if g == nil {
			i += n
			continue
		}
		out = append(out, units(lines[start:i])...)
		out = append(out, g.units(captionOver(lastTexts(out))...)...)
		i += n
		start, ok = i, true
	}
	if !ok {
		return nil, false
	}
	out = append(out, units(lines[start:])...)
	if len(out) > 1 && out[0].row == nil && couldHead(out[0].text, maxTitleLine) {
		out[0].heading = true
	}
	return out, true
}

// tableOf returns the table that lines begin with, nil when there is none, and how
// many of them it takes, or was found not to take.
func tableOf(lines []line) (*grid, int) {
	tabs := strings.Contains(lines[0].text, "\t")
	if hasPipe(lines[0].text) && !tabs {
		return pipeTable(lines)
	}
	cut, least := spacedCells, leastSpaced
	if tabs {
		cut, least = tabCells, leastTabbed
	}
	g := &grid{}
	columns, numbers := 0, 0
	n := 0
	for n < len(lines) && n*max(1, columns) < maxCells {
		if lines[n].row != nil || lines[n].head || !tabs && hasPipe(lines[n].text) {
			break
		}
		cells := cut(lines[n].traced)
		if len(cells) < 2 || len(cells)+lines[n].before > maxColumns || !tabs && columns > 0 && len(cells) != columns || lines[n].spaced {
			break
		}
		g.addRow()
		if tabs {
			for range lines[n].before { // the first cells are empty
				g.add(traced{}, table.Cell{})
			}
		}
		columns = max(columns, len(cells))
		for _, c := range cells {
			if utf8.RuneCountInString(c.text) > longCell || strings.Contains(c.text, "。") && !tabs {
				return nil, n + 1
			}
			g.add(c, table.Cell{})
		}
		if strings.ContainsAny(cells[len(cells)-1].text, "0123456789") && n > 0 {
			numbers++
		}
		n++
	}
	if n < least || !tabs && numbers*10 < (n-1)*7 {
		return nil, max(1, n)
	}
	return g, n
}

// tabCells are the cells of a line that tabs part.
func tabCells(t traced) []traced {
	if !strings.Contains(t.text, "\t") {
		return nil
	}
	return cellsOf(t, func(s string) (from, to int) {
		from = strings.IndexByte(s, '\t')
		return from, from + 1
	})
}

// spacedCells are the cells of a line that white space of the width of two letters or
// more parts.
func spacedCells(t traced) []traced {
	if from, _ := wideGap(t.text); from < 0 {
		return nil // as most lines
	}
	return cellsOf(t, wideGap)
}

// wideGap returns where the first such white space in s stands, -1 where there is
// none.
func wideGap(s string) (from, to int) {
	width := 0
	from = -1
	for i, r := range s {
		if isSpace(r) {
			if from < 0 {
				from = i
			}
			if width++; r == '\u3000' {
				width++
			}
			continue
		}
		if from >= 0 && width >= 2 {
			return from, i
		}
		from, width = -1, 0
	}
	return -1, -1
}

// cellsOf cuts t where next finds white space.
func cellsOf(t traced, next func(string) (from, to int)) []traced {
	var out []traced
	at := 0
	for len(out) <= maxColumns {
		from, to := next(t.text[at:])
		if from < 0 {
			break
		}
		out = append(out, tidy(t.slice(knowledge.Span{Start: at, End: at + from})))
		at += to
	}
	return append(out, tidy(t.slice(knowledge.Span{Start: at, End: len(t.text)})))
}

// unitsOfLines makes units of the lines between tables.
func unitsOfLines(lines []line) []unit {
	if len(lines) == 0 {
		return nil
	}
	if p := newPage(lines); p.wrapped() {
		return p.unitsOf(p.labelLines())
	}
	return plainUnits(lines)
}

// markRows notes which of lines are the rows of tables, given in order.
func markRows(lines []line, rows []unit) {
	for i := range lines {
		if len(rows) == 0 {
			return
		}
		k := slices.IndexFunc(rows[:min(len(rows), maxLost)], func(r unit) bool { return r.text == lines[i].text })
		if k >= 0 {
			lines[i].row = rows[k].row
			rows = rows[k+1:]
		}
	}
}

// maxLost is how many rows one after the other may have lost their form.
const maxLost = 8

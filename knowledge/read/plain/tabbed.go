package plain

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/table"
	"beilun/knowledge/read/trace"
	"beilun/knowledge/read/unwrap"
)

// Limits of a table in a text. Its cells are separated by tabs, or by wide white
// space if they are below one another.
const (
	leastTabbed = 2  // rows
	leastSpaced = 3  // rows with cells separated by white space
	longCell    = 60 // characters
)

// tabbed returns the units of lines that have tables in them: the rows of the
// tables, and what units makes of the lines between. ok is false if there is no
// table.
func tabbed(lines []unwrap.Line, units func([]unwrap.Line) []article.Unit) (out []article.Unit, ok bool) {
	start := 0
	for i := 0; i < len(lines); {
		if l := &lines[i]; l.Row != nil || l.Head {
			out = append(out, units(lines[start:i])...)
			out = append(out, article.Unit{String: l.String, Row: l.Row, Heading: l.Head})
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
		out = append(out, g.Units(article.CaptionOver(article.LastTexts(out))...)...)
		i += n
		start, ok = i, true
	}
	if !ok {
		return nil, false
	}
	out = append(out, units(lines[start:])...)
	if len(out) > 1 && out[0].Row == nil && prose.CouldHead(out[0].Text, prose.MaxTitleLine) {
		out[0].Heading = true
	}
	return out, true
}

// tableOf returns the table at the start of lines, nil if there is none, and how
// many lines it has or were found to be none.
func tableOf(lines []unwrap.Line) (*article.Grid, int) {
	tabs := strings.Contains(lines[0].Text, "\t")
	if HasPipe(lines[0].Text) && !tabs {
		return pipeTable(lines)
	}
	cut, least := spacedCells, leastSpaced
	if tabs {
		cut, least = tabCells, leastTabbed
	}
	g := &article.Grid{}
	columns, numbers := 0, 0
	n := 0
	for n < len(lines) && n*max(1, columns) < article.MaxCells {
		if lines[n].Row != nil || lines[n].Head || !tabs && HasPipe(lines[n].Text) {
			break
		}
		cells := cut(lines[n].String)
		if len(cells) < 2 || len(cells)+lines[n].Before > article.MaxColumns || !tabs && columns > 0 && len(cells) != columns || lines[n].Spaced {
			break
		}
		g.AddRow()
		if tabs {
			for range lines[n].Before { // the first cells are empty
				g.Add(trace.String{}, table.Cell{})
			}
		}
		columns = max(columns, len(cells))
		for _, c := range cells {
			if utf8.RuneCountInString(c.Text) > longCell || strings.Contains(c.Text, "。") && !tabs {
				return nil, n + 1
			}
			g.Add(c, table.Cell{})
		}
		if strings.ContainsAny(cells[len(cells)-1].Text, "0123456789") && n > 0 {
			numbers++
		}
		n++
	}
	if n < least || !tabs && numbers*10 < (n-1)*7 {
		return nil, max(1, n)
	}
	return g, n
}

// tabCells returns the cells of a line between tabs.
func tabCells(t trace.String) []trace.String {
	if !strings.Contains(t.Text, "\t") {
		return nil
	}
	return cellsOf(t, func(s string) (from, to int) {
		from = strings.IndexByte(s, '\t')
		return from, from + 1
	})
}

// spacedCells returns the cells of a line between white space of the width of two
// letters or more.
func spacedCells(t trace.String) []trace.String {
	if from, _ := wideGap(t.Text); from < 0 {
		return nil // as for most lines
	}
	return cellsOf(t, wideGap)
}

// wideGap returns where the first such white space in s is, -1 if there is none.
func wideGap(s string) (from, to int) {
	width := 0
	from = -1
	for i, r := range s {
		if char.IsSpace(r) {
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

// cellsOf splits t where next finds white space.
func cellsOf(t trace.String, next func(string) (from, to int)) []trace.String {
	var out []trace.String
	at := 0
	for len(out) <= article.MaxColumns {
		from, to := next(t.Text[at:])
		if from < 0 {
			break
		}
		out = append(out, trace.Tidy(t.Slice(knowledge.Span{Start: at, End: at + from})))
		at += to
	}
	return append(out, trace.Tidy(t.Slice(knowledge.Span{Start: at, End: len(t.Text)})))
}

// unitsOfLines returns the units of the lines between tables.
func unitsOfLines(lines []unwrap.Line) []article.Unit {
	if len(lines) == 0 {
		return nil
	}
	if p := unwrap.NewPage(lines); p.Wrapped() {
		return p.UnitsOf(p.LabelLines())
	}
	return Units(lines)
}

// markRows sets Row of those lines that are rows of tables. rows are in order.
func markRows(lines []unwrap.Line, rows []article.Unit) {
	for i := range lines {
		if len(rows) == 0 {
			return
		}
		k := slices.IndexFunc(rows[:min(len(rows), maxLost)], func(r article.Unit) bool { return r.Text == lines[i].Text })
		if k >= 0 {
			lines[i].Row = rows[k].Row
			rows = rows[k+1:]
		}
	}
}

// maxLost is how many rows in sequence may have lost their form.
const maxLost = 8

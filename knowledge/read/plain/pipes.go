package plain

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/table"
	"beilun/knowledge/read/trace"
	"beilun/knowledge/read/unwrap"
)

//go:embed pipes.txt
var pipeWords string

// amountHeads are the heads of amounts and changes in pipes.txt.
var amountHeads = zhtext.FoldSet(wordlist.MustParse("knowledge/read/plain/pipes.txt", pipeWords, nil).Words("amount"))

// isPipeRow reports whether a line has bars at both ends: | 指标 | 总量 |.
func isPipeRow(s string) bool {
	return len(s) > 2 && isPipe(char.First(s)) && isPipe(char.Last(s))
}

func isPipe(r rune) bool { return r == '|' || r == '｜' }

// HasPipe reports whether s has a bar.
func HasPipe(s string) bool { return strings.IndexByte(s, '|') >= 0 || strings.Contains(s, "｜") }

// isRule reports whether a line is the rule below the heads of a table:
// |---|:--|.
func isRule(s string) bool {
	return HasPipe(s) && strings.Contains(s, "-") && strings.Trim(s, "|｜:- \t—") == ""
}

// pipeCells returns the cells of a line between bars, with those before the first
// bar and after the last.
func pipeCells(t trace.String) []trace.String {
	return cellsOf(t, func(s string) (from, to int) {
		from = strings.IndexFunc(s, isPipe)
		if from < 0 {
			return -1, -1
		}
		_, w := utf8.DecodeRuneInString(s[from:])
		return from, from + w
	})
}

// pipeTable returns the table between bars at the start of lines, nil if there is
// none, and how many lines it has or were found to be none.
//
// If every row begins with a bar, the bar is the edge of the table. If some do
// not, it is the end of an empty first cell. A text that spans the table begins
// the next one.
func pipeTable(lines []unwrap.Line) (*article.Grid, int) {
	n, heads, size := 0, 0, 0
	var rows [][]trace.String
	open, ended := 0, 0 // rows that begin, or do not end, without a bar
	for n < len(lines) && size < article.MaxCells && lines[n].Row == nil && !lines[n].Head && HasPipe(lines[n].Text) {
		l := lines[n]
		if isRule(l.Text) || strings.Trim(l.Text, "|｜ \t\u3000") == "" {
			if heads == 0 && isRule(l.Text) {
				heads = len(rows)
			}
			n++
			continue
		}
		cells := pipeCells(l.String)
		if len(cells) > article.MaxColumns || len(rows) > 0 && isAcross(cells) && prose.StartOf(cells[1].Text) == prose.StartsItem {
			break
		}
		if !isPipe(char.First(l.Text)) {
			open++
		}
		if !isPipe(char.Last(l.Text)) {
			ended++
		}
		rows = append(rows, cells)
		size += len(cells)
		n++
	}
	for i, cells := range rows {
		if open == 0 {
			cells = cells[1:]
		}
		if ended == 0 {
			cells = cells[:len(cells)-1]
		}
		rows[i] = cells
	}
	if len(rows) < leastTabbed || open+ended > 0 && heads == 0 && !fillsColumns(rows) {
		return nil, max(1, n)
	}
	if heads == 0 {
		heads = settleHeads(rows)
	}
	g := &article.Grid{Heads: heads}
	for i, cells := range rows {
		g.AddRow()
		if i == 0 && len(cells) > 1 && isFirstAlone(cells) {
			cells = cells[:1]
		}
		for _, c := range cells {
			g.Add(c, table.Cell{Head: i < heads})
		}
	}
	return g, n
}

// isAcross reports whether a row has only one text, in its first cell.
func isAcross(cells []trace.String) bool {
	return len(cells) > 3 && cells[0].Text == "" && isFirstAlone(cells[1:])
}

// isFirstAlone reports whether only the first of cells has a text.
func isFirstAlone(cells []trace.String) bool {
	for _, c := range cells[1:] {
		if c.Text != "" {
			return false
		}
	}
	return cells[0].Text != ""
}

// fillsColumns reports whether rows without bars at their ends are those of a
// table: short cells, and numbers below the first row. Menus and bylines have
// bars, too.
func fillsColumns(rows [][]trace.String) bool {
	numbers := 0
	for i, cells := range rows {
		number := false
		for j, c := range cells {
			if utf8.RuneCountInString(c.Text) > longCell || strings.Contains(c.Text, "。") {
				return false
			}
			number = number || j > 0 && hasDigit(c.Text)
		}
		if i > 0 && number {
			numbers++
		}
	}
	return numbers*10 >= (len(rows)-1)*7
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// settleHeads moves the heads of a table whose merged corner was lost in copying
// above their columns: rows of heads are filled from the left, so that the last
// columns have none, and the first is not the head of the labels. It returns the
// number of rows of heads, 0 if it moved none.
func settleHeads(rows [][]trace.String) int {
	const sample = 8 // rows that show the width of the table
	body := slices.IndexFunc(rows, hasNumber)
	if body < 1 {
		return 0
	}
	wide := 0
	for _, cells := range rows[body:min(len(rows), body+sample)] {
		wide = max(wide, filled(cells))
	}
	moved := false
	for i, cells := range rows[:body] {
		n := filled(cells)
		if n == 0 || n >= wide || !headsAmount(cells[0].Text) {
			continue
		}
		rows[i] = append(make([]trace.String, wide-n, wide), cells[:n]...)
		moved = true
	}
	if !moved {
		return 0
	}
	return body
}

// hasNumber reports whether a cell after the first is a number.
func hasNumber(cells []trace.String) bool {
	return slices.ContainsFunc(cells[1:], func(c trace.String) bool { return isNumeric(c.Text) && !headsAmount(c.Text) })
}

// filled returns how many cells a row has up to its last text.
func filled(cells []trace.String) int {
	n := len(cells)
	for n > 0 && cells[n-1].Text == "" {
		n--
	}
	return n
}

// isNumeric reports whether a cell begins with a number.
func isNumeric(s string) bool {
	s = strings.TrimLeft(s, "-−+△▲ ")
	return s != "" && char.IsASCIIDigit(s[0])
}

// headsAmount reports whether s is the head of a column of amounts or changes.
func headsAmount(s string) bool {
	s = strings.NewReplacer(" ", "", "\u3000", "").Replace(s)
	if at := strings.IndexAny(s, "（("); at > 0 {
		s = s[:at]
	}
	for w := range amountHeads {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// pipedOff returns the texts between the bars of a line.
func pipedOff(t trace.String) []string {
	var out []string
	for _, c := range pipeCells(t) {
		if c.Text != "" {
			out = append(out, c.Text)
		}
	}
	return out
}

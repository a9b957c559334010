package read

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge/read/table"
)

//go:embed pipes.txt
var pipeWords string

var amountHeads = setOf(pipeWords, "amount")

// isPipeRow reports whether a line is closed by bars at both ends: | 指标 | 总量 |.
func isPipeRow(s string) bool {
	return len(s) > 2 && isPipe(firstRune(s)) && isPipe(lastRune(s))
}

func isPipe(r rune) bool { return r == '|' || r == '｜' }

// hasPipe reports whether bars part a line.
func hasPipe(s string) bool { return strings.IndexByte(s, '|') >= 0 || strings.Contains(s, "｜") }

// isRule reports whether a line parts the heads of a table from its body: |---|:--|.
func isRule(s string) bool {
	return hasPipe(s) && strings.Contains(s, "-") && strings.Trim(s, "|｜:- \t—") == ""
}

// pipeCells are the cells of a line that bars part, with those before the first bar
// and after the last.
func pipeCells(t traced) []traced {
	return cellsOf(t, func(s string) (from, to int) {
		from = strings.IndexFunc(s, isPipe)
		if from < 0 {
			return -1, -1
		}
		_, w := utf8.DecodeRuneInString(s[from:])
		return from, from + w
	})
}

// pipeTable returns the table of rows in bars that lines begin with, nil when there
// is none, and how many of them it takes, or was found not to take.
//
// Where every row begins with a bar it is the edge of the table; where some do not
// it parts an empty first cell. A text of its own across the table begins the next.
func pipeTable(lines []line) (*grid, int) {
	n, heads, size := 0, 0, 0
	var rows [][]traced
	open, ended := 0, 0 // rows that begin, or do not end, without a bar
	for n < len(lines) && size < maxCells && lines[n].row == nil && !lines[n].head && hasPipe(lines[n].text) {
		l := lines[n]
		if isRule(l.text) || strings.Trim(l.text, "|｜ \t\u3000") == "" {
			if heads == 0 && isRule(l.text) {
				heads = len(rows)
			}
			n++
			continue
		}
		cells := pipeCells(l.traced)
		if len(cells) > maxColumns || len(rows) > 0 && isAcross(cells) && startOf(cells[1].text) == startsItem {
			break
		}
		if !isPipe(firstRune(l.text)) {
			open++
		}
		if !isPipe(lastRune(l.text)) {
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
	g := &grid{heads: heads}
	for i, cells := range rows {
		g.addRow()
		if i == 0 && len(cells) > 1 && isFirstAlone(cells) {
			cells = cells[:1]
		}
		for _, c := range cells {
			g.add(c, table.Cell{Head: i < heads})
		}
	}
	return g, n
}

// isAcross reports whether a row that bars close holds one text, its first cell.
func isAcross(cells []traced) bool {
	return len(cells) > 3 && cells[0].text == "" && isFirstAlone(cells[1:])
}

// isFirstAlone reports whether only the first of cells holds a text.
func isFirstAlone(cells []traced) bool {
	for _, c := range cells[1:] {
		if c.text != "" {
			return false
		}
	}
	return cells[0].text != ""
}

// fillsColumns reports whether rows that no bars close are those of a table: short
// cells, and numbers below the first row. Lines of a menu and bylines have bars, too.
func fillsColumns(rows [][]traced) bool {
	numbers := 0
	for i, cells := range rows {
		number := false
		for j, c := range cells {
			if utf8.RuneCountInString(c.text) > longCell || strings.Contains(c.text, "。") {
				return false
			}
			number = number || j > 0 && hasDigit(c.text)
		}
		if i > 0 && number {
			numbers++
		}
	}
	return numbers*10 >= (len(rows)-1)*7
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// settleHeads moves the heads of a table whose merged corner was lost in copying over
// their columns: rows of heads are filled from the left, so that the last columns have
// none, while what is first heads no labels. It returns how many rows are heads then, 0
// when nothing moved.
func settleHeads(rows [][]traced) int {
	const sample = 8 // rows that show how wide the table is
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
		if n == 0 || n >= wide || !headsAmount(cells[0].text) {
			continue
		}
		rows[i] = append(make([]traced, wide-n, wide), cells[:n]...)
		moved = true
	}
	if !moved {
		return 0
	}
	return body
}

// hasNumber reports whether a cell behind the first is a number.
func hasNumber(cells []traced) bool {
	return slices.ContainsFunc(cells[1:], func(c traced) bool { return isNumeric(c.text) && !headsAmount(c.text) })
}

// filled returns how many cells a row has up to the last with a text.
func filled(cells []traced) int {
	n := len(cells)
	for n > 0 && cells[n-1].text == "" {
		n--
	}
	return n
}

// isNumeric reports whether a cell begins with a number.
func isNumeric(s string) bool {
	s = strings.TrimLeft(s, "-−+△▲ ")
	return s != "" && digit(s[0])
}

// headsAmount reports whether the head of a column is that of amounts or changes.
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

// pipedOff returns the cells of a line in bars, the empty ones left out.
func pipedOff(t traced) []string {
	var out []string
	for _, c := range pipeCells(t) {
		if c.text != "" {
			out = append(out, c.text)
		}
	}
	return out
}

package terminal

import (
	"slices"
	"strconv"
	"strings"

	"beilun/knowledge"
)

// table is a table, read from consecutive paragraphs that are its rows.
type table struct {
	heads []string
	rows  [][]string // cells by head; a paragraph leaves out empty cells
}

// maxHeads bounds the columns of a table. A wider one is printed as paragraphs.
const maxHeads = 40

// tableOf returns the table that ps begins with, without rows if ps begins with none.
// A row of a table was read as a paragraph in which each cell has the heading of its
// column (项目：学校；投资：5亿元). A table has at least two rows, with the same first
// heading.
func tableOf(ps []knowledge.Paragraph) table {
	var t table
	for _, p := range ps {
		heads, cells, ok := rowOf(p)
		if !ok || len(t.rows) > 0 && heads[0] != t.heads[0] || !t.add(heads, cells) {
			break
		}
	}
	if len(t.rows) < 2 {
		return table{}
	}
	return t
}

// add adds a row. It reports whether the table is narrow enough with it.
func (t *table) add(heads, cells []string) bool {
	all := t.heads
	for _, h := range heads {
		if !slices.Contains(all, h) {
			all = append(all, h)
		}
	}
	if len(all) > maxHeads {
		return false
	}
	row := make([]string, len(all))
	for i, h := range heads {
		row[slices.Index(all, h)] = cells[i]
	}
	t.heads, t.rows = all, append(t.rows, row)
	return true
}

// rowOf returns the headings and cells of a paragraph. It reports whether the
// paragraph is a row of a table.
func rowOf(p knowledge.Paragraph) (heads, cells []string, ok bool) {
	for part := range strings.SplitSeq(p.Text, "；") {
		head, cell, found := strings.Cut(part, "：")
		if !found || head == "" || slices.Contains(heads, singleSpaced(head)) || strings.ContainsAny(head, "。，") {
			return nil, nil, false
		}
		heads, cells = append(heads, singleSpaced(head)), append(cells, singleSpaced(cell))
	}
	return heads, cells, len(heads) > 1
}

// text returns t as it is printed: the table, then a line for each figure after the
// number of its row. The rows are the paragraphs ps, of which the first has number n.
func (t table) text(n int, ps []knowledge.Paragraph) string {
	rows := [][]string{append([]string{""}, t.heads...)}
	var figures [][]string
	for i, p := range ps {
		number := strconv.Itoa(n + i)
		rows = append(rows, append([]string{number}, t.rows[i]...))
		for _, fields := range figureFields(p) {
			figures = append(figures, append([]string{number + "  " + fields[0]}, fields[1:]...))
		}
	}
	return columns(rows, "", "  ") + columns(figures, "   ", " | ")
}

package main

import (
	"slices"
	"strconv"
	"strings"

	"beilun/knowledge"
)

// table is a run of paragraphs that are rows of one table.
type table struct {
	heads []string
	rows  [][]string // by head; a cell that is empty was left out
}

// maxHeads bounds the columns of a table that is printed as one.
const maxHeads = 40

// tableOf returns the table that ps begins with; it has no rows where ps begins
// with none. A row is read as a paragraph in which each cell has the heading of
// its column (项目：学校；投资：5亿元), and a table has two of them at least, with the
// same first heading.
func tableOf(ps []knowledge.Paragraph) table {
	var t table
	for _, p := range ps {
		heads, cells, ok := rowOf(p)
		if !ok || len(t.rows) > 0 && heads[0] != t.heads[0] {
			break
		}
		row := make([]string, len(t.heads))
		for i, h := range heads {
			at := slices.Index(t.heads, h)
			if at < 0 {
				at = len(t.heads)
				t.heads, row = append(t.heads, h), append(row, "")
			}
			row[at] = cells[i]
		}
		if len(t.heads) > maxHeads {
			return table{}
		}
		t.rows = append(t.rows, row)
	}
	if len(t.rows) < 2 {
		return table{}
	}
	return t
}

// rowOf returns the headings and the cells of a paragraph that is a row of a
// table.
func rowOf(p knowledge.Paragraph) (heads, cells []string, ok bool) {
	for part := range strings.SplitSeq(p.Text, "；") {
		head, cell, found := strings.Cut(part, "：")
		if !found || head == "" || slices.Contains(heads, spaced(head)) || strings.ContainsAny(head, "。，") {
			return nil, nil, false
		}
		heads, cells = append(heads, spaced(head)), append(cells, spaced(cell))
	}
	return heads, cells, len(heads) > 1
}

// shown returns what is printed of t, whose rows are the paragraphs ps, the first
// of them number n: the table, then a line for each figure behind the number of
// its row.
func (t table) shown(n int, ps []knowledge.Paragraph) string {
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

// spaced takes line ends and what could steer a terminal out of a cell.
func spaced(s string) string { return printable(strings.Join(strings.Fields(s), " ")) }

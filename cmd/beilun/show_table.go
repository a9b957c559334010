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
		if !ok || len(t.rows) > 0 && heads[0] != t.heads[0] || !t.add(heads, cells) {
			break
		}
	}
	if len(t.rows) < 2 {
		return table{}
	}
	return t
}

// add adds a row; it returns false where the table would get too wide.
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

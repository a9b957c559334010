package read

import (
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// tableRows makes a text of each row of a table, in which every cell keeps the
// heading of its column, so that a figure is read with what it measures:
// 项目：学校；投资：5亿元. Where the first row is none of headings, a table of two
// columns names things on the left: 总投资：5亿元. It returns no row without text.
func tableRows(rows [][]string, heads []string) []string {
	rows = withoutEmpty(rows)
	if heads == nil && len(rows) > 1 && hasHeads(rows) {
		heads, rows = rows[0], rows[1:]
	}
	var out []string
	for _, row := range rows {
		if heads == nil && len(row) == 2 && row[0] != "" && row[1] != "" && utf8.RuneCountInString(row[0]) <= maxLabel {
			out = append(out, strings.TrimRight(row[0], "：:")+"："+row[1])
			continue
		}
		var b strings.Builder
		for i, cell := range row {
			if cell == "" {
				continue
			}
			if b.Len() > 0 {
				b.WriteString("；")
			}
			if i < len(heads) && heads[i] != "" && heads[i] != cell {
				b.WriteString(heads[i])
				b.WriteString("：")
			}
			b.WriteString(cell)
		}
		out = append(out, b.String())
	}
	return out
}

const maxLabel = 12 // characters of a cell that names the one beside it

func withoutEmpty(rows [][]string) [][]string {
	kept := rows[:0:0]
	for _, row := range rows {
		if strings.Join(row, "") != "" {
			kept = append(kept, row)
		}
	}
	return kept
}

// hasHeads reports whether the first row of a table holds the headings of its
// columns: it has one for each, all short, and where the rows below it hold
// figures it holds none. A year is a heading.
func hasHeads(rows [][]string) bool {
	first := rows[0]
	if len(first) < 2 {
		return false
	}
	figures, words := 0, 0
	for i, head := range first {
		if i > 0 && head == "" || utf8.RuneCountInString(head) > 2*maxLabel || strings.ContainsAny(head, "。；") {
			return false
		}
		if isFigureCell(head) {
			return false
		}
		of := 0
		for _, row := range rows[1:] {
			if i < len(row) && isFigureCell(row[i]) {
				of++
			}
		}
		if of*10 >= 7*(len(rows)-1) {
			figures++
		} else {
			words++
		}
	}
	return figures > 0 || len(first) > 2
}

// isFigureCell reports whether a cell states a figure and not a year or a name.
func isFigureCell(s string) bool {
	t := strings.TrimLeft(s, "+-−约超近逾¥$ ")
	if t == "" || t[0] < '0' || t[0] > '9' {
		return false
	}
	year := strings.TrimRight(t, "年")
	return !(len(year) == 4 && strings.Trim(year, "0123456789") == "" && (year[:2] == "19" || year[:2] == "20"))
}

// rowSentence makes a paragraph of a table's row, in which every cell keeps the
// heading of its column, so that a figure is read with what it measures:
// 项目：学校；投资：5亿元. Cells without text are left out.
func rowSentence(heads []string, cells []traced) traced {
	var b builder
	for i, c := range cells {
		if c.text == "" {
			continue
		}
		if b.text.Len() > 0 {
			b.insert("；")
		}
		if i < len(heads) && heads[i] != "" {
			b.insert(heads[i] + "：")
		}
		b.copy(c, knowledge.Span{End: len(c.text)})
	}
	return b.finish()
}

package pptx

import (
	"encoding/xml"
	"strconv"

	"beilun/knowledge/read/article"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/word"
)

// table is a table while it is read.
type table struct {
	word.Table
	row    []word.Cell
	cell   word.Cell
	beside bool // the cell is covered by the one on its left
}

// startTable handles the start of a table, a row or a cell.
func (s *shape) startTable(e xml.StartElement) {
	if e.Name.Local == "tbl" {
		if s.table == nil {
			s.table = &table{}
		}
		return
	}
	t := s.table
	switch {
	case t == nil:
	case e.Name.Local == "tr":
		t.row = nil
	default:
		n, err := strconv.Atoi(parts.Attr(e, "gridSpan"))
		if err != nil || n < 1 || n > article.MaxColumns {
			n = 1
		}
		t.cell = word.Cell{Span: n, Below: isOn(e, "vMerge")}
		t.beside = isOn(e, "hMerge")
	}
}

// endTable handles the end of a row or a cell.
func (s *shape) endTable(element string) {
	t := s.table
	switch {
	case t == nil:
	case element == "tr":
		t.AddRow(t.row, false)
	case !t.beside && len(t.row) < article.MaxColumns:
		t.row = append(t.row, t.cell)
	}
}

// isOn returns an attribute that is a switch.
func isOn(e xml.StartElement, name string) bool {
	v := parts.Attr(e, name)
	return v == "1" || v == "true"
}

package main

import (
	"fmt"
	"strings"

	"beilun/index/catalog"
	"beilun/index/library"
)

// corrections lists the lines of 更正表.txt that do not hold and the releases that
// are retracted, a line each.
func corrections(e catalog.Errata) string {
	var b strings.Builder
	for _, p := range e.Problems {
		fmt.Fprintf(&b, "%s 第%d行：%s（%s）\n", printable(p.Sheet), p.Number, library.Reason(p.Err, false), printable(p.Text))
	}
	for _, r := range e.Retracted {
		fmt.Fprintf(&b, "%s：%s（%s 第%d行）\n", printable(r.Release.ID), printable(library.Retracted(r, false)), printable(r.Line.Sheet), r.Line.Number)
	}
	return b.String()
}

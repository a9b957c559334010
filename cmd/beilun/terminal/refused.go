package terminal

import (
	"strings"

	"beilun/index/library"
)

// maxRefused is the number of files of each reason that Refused lists.
const maxRefused = 10

// Refused lists refused files, each reason once with its files below it: all of them, or
// the first ones.
func (l Lang) Refused(groups []library.Refused, all bool) string {
	var b strings.Builder
	for _, g := range groups {
		b.WriteString(l.Text("refused.reason", Printable(g.Reason), g.Count) + "\n")
		left := g.Count
		for i, f := range g.Files {
			if !all && i == maxRefused {
				b.WriteString("  " + l.Text("refused.left", left) + "\n")
				break
			}
			b.WriteString("  " + l.refusedFile(f) + "\n")
			left -= max(1, f.More)
		}
	}
	return b.String()
}

func (l Lang) refusedFile(f library.RefusedFile) string {
	id := Printable(f.ID)
	switch {
	case f.More > 0:
		return l.Text("refused.more", id, f.More)
	case f.Detail != "" && l == English: // it is of the libraries
		return l.Text("refused.detail", id, Printable(f.Detail))
	}
	return id
}

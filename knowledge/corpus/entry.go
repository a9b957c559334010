package corpus

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/knowledge/errata"
)

// entry is a file to read, or a file or folder to refuse.
type entry struct {
	name string      // in the root's file system; empty for a pattern of several files
	id   string      // name as it is shown
	err  error       // nil: the file is to be read
	info fs.FileInfo // of the listing, which asks the system for it anyway; nil if it does not say all
}

// errata reports whether the entry is the file of corrections.
func (e entry) errata() bool { return isErrata(e.name) }

func isErrata(name string) bool { return path.Base(name) == errata.FileName }

// sortEntries sorts entries by their IDs, and makes those different that are the same
// because of names that cannot be shown.
func sortEntries(found []entry) {
	slices.SortFunc(found, func(a, b entry) int { return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.name, b.name)) })
	for i := 1; i < len(found); i++ {
		if found[i].id == found[i-1].id {
			found[i].id += "�"
		}
	}
}

// printable reports whether a name can be shown and stored as it is.
func printable(name string) bool {
	return utf8.ValidString(name) && !strings.ContainsFunc(name, unicode.IsControl)
}

// shown returns name as it can be shown.
func shown(name string) string {
	if printable(name) {
		return name
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '�'
		}
		return r
	}, strings.ToValidUTF8(name, "�"))
}

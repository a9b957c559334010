package facts

import (
	"path"

	"beilun/knowledge/read"
)

// Known is which files an index of another version had. Nothing more can be read of
// it.
type Known struct {
	Files map[string]string // digests by ID; empty for files that were refused
	Kinds map[string]bool   // extensions of files
}

// isNew reports whether a file has come since. A file that was refused has not, even
// if it can be read now, and neither has one of a kind that may not have been read, or
// within a file of such a kind.
func (k *Known) isNew(id string) bool {
	if holder := read.HolderIn(id); holder != "" && !k.isNew(holder) {
		return false
	}
	_, known := k.Files[id]
	return !known && k.Kinds[path.Ext(id)]
}

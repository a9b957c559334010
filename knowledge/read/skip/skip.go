// Package skip knows the names of files and folders that are passed over in a folder or
// an archive: hidden ones, temporary ones, and what systems and browsers put there.
package skip

import (
	_ "embed"
	"path"
	"slices"
	"strings"
	"sync"

	"beilun/internal/wordlist"
)

//go:embed names.txt
var nameFile string

// names are the names of names.txt, read once.
var names = sync.OnceValue(func() wordlist.Classes {
	var several wordlist.List
	c := wordlist.MustParse("knowledge/read/skip/names.txt", nameFile, wordlist.Form{"words": func(words []string) error {
		several.Add(strings.Join(words, " "))
		return nil
	}})
	c.Put("words", &several)
	return c
})

// Name reports whether a file or folder with that name, without folders, is passed over
// wherever it is.
func Name(name string) bool {
	c := names()
	name = strings.ToLower(name)
	return slices.Contains(c.Words("name"), name) || slices.Contains(c.Words("words"), name) ||
		slices.ContainsFunc(c.Words("beginning"), func(s string) bool { return strings.HasPrefix(name, s) }) ||
		slices.ContainsFunc(c.Words("ending"), func(s string) bool { return strings.HasSuffix(name, s) })
}

// Pages are the pages that were saved by a browser, to know the folders that it has put
// beside them. The keys are slash-separated paths in lower case, without extensions.
type Pages map[string]bool

// Add adds the file name if it is a page.
func (p Pages) Add(name string) {
	name = strings.ToLower(name)
	if ext := path.Ext(name); slices.Contains(names().Words("page"), ext) {
		p[strings.TrimSuffix(name, ext)] = true
	}
}

// Beside reports whether a folder holds the pictures and scripts of a page that was added.
func (p Pages) Beside(folder string) bool {
	if len(p) == 0 {
		return false
	}
	folder = strings.ToLower(folder)
	return slices.ContainsFunc(names().Words("beside"), func(s string) bool {
		page, ok := strings.CutSuffix(folder, s)
		return ok && p[page]
	})
}

// Path reports whether a file in an archive is passed over for its own name or for that
// of a folder that it is in.
func (p Pages) Path(name string) bool {
	for i, r := range name + "/" {
		if r != '/' {
			continue
		}
		if part := name[:i]; Name(path.Base(part)) || i < len(name) && p.Beside(part) {
			return true
		}
	}
	return false
}

package corpus

import (
	_ "embed"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"beilun/internal/wordlist"
)

//go:embed names.txt
var nameFile string

// passedOver are the names of names.txt, read once.
var passedOver = sync.OnceValue(func() wordlist.Classes {
	var several wordlist.List
	c := wordlist.MustParse("knowledge/corpus/names.txt", nameFile, wordlist.Form{"words": func(words []string) error {
		several.Add(strings.Join(words, " "))
		return nil
	}})
	c.Put("words", &several)
	return c
})

// ignored reports whether a name is hidden, that of a temporary file, or of what a
// system puts into every folder.
func ignored(name string) bool {
	c, name := passedOver(), strings.ToLower(name)
	return slices.Contains(c.Words("name"), name) || slices.Contains(c.Words("words"), name) ||
		slices.ContainsFunc(c.Words("beginning"), func(s string) bool { return strings.HasPrefix(name, s) }) ||
		slices.ContainsFunc(c.Words("ending"), func(s string) bool { return strings.HasSuffix(name, s) })
}

// ofPages returns the names of the folders among children that a browser has put
// beside a page, as they are written.
func ofPages(children []fs.DirEntry) map[string]bool {
	var pages map[string]bool // without their extensions, in lower case
	out := map[string]bool{}
	for _, c := range children {
		stem, ok := pageFolder(c)
		if !ok {
			continue
		}
		if pages == nil {
			pages = pageNames(children)
		}
		if pages[stem] {
			out[c.Name()] = true
		}
	}
	return out
}

// pageFolder returns the name of the page that a folder may be of, in lower case.
func pageFolder(c fs.DirEntry) (string, bool) {
	name := strings.ToLower(c.Name())
	for _, s := range passedOver().Words("beside") {
		if stem, ok := strings.CutSuffix(name, s); ok && c.IsDir() {
			return stem, true
		}
	}
	return "", false
}

// pageNames returns the names of the pages among children, in lower case and without
// their extensions.
func pageNames(children []fs.DirEntry) map[string]bool {
	out := map[string]bool{}
	for _, c := range children {
		name := strings.ToLower(c.Name())
		for _, s := range passedOver().Words("page") {
			if stem, ok := strings.CutSuffix(name, s); ok && !c.IsDir() {
				out[stem] = true
			}
		}
	}
	return out
}

package catalog

import (
	"maps"

	"beilun/index/likeness"
	"beilun/index/passage"
	"beilun/index/words"
)

// Catalog is what an index knows of its releases. It does not change once it is in
// use.
type Catalog struct {
	Version  int               `json:"version"`
	Lexicon  string            `json:"lexicon"`
	Given    []string          `json:"given,omitempty"`    // names that the releases are bound with; see words.Lexicon.GivenBy
	Folder   string            `json:"folder,omitempty"`   // that the last sync read, as Options name it
	Revision string            `json:"revision,omitempty"` // another one after each batch; "" in memory and in indexes of earlier versions
	Releases map[string]Record `json:"-"`                  // by release ID
}

// Record is one release in the catalog.
type Record struct {
	Release  passage.Release
	Digest   string
	Passages int
	Tokens   map[string]int // by field
	Names    []string       // of things in its text, folded

	Things   []thingRecord // what it has figures of, and short forms
	Likeness likeness.Likeness
}

// New returns an empty catalog for a format version and the words of lex.
func New(lex *words.Lexicon, format int) *Catalog {
	return &Catalog{Version: format, Lexicon: lex.Hash(), Releases: map[string]Record{}}
}

// Clone returns a copy whose releases can be changed.
func (c *Catalog) Clone() *Catalog {
	d := *c
	d.Releases = maps.Clone(c.Releases)
	return &d
}

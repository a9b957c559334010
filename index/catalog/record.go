package catalog

import (
	"maps"
	"sync"

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

	content *content
}

// Content is what is worked out of the text of a release.
type Content struct {
	Tokens map[string]int // by field
	Names  []string       // of things in its text, folded

	Things   []thingRecord // what it has figures of, and short forms
	Likeness likeness.Likeness
}

// content is a Content that may still have to be read from what is stored of it: of 20,000
// releases a question needs that of none.
type content struct {
	Content
	packed string
	once   sync.Once
}

// Content returns what is worked out of the text, which the caller does not change.
func (r Record) Content() *Content {
	if r.content == nil {
		return &Content{}
	}
	r.content.once.Do(func() {
		if r.content.packed != "" {
			r.content.Content, _ = unpackContent(r.content.packed) // see NotedRecord
		}
	})
	return &r.content.Content
}

// SetContent makes c the content of r.
func (r *Record) SetContent(c Content) { r.content = &content{Content: c} }

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

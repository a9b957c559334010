package catalog

import (
	"maps"
	"slices"
	"sync/atomic"

	"beilun/index/likeness"
	"beilun/index/passage"
	"beilun/index/words"
	"beilun/internal/packed"
)

// Catalog is what an index knows of its releases. It does not change once it is in
// use.
type Catalog struct {
	Version  int               `json:"version"`
	Lexicon  string            `json:"lexicon"`
	Given    []string          `json:"given,omitempty"`    // names that the releases are bound with; see words.Lexicon.GivenBy
	Folder   string            `json:"folder,omitempty"`   // that the last sync read, as Options name it
	Revision string            `json:"revision,omitempty"` // another one after each batch; "" in memory and in indexes of earlier versions
	Releases map[string]Record `json:"-"`                  // by release ID; changed with Put and Delete only

	number uint64 // of no other catalog of this process
	trail  []step // how it came from the last ones, oldest first
}

// step is how a catalog was made of the one with a number.
type step struct {
	of   uint64
	ids  []string // of the releases that were put or deleted
	many bool     // more than maxStep of them
}

// Bounds of a trail.
const (
	maxTrail = 64  // steps
	maxStep  = 256 // releases in one
)

// numbers is the number of the last catalog.
var numbers atomic.Uint64

// Record is one release in the catalog.
type Record struct {
	Release  passage.Release
	Digest   string
	Passages int

	packed  string   // the content as it is stored; "" if content is set, or if there is none
	content *Content // nil: it is packed
}

// Content is what is worked out of the text of a release.
type Content struct {
	Tokens map[string]int // by field
	Names  []string       // of things in its text, folded

	Things   []thingRecord // what it has figures of, and short forms
	Likeness likeness.Likeness
}

// Content returns what is worked out of the text, which the caller does not change. It is
// mostly read from what is stored: that takes a microsecond or two, and a question needs it
// of none of 20,000 releases, which take twice the memory with it.
func (r *Record) Content() *Content {
	if r.content != nil {
		return r.content
	}
	if r.packed == "" {
		return &Content{}
	}
	c, _ := unpackContent(r.packed) // DecodeRecord or pack made sure that it is whole
	return &c
}

// SetContent makes c the content of r.
func (r *Record) SetContent(c Content) { r.content, r.packed = &c, "" }

// pack keeps the content of r as it is stored.
func (r *Record) pack() {
	if r.content == nil {
		return
	}
	var w packed.Writer
	r.content.pack(&w)
	r.packed, r.content = string(w.Out), nil
}

// open keeps the content of r for many calls of Content, until shut.
func (r *Record) open() {
	if r.content == nil {
		r.content = r.Content()
	}
}

func (r *Record) shut() {
	if r.packed != "" {
		r.content = nil
	}
}

// Blank returns a catalog to read a stored one into.
func Blank() *Catalog { return &Catalog{number: numbers.Add(1)} }

// New returns an empty catalog for a format version and the words of lex.
func New(lex *words.Lexicon, format int) *Catalog {
	return &Catalog{Version: format, Lexicon: lex.Hash(), Releases: map[string]Record{}, number: numbers.Add(1)}
}

// Clone returns a copy whose releases can be changed.
func (c *Catalog) Clone() *Catalog {
	d := *c
	d.Releases = maps.Clone(c.Releases)
	d.number = numbers.Add(1)
	d.trail = append(slices.Clip(c.trail[max(0, len(c.trail)+1-maxTrail):]), step{of: c.number})
	return &d
}

// Put adds a release, or puts it in place of the one with its ID.
func (c *Catalog) Put(r Record) {
	r.pack()
	c.Releases[r.Release.ID] = r
	c.touch(r.Release.ID)
}

// Delete removes the release with an ID.
func (c *Catalog) Delete(id string) {
	delete(c.Releases, id)
	c.touch(id)
}

func (c *Catalog) touch(id string) {
	if len(c.trail) == 0 {
		return
	}
	last := &c.trail[len(c.trail)-1]
	if last.many = last.many || len(last.ids) == maxStep; !last.many {
		last.ids = append(last.ids, id)
	}
}

// since returns the IDs of the releases in which c differs from an earlier catalog, or
// false if they are many or not known any more.
func (c *Catalog) since(old *Catalog) (ids []string, ok bool) {
	if old == nil || old.number == 0 {
		return nil, false
	}
	for _, s := range slices.Backward(c.trail) {
		if s.many || len(ids) > maxStep {
			return nil, false
		}
		ids = append(ids, s.ids...)
		if s.of == old.number {
			slices.Sort(ids)
			return slices.Compact(ids), true
		}
	}
	return nil, false
}

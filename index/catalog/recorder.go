package catalog

import (
	"maps"
	"slices"
	"strings"

	"beilun/index/likeness"
	"beilun/index/passage"
	"beilun/knowledge/bind"
)

// maxNamesOfRelease bounds the names that are kept of a release.
const maxNamesOfRelease = 200

// Recorder makes the record of a release from its passages, one after the other, so
// that a long release is never in memory as a whole.
type Recorder struct {
	rec     Record
	tokens  map[string]int
	binder  bind.Binder
	names   map[string]bool
	like    likeness.Reader
	heading string
	things  thingNotes
}

// NewRecorder returns a recorder for a release whose file has a digest.
func NewRecorder(rel passage.Release, digest string, binder bind.Binder) *Recorder {
	r := &Recorder{rec: Record{Release: rel, Digest: digest}, tokens: map[string]int{}, binder: binder, names: map[string]bool{}}
	r.name(rel.Title)
	return r
}

// name adds the names in a text.
func (r *Recorder) name(text string) {
	if len(r.names) >= maxNamesOfRelease {
		return
	}
	for _, n := range r.binder.Names(text) {
		if !r.names[n] && len(r.names) < maxNamesOfRelease {
			r.names[strings.Clone(n)] = true // a part of the text would keep all of it in memory
		}
	}
}

// Add adds the next passage; tokens is the number of its tokens by field.
func (r *Recorder) Add(p *passage.Passage, tokens map[string]int) {
	if r.rec.Passages == 0 || p.Heading != r.heading {
		r.heading = p.Heading
		r.name(p.Heading)
	}
	r.name(p.Text)
	r.things.note(p)
	r.like.Add(p)
	for f, n := range tokens {
		r.tokens[f] += n
	}
	r.rec.Passages++
}

// Record returns the record of the passages added so far.
func (r *Recorder) Record() Record {
	rec := r.rec
	rec.SetContent(Content{Tokens: r.tokens, Names: slices.Sorted(maps.Keys(r.names)), Things: r.things.list(), Likeness: r.like.Likeness()})
	return rec
}

// Size returns the ID of the release and the number of passages added so far.
func (r *Recorder) Size() (release string, passages int) { return r.rec.Release.ID, r.rec.Passages }

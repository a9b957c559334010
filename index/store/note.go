package store

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"sync"

	"beilun/index/catalog"
	"beilun/index/rank"
	"beilun/index/words"
	"beilun/internal/packed"
)

// What is worked out of the releases of a generation is noted in a file beside it when it
// is closed: the records in one piece, what they name, which are copies, and the place that
// they are about. A command that asks one question of 20,000 releases took three times as
// long without. The note is of one revision of the catalog and of one build of the
// program; any other one passes over it and makes all of it again, and so does a note
// that is damaged or missing.

// LeastNoted is how many releases a generation has at least for a note: what there is of
// fewer is made in a few milliseconds.
const LeastNoted = 1000

// maxNoted is the size of a note in bytes, at most.
const maxNoted = 1 << 30

// build identifies the program: the size of its file and a checksum of where linkers put
// what they call the build ID. It is empty where that cannot be read; then there are no
// notes.
var build = sync.OnceValue(func() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return ""
	}
	h := crc32.New(castagnoli)
	if _, err := io.CopyN(h, f, min(64<<10, info.Size())); err != nil {
		return ""
	}
	return fmt.Sprintf("%d %08x %d", info.Size(), h.Sum32(), info.ModTime().UnixNano())
})

// note is what was noted of a generation.
type note struct {
	stats                   rank.Stats
	records                 []catalog.Record
	naming, reprints, place string
}

// readNote reads the note of a revision of a generation; nil if there is none.
func readNote(path, revision string) *note {
	if revision == "" || build() == "" {
		return nil
	}
	raw, err := readSealed(filepath.Join(path, NoteFile), maxNoted)
	if err != nil {
		return nil
	}
	r := packed.Reader{In: raw}
	if r.String() != build() || r.String() != revision {
		return nil
	}
	stats := rank.Stats{Passages: r.Int(), Tokens: map[string]int{}}
	for range r.Len() {
		field := r.String()
		stats.Tokens[field] = r.Int()
	}
	stored := catalog.UnpackReleases(&r)
	n := &note{stats: stats, naming: r.String(), reprints: r.String(), place: r.String()}
	if n.records, err = decodeRecords(stored, catalog.NotedRecord); errors.Join(err, r.End()) != nil {
		return nil
	}
	return n
}

// adopt takes what n has for the releases of g, and rules it.
func adopt(g *Generation, n *note) {
	g.noted, g.Place = g.Catalog.Revision, n.place
	g.Naming.Unpack(g.Catalog, n.naming)
	rulings := catalog.NewRulings(catalog.ListOf(g.Sheets), g.Catalog)
	if n.reprints != "" && rulings.HidesNone() {
		if rs := catalog.UnpackReprints(n.reprints, g.Catalog.Releases); rs != nil {
			g.Rulings, g.Reprints = rulings, rs
			return
		}
	}
	g.obey(rulings)
}

// IsNoted reports whether g has what the note of the process before has.
func (g *Generation) IsNoted() bool { return g.noted != "" }

// WriteNote notes what is worked out of the releases of g for the next process that opens
// it, if there are as many as least, unless the same is noted already. What place returns
// is kept with it as Place.
func WriteNote(g *Generation, lex *words.Lexicon, least int, place func() string) error {
	rev := g.Catalog.Revision
	if len(g.Catalog.Releases) < least || rev == "" || build() == "" {
		return nil
	}
	at := place()
	if g.noted == rev && g.Place == at {
		return nil
	}
	var w packed.Writer
	w.String(build())
	w.String(rev)
	w.Int(g.Stats.Passages)
	w.Int(len(g.Stats.Tokens))
	for field, n := range g.Stats.Tokens {
		w.String(field)
		w.Int(n)
	}
	if err := g.Catalog.PackReleases(&w); err != nil {
		return err
	}
	w.String(g.Naming.Pack(lex, g.Catalog))
	if g.Rulings.HidesNone() {
		w.String(g.Reprints.Pack())
	} else {
		w.String("")
	}
	w.String(at)
	return writeFile(filepath.Join(g.Path, NoteFile), Seal(w.Out))
}

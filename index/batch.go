package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"

	"beilun/index/catalog"
	"beilun/index/facts"
	"beilun/index/rank"

	"github.com/blevesearch/bleve/v2"
)

// batch collects changes to a generation that become visible at once.
type batch struct {
	g        *generation
	bleve    *bleve.Batch
	catalog  *catalog.Catalog
	stats    rank.Stats
	problems []problem
	sheets   []catalog.Sheet
	given    []string         // names that the releases are bound with
	rulings  *catalog.Rulings // of sheets and catalog; see rule
	size     int              // passages put or removed since the last write
	bytes    int              // of text put since then

	roomy     bool            // of a new generation, which nobody reads: it may be written before a release is whole
	sentinels *sentinels      // of a new generation; else nil
	arrivals  *facts.Arrivals // what may be news
	writing   chan error      // gets the outcome of the flush under way; nil when there is none
}

func (g *generation) newBatch() *batch {
	return &batch{g: g, bleve: g.bleve.NewBatch(), catalog: g.catalog.Clone(), stats: g.stats.Clone(), problems: g.problems, sheets: g.sheets}
}

// remove takes a release out, if there is one under this ID.
func (b *batch) remove(id string) {
	rec, ok := b.catalog.Releases[id]
	if !ok {
		return
	}
	for i := range rec.Passages + 1 {
		b.bleve.Delete(fmt.Sprintf("%s#%d", id, i))
	}
	delete(b.catalog.Releases, id)
	countRecord(&b.stats, rec, -1)
	b.size += rec.Passages
}

// empty reports whether the batch changes nothing.
func (b *batch) empty() bool {
	return b.bleve.Size() == 0 && slices.Equal(b.problems, b.g.problems) && slices.Equal(b.sheets, b.g.sheets)
}

// full reports whether a batch of a new generation is to be written.
func (b *batch) full() bool { return b.size >= buildBatch || b.bytes >= buildBytes }

// flush begins to write the passages collected so far, to bound the memory of a
// generation that is being built and that nobody reads yet. It waits for the
// flush before, whose error it returns: one batch is collected while another is
// written. Whoever flushes has to call settle.
func (b *batch) flush() error {
	if err := b.settle(); err != nil {
		return err
	}
	full, done := b.bleve, make(chan error, 1)
	b.writing = done
	go func() { done <- b.g.write(full) }() // ends with the batch, within the generation's patience
	b.bleve = b.g.bleve.NewBatch()          // not Reset: bleve reads the full one
	b.size, b.bytes = 0, 0
	return nil
}

// settle waits for the flush under way, if there is one, and returns its error.
func (b *batch) settle() error {
	if b.writing == nil {
		return nil
	}
	err := <-b.writing
	b.writing = nil
	if err != nil {
		return fmt.Errorf("write index: %w", err)
	}
	return nil
}

// rule works out what people have put right in the releases as they will be.
func (b *batch) rule() { b.rulings = catalog.NewRulings(catalog.ListOf(b.sheets), b.catalog) }

// commit writes the changes in one atomic batch and, once they are on disk,
// makes them what is read, under lock. An error leaves what is read as it was.
// A batch is committed once.
func (b *batch) commit(lock sync.Locker) error {
	header, err := json.Marshal(b.catalog)
	if err != nil {
		return fmt.Errorf("encode header: %w", err)
	}
	b.bleve.SetInternal(headerKey, seal(header))
	if !slices.Equal(b.problems, b.g.problems) {
		raw, err := encodeProblems(b.problems)
		if err != nil {
			return err
		}
		b.bleve.SetInternal(problemsKey, raw)
	}
	if !slices.Equal(b.sheets, b.g.sheets) {
		raw, err := encodeSheets(b.sheets)
		if err != nil {
			return err
		}
		b.bleve.SetInternal(errataKey, raw)
	}
	if err := errors.Join(b.flush(), b.settle()); err != nil {
		return err
	}
	if b.g.path != "" {
		syncDir(filepath.Join(b.g.path, storeDir)) // bleve syncs its files, not their names
	}
	lock.Lock()
	defer lock.Unlock()
	if err := b.g.pin(); err != nil {
		return err
	}
	b.g.catalog, b.g.stats, b.g.problems, b.g.sheets = b.catalog, b.stats, b.problems, b.sheets
	if b.roomy {
		b.g.cache.clear() // it is tried as it is written, and ruled then
	} else {
		b.g.obey(b.rulings)
	}
	return nil
}

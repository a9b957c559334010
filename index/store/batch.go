package store

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync"

	"beilun/index/catalog"
	"beilun/index/facts"
	"beilun/index/rank"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// buildBatch and buildBytes are how many passages and bytes of text are written
// at a time to a new generation. The larger a batch, the less is there to be
// merged; a megabyte of text takes some 50 MB while it is written. A figure takes
// as much memory as figureBytes bytes of text.
const (
	buildBatch  = 2000
	BuildBytes  = 1 << 20
	figureBytes = 16
)

// Batch collects changes to a generation that become visible at once.
type Batch struct {
	g        *Generation
	Bleve    *bleve.Batch
	Catalog  *catalog.Catalog
	stats    rank.Stats
	Problems []Problem
	Sheets   []catalog.Sheet
	Given    []string         // names that the releases are bound with
	Rulings  *catalog.Rulings // of sheets and catalog; see rule
	Size     int              // passages put or removed since the last write
	bytes    int              // of text put since then

	share     float64    // of buildBatch and BuildBytes that makes it full
	Roomy     bool       // of a new generation, which is not read yet: it may be written before a release is complete
	Sentinels *Sentinels // of a new generation; else nil
	writing   chan error // gets the outcome of the flush under way; nil when there is none
}

// NewBatch returns an empty batch of changes to the generation.
func (g *Generation) NewBatch() *Batch {
	return &Batch{g: g, share: shareOf(debug.SetMemoryLimit(-1)), Bleve: g.Bleve.NewBatch(), Catalog: g.Catalog.Clone(), stats: g.Stats.Clone(), Problems: g.Problems, Sheets: g.Sheets}
}

// Remove removes the release with an ID, if there is one.
func (b *Batch) Remove(id string) {
	rec, ok := b.Catalog.Releases[id]
	if !ok {
		return
	}
	for i := range rec.Passages + 1 {
		b.Bleve.Delete(fmt.Sprintf("%s#%d", id, i))
	}
	b.Catalog.Delete(id)
	countRecord(&b.stats, rec, -1)
	b.Size += rec.Passages
}

// IsEmpty reports whether the batch changes nothing. Nothing is written then, but in an
// index of an earlier version, which has no revision.
func (b *Batch) IsEmpty() bool {
	return (b.g.Path == "" || b.Catalog.Revision != "") && b.Bleve.Size() == 0 && b.Catalog.Folder == b.g.Catalog.Folder && slices.Equal(b.Problems, b.g.Problems) && slices.Equal(b.Sheets, b.g.Sheets)
}

// IsFull reports whether a batch of a new generation is to be written.
func (b *Batch) IsFull() bool {
	return float64(b.Size) >= b.share*buildBatch || float64(b.bytes) >= b.share*BuildBytes
}

// Flush begins to write the passages collected so far, to bound the memory of a
// generation that is being built and not read yet. It waits for the
// flush before, whose error it returns: one batch is collected while another is
// written. The caller has to call Settle.
func (b *Batch) Flush() error {
	if err := b.Settle(); err != nil {
		return err
	}
	full, done := b.Bleve, make(chan error, 1)
	b.writing = done
	go func() { done <- b.g.write(full) }() // ends with the batch, within the generation's patience
	b.Bleve = b.g.Bleve.NewBatch()          // not Reset: bleve reads the full one
	b.Size, b.bytes = 0, 0
	return nil
}

// Settle waits for the flush under way, if there is one, and returns its error.
func (b *Batch) Settle() error {
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

// Waiting returns the outbox of the generation, for adding to it.
func (b *Batch) Waiting() (out *facts.Waiting, err error) {
	err = b.g.reading(func(s *scorch.IndexSnapshot) error {
		raw, err := s.GetInternal(outboxKey)
		if err != nil {
			return fmt.Errorf("read news: %w", err)
		}
		if out = b.g.waiting.of(raw); out != nil {
			return nil
		}
		o, err := loadOutbox(s)
		if err != nil {
			return err
		}
		out, err = o.Waiting()
		return err
	})
	return out, err
}

// SetWaiting writes an outbox to the batch.
func (b *Batch) SetWaiting(w *facts.Waiting) error {
	raw, err := w.Encode()
	if err != nil {
		return err
	}
	sealed := Seal(raw)
	b.Bleve.SetInternal(outboxKey, sealed)
	b.g.waiting.keep(sealed, w)
	return nil
}

// Rule sets Rulings to those of the sheets for the releases as they are in the batch.
func (b *Batch) Rule() { b.Rulings = catalog.NewRulings(catalog.ListOf(b.Sheets), b.Catalog) }

// Commit writes the changes in one atomic batch and, once they are on disk,
// makes them what is read, under lock. An error leaves what is read as it was.
// A batch is committed once.
func (b *Batch) Commit(lock sync.Locker) error {
	if b.g.Path != "" {
		b.Catalog.Revision = rand.Text()
	}
	header, err := json.Marshal(b.Catalog)
	if err != nil {
		return fmt.Errorf("encode header: %w", err)
	}
	b.Bleve.SetInternal(HeaderKey, Seal(header))
	if !slices.Equal(b.Problems, b.g.Problems) {
		raw, err := encodeProblems(b.Problems)
		if err != nil {
			return err
		}
		b.Bleve.SetInternal(problemsKey, raw)
	}
	if !slices.Equal(b.Sheets, b.g.Sheets) {
		raw, err := encodeSheets(b.Sheets)
		if err != nil {
			return err
		}
		b.Bleve.SetInternal(errataKey, raw)
	}
	if err := errors.Join(b.Flush(), b.Settle()); err != nil {
		return err
	}
	if b.g.Path != "" {
		syncDir(filepath.Join(b.g.Path, StoreDir)) // bleve syncs its files, not their names
	}
	lock.Lock()
	defer lock.Unlock()
	if err := b.g.Pin(); err != nil {
		return err
	}
	b.g.Catalog, b.g.Stats, b.g.Problems, b.g.Sheets = b.Catalog, b.stats, b.Problems, b.Sheets
	if b.Roomy {
		b.g.cache.clear() // it is tried as it is written, and ruled then
	} else {
		b.g.obey(b.Rulings)
	}
	return nil
}

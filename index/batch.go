package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"beilun/knowledge/bind"

	"github.com/blevesearch/bleve/v2"
)

// batch collects changes to a generation that become visible at once.
type batch struct {
	g        *generation
	bleve    *bleve.Batch
	catalog  *catalog
	stats    fieldStats
	problems []problem
	size     int // passages put or removed since the last write
	bytes    int // of text put since then

	sentinels *sentinels // of a new generation; else nil
	arrivals  *arrivals  // what may be news
	writing   chan error // gets the outcome of the flush under way; nil when there is none
}

func (g *generation) newBatch() *batch {
	return &batch{g: g, bleve: g.bleve.NewBatch(), catalog: g.catalog.clone(), stats: g.stats.clone(), problems: g.problems}
}

// put adds one release in place of what stood under its ID.
func (b *batch) put(rel Release, digest string, ps []Passage, lex *Lexicon, binder bind.Binder) error {
	b.remove(rel.ID)
	rec := record{Release: rel, Digest: digest, Passages: len(ps), Tokens: map[string]int{}, Likeness: likenessOf(ps)}
	named := map[string]bool{}
	name := func(text string) {
		for _, n := range binder.Names(text) {
			if !named[n] && len(named) < maxNamesOfRelease {
				named[strings.Clone(n)] = true // a part of the text would keep all of it in memory
			}
		}
	}
	name(rel.Title)
	for i, p := range ps {
		if i == 0 || p.Heading != ps[i-1].Heading {
			name(p.Heading)
		}
		name(p.Text)
		b.bytes += len(p.Text)
		doc, tokens := newDocument(p, lex)
		if err := b.bleve.IndexAdvanced(doc); err != nil {
			return fmt.Errorf("index passage %s: %w", p.ID, err)
		}
		for f, n := range tokens {
			rec.Tokens[f] += n
		}
	}
	rec.Names = sortedKeys(named)
	doc, err := newRecord(rec)
	if err != nil {
		return err
	}
	if err := b.bleve.IndexAdvanced(doc); err != nil {
		return fmt.Errorf("index record of %s: %w", rel.ID, err)
	}
	b.catalog.Releases[rel.ID] = rec
	b.stats.count(rec, 1)
	b.size += len(ps)
	if b.sentinels != nil {
		b.sentinels.note(ps)
	}
	return nil
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
	b.stats.count(rec, -1)
	b.size += rec.Passages
}

// empty reports whether the batch changes nothing.
func (b *batch) empty() bool {
	return b.bleve.Size() == 0 && slices.Equal(b.problems, b.g.problems)
}

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
	b.g.catalog, b.g.stats, b.g.problems = b.catalog, b.stats, b.problems
	b.g.reprints.follow(b.catalog.Releases)
	b.g.cache.clear()
	return nil
}

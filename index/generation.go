package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// formatVersion names the layout of the index: its fields, what is stored in
// them and the catalog. An index of another version is rebuilt.
const formatVersion = 6

// catalogKey is the internal key in bleve under which the catalog is kept, so
// that passages and catalog change in one atomic batch.
var catalogKey = []byte("catalog")

// catalog tells what an index holds.
type catalog struct {
	Version  int               `json:"version"`
	Lexicon  string            `json:"lexicon"`
	Releases map[string]record `json:"releases"` // by release ID
}

// record is one release in the catalog.
type record struct {
	Release  Release        `json:"release"`
	Digest   string         `json:"digest"`
	Passages int            `json:"passages"`
	Tokens   map[string]int `json:"tokens"`          // by field
	Names    []string       `json:"names,omitempty"` // named things in its text, folded

	Likeness likeness `json:"likeness,omitzero"`
}

func newCatalog(lex *Lexicon) *catalog {
	return &catalog{Version: formatVersion, Lexicon: lex.Hash(), Releases: map[string]record{}}
}

func (c *catalog) clone() *catalog {
	d := *c
	d.Releases = maps.Clone(c.Releases)
	return &d
}

func (c *catalog) stats() fieldStats {
	s := fieldStats{tokens: map[string]int{}}
	for _, r := range c.Releases {
		s.passages += r.Passages
		for f, n := range r.Tokens {
			s.tokens[f] += n
		}
	}
	return s
}

// generation is one built index: bleve's files and the catalog of what is in
// them.
type generation struct {
	name    string // of its directory; empty in memory
	bleve   bleve.Index
	catalog *catalog
	stats   fieldStats
	cache   *cache

	reprints *reprints // of catalog

	piecesMu sync.Mutex
	pieces   *pieces // of the names in piecesOf; nil until they are needed
	piecesOf *catalog
}

// createGeneration makes an empty generation at path, or in memory when path
// is empty.
func createGeneration(path string, lex *Lexicon) (*generation, error) {
	b, err := bleve.NewUsing(path, bleve.NewIndexMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("create index: %w", err)
	}
	return &generation{bleve: b, catalog: newCatalog(lex), cache: newCache(cacheBytes), reprints: newReprints()}, nil
}

// errStale says that an index was made by another version of the program or
// with other words.
var errStale = errors.New("made by another version or with other words")

// openGeneration opens the generation at path. The error is errStale when it
// has to be rebuilt for its version or its words.
func openGeneration(path string, lex *Lexicon) (g *generation, err error) {
	b, err := bleve.OpenUsing(path, map[string]any{"bolt_timeout": "1s"})
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, b.Close())
		}
	}()
	raw, err := b.GetInternal(catalogKey)
	if err != nil {
		return nil, fmt.Errorf("read catalog: %w", err)
	}
	c := &catalog{}
	if err := json.Unmarshal(raw, c); err != nil {
		return nil, fmt.Errorf("read catalog: %w", err)
	}
	if c.Version != formatVersion || c.Lexicon != lex.Hash() {
		return nil, errStale
	}
	g = &generation{bleve: b, catalog: c, stats: c.stats(), cache: newCache(cacheBytes), reprints: newReprints()}
	g.reprints.follow(c.Releases)
	return g, g.check()
}

// check compares what bleve holds with what the catalog says it holds, and
// makes one search.
func (g *generation) check() error {
	n, err := g.bleve.DocCount()
	if err != nil {
		return fmt.Errorf("count passages: %w", err)
	}
	if int(n) != g.stats.passages {
		return fmt.Errorf("index holds %d passages, its catalog %d", n, g.stats.passages)
	}
	for id, r := range g.catalog.Releases {
		if r.Passages == 0 {
			continue
		}
		doc, err := g.bleve.Document(id + "#1")
		if err != nil {
			return fmt.Errorf("read passage: %w", err)
		}
		if doc == nil {
			return fmt.Errorf("passage %s#1 is in the catalog but not in the index", id)
		}
		break // any one release shows that stored text can be read
	}
	return nil
}

// batch collects changes to a generation that become visible at once.
type batch struct {
	g        *generation
	bleve    *bleve.Batch
	catalog  *catalog
	arrivals *arrivals // what may be news
}

func (g *generation) newBatch() *batch {
	return &batch{g: g, bleve: g.bleve.NewBatch(), catalog: g.catalog.clone()}
}

// put adds one release in place of what stood under its ID.
func (b *batch) put(rel Release, digest string, ps []Passage, lex *Lexicon) error {
	b.remove(rel.ID)
	rec := record{Release: rel, Digest: digest, Passages: len(ps), Tokens: map[string]int{}, Likeness: likenessOf(ps)}
	named := map[string]bool{}
	for _, p := range ps {
		for _, n := range lex.Binder().Names(p.Release.Title + "\n" + p.Heading + "\n" + p.Text) {
			named[n] = len(named) < maxNamesOfRelease || named[n]
		}
		doc, tokens := newDocument(p, lex)
		if err := b.bleve.IndexAdvanced(doc); err != nil {
			return fmt.Errorf("index passage %s: %w", p.ID, err)
		}
		for f, n := range tokens {
			rec.Tokens[f] += n
		}
	}
	maps.DeleteFunc(named, func(_ string, kept bool) bool { return !kept })
	rec.Names = sortedKeys(named)
	b.catalog.Releases[rel.ID] = rec
	return nil
}

func (b *batch) remove(id string) {
	for i := range b.catalog.Releases[id].Passages {
		b.bleve.Delete(fmt.Sprintf("%s#%d", id, i+1))
	}
	delete(b.catalog.Releases, id)
}

// flush writes the passages collected so far without the catalog, to bound
// the memory of a generation that is being built and that nobody reads yet.
func (b *batch) flush() error {
	if err := b.g.bleve.Batch(b.bleve); err != nil {
		return fmt.Errorf("write index: %w", err)
	}
	b.bleve = b.g.bleve.NewBatch() // not Reset: bleve still reads a batch for a moment after it is written
	return nil
}

// commit writes the changes with the catalog in one atomic batch. The caller
// sees to it that nobody reads the generation's catalog meanwhile.
func (b *batch) commit() error {
	raw, err := json.Marshal(b.catalog)
	if err != nil {
		return fmt.Errorf("encode catalog: %w", err)
	}
	b.bleve.SetInternal(catalogKey, raw)
	if err := b.flush(); err != nil {
		return err
	}
	b.g.catalog, b.g.stats = b.catalog, b.catalog.stats()
	b.g.reprints.follow(b.catalog.Releases)
	b.g.cache.clear()
	return nil
}

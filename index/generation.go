package index

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"beilun/index/catalog"
	"beilun/index/rank"
	"beilun/index/words"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	blevei "github.com/blevesearch/bleve_index_api"
)

// formatVersion names the layout of the index: its fields, what is stored in
// them, how figures are bound, and the catalog. An index of another version is
// rebuilt.
const formatVersion = 13

// generation is one built index: bleve's files and the catalog of what is in
// them. Everything is read from snapshot, which is what bleve held when the
// last batch was acknowledged: a batch that fails half-way is never seen, and
// reading goes on when writing has become impossible.
type generation struct {
	name     string // of its directory; empty in memory
	path     string // empty in memory
	bleve    bleve.Index
	pinned   sync.Mutex // guards snapshot, which news that are told change as well as a sync does
	snapshot *scorch.IndexSnapshot
	catalog  *catalog.Catalog
	stats    rank.Stats
	problems []problem
	sheets   []catalog.Sheet
	cache    *cache
	lengths  lengthCache

	patience time.Duration // that a batch or a close may take
	halted   atomic.Bool   // bleve is closed or given up; the snapshot is still read
	hung     atomic.Bool   // bleve did not come back in time
	suspect  atomic.Pointer[suspicion]

	rulings  *catalog.Rulings  // of catalog and sheets; nil: nobody rules anything
	reprints *catalog.Reprints // of catalog, without what is retracted

	naming catalog.Naming // of catalog
}

// suspicion is why a generation is believed to be damaged.
type suspicion struct{ err error }

// bleveConfig makes bleve wait a little before it writes: it tries again at
// once, without end, what it could not write, and would take a processor while
// the disk is full. It merges segments by plan, which has to be given when an
// index is opened, too: bleve keeps what it was created with.
func bleveConfig(plan mergeplan.MergePlanOptions) map[string]any {
	return map[string]any{
		"bolt_timeout":           "1s",
		"scorchPersisterOptions": map[string]any{"PersisterNapTimeMSec": 10, "PersisterNapUnderNumFiles": 1000},
		"scorchMergePlanOptions": map[string]any{
			"MaxSegmentsPerTier":   plan.MaxSegmentsPerTier,
			"SegmentsPerMergeTask": plan.SegmentsPerMergeTask,
			"FloorSegmentSize":     plan.FloorSegmentSize,
		},
	}
}

// buildPlan lets some hundred segments stand side by side, of any size: what is
// being built is not read, and all of it is merged at the end (see tidy).
var buildPlan = mergeplan.MergePlanOptions{MaxSegmentsPerTier: 400, SegmentsPerMergeTask: 100, FloorSegmentSize: 1}

// createGeneration makes an empty generation at path, to be built there and
// reopened, or in memory when path is empty.
func createGeneration(path string, lex *words.Lexicon, format int, patience time.Duration) (*generation, error) {
	b, err := bleve.NewUsing(path, bleve.NewIndexMapping(), scorch.Name, scorch.Name, bleveConfig(buildPlan))
	if err != nil {
		return nil, fmt.Errorf("create index: %w", spaceError(err))
	}
	g := newGeneration(path, b, patience)
	g.catalog = catalog.New(lex, format)
	g.stats = statsOf(g.catalog)
	if err := g.pin(); err != nil {
		return nil, errors.Join(err, g.close())
	}
	return g, nil
}

func newGeneration(path string, b bleve.Index, patience time.Duration) *generation {
	return &generation{path: path, bleve: b, cache: newCache(cacheBytes), patience: patience, reprints: catalog.NewReprints()}
}

// errStale says that an index was made by another version of the program or
// with other words.
var errStale = errors.New("made by another version or with other words")

// openGeneration opens the generation at path, whose files have been checked.
// The error is a staleError when it has to be rebuilt for its version or its words.
func openGeneration(path string, lex *words.Lexicon, format int, patience time.Duration) (_ *generation, err error) {
	b, err := bleve.OpenUsing(path, bleveConfig(mergeplan.DefaultMergePlanOptions))
	if err != nil {
		return nil, err
	}
	g := newGeneration(path, b, patience)
	defer func() {
		if err != nil {
			g.unpin()
			err = errors.Join(err, g.close())
		}
	}()
	if err := g.pin(); err != nil {
		return nil, err
	}
	g.catalog, err = loadCatalog(g.snapshot, lex, format)
	if errors.Is(err, errStale) {
		return nil, &staleError{g.leftover()}
	}
	if err != nil {
		return nil, err
	}
	g.stats = statsOf(g.catalog)
	if g.problems, err = loadProblems(g.snapshot); err != nil {
		return nil, err
	}
	if g.sheets, err = loadSheets(g.snapshot); err != nil {
		return nil, err
	}
	g.obey(catalog.NewRulings(catalog.ListOf(g.sheets), g.catalog))
	return g, g.checkCount()
}

// reopened closes a generation on disk that has been built and opens it as it is
// used: bleve is told only then how to merge what comes in. When this fails g is
// closed, and closing it once more does nothing.
func (g *generation) reopened() (*generation, error) {
	g.unpin()
	if err := g.close(); err != nil {
		return nil, err
	}
	b, err := bleve.OpenUsing(g.path, bleveConfig(mergeplan.DefaultMergePlanOptions))
	if err != nil {
		return nil, fmt.Errorf("open the new index: %w", spaceError(err))
	}
	fresh := newGeneration(g.path, b, g.patience)
	fresh.name, fresh.catalog, fresh.stats, fresh.problems, fresh.sheets = g.name, g.catalog, g.stats, g.problems, g.sheets
	if err := fresh.pin(); err != nil {
		return nil, errors.Join(err, fresh.close())
	}
	return fresh, nil
}

// pin makes what bleve holds now what is read. Nobody reads meanwhile, and no
// batch is under way.
func (g *generation) pin() error {
	adv, err := g.bleve.Advanced()
	if err != nil {
		return err
	}
	r, err := adv.Reader()
	if err != nil {
		return err
	}
	s, ok := r.(*scorch.IndexSnapshot)
	if !ok || s == nil {
		return errors.New("read index: it is closed")
	}
	g.setSnapshot(s)
	return nil
}

// setSnapshot makes s what is read, and lets go of what was. What is still
// mapped of that goes with the process.
func (g *generation) setSnapshot(s *scorch.IndexSnapshot) {
	g.pinned.Lock()
	before := g.snapshot
	g.snapshot = s
	g.pinned.Unlock()
	if before != nil {
		_ = before.Close()
	}
}

func (g *generation) unpin() { g.setSnapshot(nil) }

// reader returns the snapshot, to be closed after use.
func (g *generation) reader() (*scorch.IndexSnapshot, error) {
	g.pinned.Lock()
	defer g.pinned.Unlock()
	if g.snapshot == nil {
		return nil, errors.New("read index: it is closed")
	}
	g.snapshot.AddRef()
	return g.snapshot, nil
}

// reading calls f with the snapshot.
func (g *generation) reading(f func(*scorch.IndexSnapshot) error) (err error) {
	r, err := g.reader()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	return f(r)
}

// checkCount compares the number of documents with what the catalog says.
func (g *generation) checkCount() error {
	n, err := g.snapshot.DocCount()
	if err != nil {
		return fmt.Errorf("count passages: %w", err)
	}
	if want := g.stats.Passages + len(g.catalog.Releases); int(n) != want {
		return fmt.Errorf("index holds %d documents, its catalog %d", n, want)
	}
	return nil
}

// checkDocuments looks whether every passage of the catalog stands in the
// index once, and nothing else does.
func (g *generation) checkDocuments(r blevei.IndexReader) (err error) {
	all, err := r.DocIDReaderAll()
	if err != nil {
		return fmt.Errorf("list passages: %w", err)
	}
	defer func() { err = errors.Join(err, all.Close()) }()
	seen := make(map[string]struct{}, g.stats.Passages+len(g.catalog.Releases))
	for {
		internal, err := all.Next()
		if err != nil {
			return fmt.Errorf("list passages: %w", err)
		}
		if internal == nil {
			break
		}
		id, err := r.ExternalID(internal)
		if err != nil {
			return fmt.Errorf("list passages: %w", err)
		}
		if _, twice := seen[id]; twice {
			return fmt.Errorf("passage %s is in the index twice", id)
		}
		seen[id] = struct{}{}
	}
	for id, rec := range g.catalog.Releases {
		for n := range rec.Passages + 1 {
			if _, ok := seen[fmt.Sprintf("%s#%d", id, n)]; !ok {
				return fmt.Errorf("passage %s#%d is in the catalog but not in the index", id, n)
			}
		}
	}
	if want := g.stats.Passages + len(g.catalog.Releases); len(seen) != want {
		return fmt.Errorf("index holds %d documents, its catalog %d", len(seen), want)
	}
	return nil
}

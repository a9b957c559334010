package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"beilun/index/catalog"
	"beilun/index/passage"
	"beilun/index/rank"
	"beilun/index/words"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	blevei "github.com/blevesearch/bleve_index_api"
)

// FormatVersion names the layout of the index and what releases are read as: its
// fields, what is stored in them, how figures are bound, and the catalog. An index of
// an earlier version is built anew, one of a later version is a [NewerError]. The
// package comment says when to raise it.
const FormatVersion = 16

// Generation is one built index: bleve's files and the catalog of what is in
// them. Everything is read from snapshot, which is what bleve held when the
// last batch was acknowledged: a batch that fails half-way is never seen, and
// reading goes on when writing has become impossible.
type Generation struct {
	Name     string        // of its directory; empty in memory
	Path     string        // empty in memory
	Site     *passage.Site // see index.Options; set before anything is read
	Bleve    bleve.Index
	pinned   sync.Mutex // guards snapshot, which a sync changes and the removal of news
	snapshot *scorch.IndexSnapshot
	Catalog  *catalog.Catalog
	Stats    rank.Stats
	Problems []Problem
	Sheets   []catalog.Sheet
	cache    *cache
	lengths  shardCache
	waiting  waiting

	Patience time.Duration // that a batch or a close may take
	halted   atomic.Bool   // bleve is closed or given up; the snapshot is still read
	hung     atomic.Bool   // bleve did not come back in time
	suspect  atomic.Pointer[suspicion]

	Rulings  *catalog.Rulings  // of catalog and sheets; nil: there are none
	Reprints *catalog.Reprints // of catalog, without what is retracted

	Naming  catalog.Naming  // of catalog
	Listing catalog.Listing // of catalog and rulings

	Place string // what WriteNote was given by the process before; "" if the note is not of this catalog
	noted string // the revision of the note
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

// buildPlan allows some hundred segments beside each other, of any size: what is
// being built is not read, and all of it is merged at the end (see tidy).
var buildPlan = mergeplan.MergePlanOptions{MaxSegmentsPerTier: 400, SegmentsPerMergeTask: 100, FloorSegmentSize: 1}

// Create makes an empty generation at path, to be built there and
// reopened, or in memory when path is empty.
func Create(path string, lex *words.Lexicon, format int, patience time.Duration) (*Generation, error) {
	b, err := bleve.NewUsing(path, bleve.NewIndexMapping(), scorch.Name, scorch.Name, bleveConfig(buildPlan))
	if err != nil {
		return nil, fmt.Errorf("create index: %w", spaceError(err))
	}
	g := newGeneration(path, b, patience)
	if path != "" {
		if err := writeFormat(path, format); err != nil {
			return nil, errors.Join(fmt.Errorf("create index: %w", spaceError(err)), g.Close())
		}
	}
	g.Catalog = catalog.New(lex, format)
	g.Stats = statsOf(g.Catalog)
	if err := g.Pin(); err != nil {
		return nil, errors.Join(err, g.Close())
	}
	return g, nil
}

func newGeneration(path string, b bleve.Index, patience time.Duration) *Generation {
	return &Generation{Path: path, Bleve: b, cache: newCache(int(cacheBytes * shareOf(debug.SetMemoryLimit(-1)))), Patience: patience, Reprints: catalog.NewReprints()}
}

// openGeneration opens the generation at path, whose files have been checked.
// The error is a StaleError when it has to be rebuilt for its version or its words, and
// a NewerError when a later version made it.
func openGeneration(path string, lex *words.Lexicon, format int, patience time.Duration) (_ *Generation, err error) {
	b, err := bleve.OpenUsing(path, bleveConfig(mergeplan.DefaultMergePlanOptions))
	if err != nil {
		return nil, err
	}
	g := newGeneration(path, b, patience)
	defer func() {
		if err != nil {
			g.Unpin()
			err = errors.Join(err, g.Close())
		}
	}()
	if err := g.Pin(); err != nil {
		return nil, err
	}
	g.Catalog, err = loadCatalog(g.snapshot, lex, format)
	if errors.Is(err, ErrStale) {
		return nil, &StaleError{leftoverOf(g.snapshot)}
	}
	if err != nil {
		return nil, err
	}
	noted, err := loadReleases(g.Catalog, g.snapshot, path)
	if err != nil {
		return nil, err
	}
	if noted != nil {
		g.Stats = noted.stats
	} else {
		g.Stats = statsOf(g.Catalog)
	}
	if g.Problems, err = loadProblems(g.snapshot); err != nil {
		return nil, err
	}
	if g.Sheets, err = loadSheets(g.snapshot); err != nil {
		return nil, err
	}
	if noted != nil {
		adopt(g, noted)
	} else {
		g.Rule()
	}
	return g, g.CheckCount()
}

// Open checks the files of the generation at path, all bytes of them if its
// segments have at most whole bytes together, and opens it. If the segments have more,
// check reads the rest of them; it has to be called once, and ends with its context.
// A generation that a later version made is left as it is: the error is a NewerError.
func Open(ctx context.Context, path string, lex *words.Lexicon, format int, patience time.Duration, whole int64) (_ *Generation, check func(context.Context) error, err error) {
	if err := checkFormat(path, format); err != nil {
		return nil, nil, err
	}
	files, err := checkFiles(ctx, path, whole)
	if err != nil {
		return nil, nil, err
	}
	// The sums are valid for closed files only, and bleve may write as soon as it has
	// opened them: a process killed then must not leave sums that are wrong.
	if os.Remove(filepath.Join(path, SumsFile)) == nil {
		syncDir(path)
	}
	var g *Generation
	err = Guarded(func() error {
		g, err = openGeneration(path, lex, format, patience)
		if err == nil && !files.clean && files.whole {
			err = g.CheckDocuments()
		}
		return err
	})
	if err != nil {
		if g != nil {
			g.Unpin()
			err = errors.Join(err, g.Close())
		}
		return nil, nil, err
	}
	g.Name = filepath.Base(path)
	if !files.whole {
		check = checkerOf(g, files)
	}
	return g, check, nil
}

// checkerOf returns a function that reads the rest of the files of a large generation,
// nil if the generation is closed. It reads a snapshot of now.
func checkerOf(g *Generation, files *fileCheck) func(context.Context) error {
	r, err := g.reader()
	if err != nil {
		return nil
	}
	return func(ctx context.Context) error {
		defer r.Close()
		return Guarded(func() error {
			if err := checkSegments(ctx, files.segments); err != nil || files.clean {
				return err
			}
			return checkDocuments(g, r)
		})
	}
}

// IsHalted reports whether the generation cannot be written any more.
func (g *Generation) IsHalted() bool { return g.halted.Load() }

// IsHung reports whether bleve did not come back in time.
func (g *Generation) IsHung() bool { return g.hung.Load() }

// Suspicion returns why the generation is believed to be damaged, nil if it is not.
func (g *Generation) Suspicion() error {
	if s := g.suspect.Load(); s != nil {
		return s.err
	}
	return nil
}

// Suspect notes that the generation seems to be damaged, and reports whether this is
// the first time.
func (g *Generation) Suspect(err error) bool { return g.suspect.CompareAndSwap(nil, &suspicion{err}) }

// ForgetPassages drops the passages that are kept in memory: they are read again.
func (g *Generation) ForgetPassages() { g.cache.clear() }

// Rule applies the corrections in the sheets of the generation.
func (g *Generation) Rule() { g.obey(catalog.NewRulings(catalog.ListOf(g.Sheets), g.Catalog)) }

// Reopened closes a generation on disk that has been built and opens it as it is
// used, because bleve takes the plan for merging only when it opens. If this fails g
// is closed, and closing it once more does nothing.
func (g *Generation) Reopened() (*Generation, error) {
	g.Unpin()
	if err := g.Close(); err != nil {
		return nil, err
	}
	b, err := bleve.OpenUsing(g.Path, bleveConfig(mergeplan.DefaultMergePlanOptions))
	if err != nil {
		return nil, fmt.Errorf("open the new index: %w", spaceError(err))
	}
	fresh := newGeneration(g.Path, b, g.Patience)
	fresh.Site = g.Site
	fresh.Name, fresh.Catalog, fresh.Stats, fresh.Problems, fresh.Sheets = g.Name, g.Catalog, g.Stats, g.Problems, g.Sheets
	if err := fresh.Pin(); err != nil {
		return nil, errors.Join(err, fresh.Close())
	}
	return fresh, nil
}

// Pin makes the present state of bleve what is read. There is no reader meanwhile, and no
// batch is under way.
func (g *Generation) Pin() error {
	adv, err := g.Bleve.Advanced()
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

// setSnapshot makes s what is read, and releases the snapshot before. If closing that
// fails, its files stay mapped until the process ends.
func (g *Generation) setSnapshot(s *scorch.IndexSnapshot) {
	g.pinned.Lock()
	before := g.snapshot
	g.snapshot = s
	g.pinned.Unlock()
	if before != nil {
		_ = before.Close()
	}
}

// Unpin releases the snapshot. Nothing can be read of the generation after that.
func (g *Generation) Unpin() { g.setSnapshot(nil) }

// reader returns the snapshot, to be closed after use.
func (g *Generation) reader() (*scorch.IndexSnapshot, error) {
	g.pinned.Lock()
	defer g.pinned.Unlock()
	if g.snapshot == nil {
		return nil, errors.New("read index: it is closed")
	}
	g.snapshot.AddRef()
	return g.snapshot, nil
}

// reading calls f with the snapshot.
func (g *Generation) reading(f func(*scorch.IndexSnapshot) error) (err error) {
	r, err := g.reader()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	return f(r)
}

// CheckCount compares the number of documents with what the catalog says.
func (g *Generation) CheckCount() error {
	n, err := g.snapshot.DocCount()
	if err != nil {
		return fmt.Errorf("count passages: %w", err)
	}
	if want := g.Stats.Passages + len(g.Catalog.Releases); int(n) != want {
		return fmt.Errorf("index holds %d documents, its catalog %d", n, want)
	}
	return nil
}

// CheckDocuments returns an error unless every passage of the catalog is in the index
// exactly once, and nothing else is.
func (g *Generation) CheckDocuments() error {
	return g.reading(func(s *scorch.IndexSnapshot) error { return checkDocuments(g, s) })
}

func checkDocuments(g *Generation, r blevei.IndexReader) (err error) {
	all, err := r.DocIDReaderAll()
	if err != nil {
		return fmt.Errorf("list passages: %w", err)
	}
	defer func() { err = errors.Join(err, all.Close()) }()
	seen := make(map[string]struct{}, g.Stats.Passages+len(g.Catalog.Releases))
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
	for id, rec := range g.Catalog.Releases {
		for n := range rec.Passages + 1 {
			if _, ok := seen[fmt.Sprintf("%s#%d", id, n)]; !ok {
				return fmt.Errorf("passage %s#%d is in the catalog but not in the index", id, n)
			}
		}
	}
	if want := g.Stats.Passages + len(g.Catalog.Releases); len(seen) != want {
		return fmt.Errorf("index holds %d documents, its catalog %d", len(seen), want)
	}
	return nil
}

// obey applies rulings to what is read. The caller has the lock under which g is read.
// Passages that are kept in memory stay, unless what is said of them beside their own
// release has changed: a release that changes has other passages.
func (g *Generation) obey(r *catalog.Rulings) {
	same := g.Rulings.RulesAs(r)
	g.Rulings = r
	if moved := g.Reprints.Follow(g.Rulings.Visible(g.Catalog.Releases)); moved || !same {
		g.cache.clear()
	}
}

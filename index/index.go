// Package index keeps the passages of the releases in a Bleve index and finds
// the ones a question is about.
//
// [Open] opens an index on disk and [InMemory] makes one that lasts as long as
// the process. [Index.Sync] brings either in step with a corpus of releases,
// and [Index.Search] ranks passages for a query that query.Parse made.
//
// # On disk
//
// The folder of releases is the truth and the index can always be made again
// from it. An index directory holds one subdirectory for each generation and a
// file CURRENT that names the one in use. Changed releases are written to the
// current generation in an atomic batch, or in several of whole releases; when
// a third of the index changes, or nothing is there yet, a new generation is
// made beside it, merged into one segment, tried by asking for passages of its
// releases, and becomes current by the renaming of CURRENT. A generation holds a
// document for each passage and one for each release, its record in the catalog.
// So whoever opens the index after a crash finds each release as it was or as it
// is and never a part of it, and what a Sync has acknowledged is on disk.
//
// # Faults
//
// Every read is from a snapshot of the last acknowledged batch. When a batch
// fails or hangs, Bleve is closed, the snapshot goes on answering, and the next
// Sync opens what is on disk or builds anew; [ErrNoSpace] tells of a full disk.
// Bleve checks none of its checksums, so the files are checked before they are
// opened, large ones in the background, and each passage when it is read: a
// digit that has changed on disk is an error and never an answer. A damaged
// generation is moved aside, one of another version or of other words removed,
// and the next Sync builds it again; [Index.Rebuild] tells why, and
// [Index.Damaged] when a Sync is called for. Files in the directory that are
// not ours stay.
//
// # Copies
//
// The same release may come as a web page and as PDF, or be printed again by
// another publisher. Of each release a likeness is kept in the catalog (see
// likeness.go): by it the releases are found that are one text with the same
// figures, whatever order they come in. One of them is cited, the others stand
// beside it in [Release], and what they repeat is left out of searches and of
// the ledger: it is no second witness.
//
// # News
//
// Each Sync holds the figures that it takes in against those that stood there
// (see arrivals.go and judge.go) and tells in [Changes] which are new, which take
// the place of others and which contradict them. The same waits in the index,
// written in one batch with the release, until [Index.Told] takes it out.
//
// An index of another version is read for what outlives it (see leftover.go): the
// news that wait, and which files it had. So a better reading of what was there is
// no news, and a file that came meanwhile is.
//
// # Ledger
//
// The figures are found by the name of their thing, by what they measure, and by
// the day that they hold for, newest first (see ledger_terms.go). So the present
// figure of a thing, and what stood before it, are read without its whole history,
// however long that is; see [Index.Recent] and [Index.Newest].
//
// # Ranking
//
// Words and character bigrams of the passage and bigrams of its headings are
// scored by exact BM25 (see bm25Query). Of the best passages is then measured
// how much of the question stands in them, how rare that is among them, how
// long the common runs are and how close together they stand (see features.go).
// The score is the weighted sum of that, and every summand has a name. The
// weights are learned (see rank.go).
package index

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"beilun/index/catalog"
	"beilun/index/passage"
	"beilun/index/store"
	"beilun/index/words"
	"beilun/knowledge/district"

	"go.etcd.io/bbolt"
)

// Options are the options of an index; the zero value is ready for use.
type Options struct {
	Lexicon *words.Lexicon // nil: the built-in words
	Logger  *slog.Logger   // nil: silent

	// Reading is how long a small file may take to be read; each megabyte of a
	// larger one may take as much as ReadingPerMB more. A file that takes longer
	// is refused with ErrSlow, and tried again when it has changed or an hour has
	// passed. 0: 30 s, and 2 s.
	Reading, ReadingPerMB time.Duration

	// District is the one that the releases are of; zero: they tell.
	District district.District

	limits limits
	format int // that tests make an index of; 0: formatVersion
}

// limits are sizes and times that tests make smaller.
type limits struct {
	inPlace     int           // passages of a batch
	wholeAtOpen int64         // bytes of segments that Open reads whole
	patience    time.Duration // with bleve, for a batch and for closing
}

func (o Options) fill() (Options, error) {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Lexicon == nil {
		lex, err := words.NewLexicon("")
		if err != nil {
			return o, err
		}
		o.Lexicon = lex
	}
	if o.Reading <= 0 {
		o.Reading = readingTime
	}
	if o.ReadingPerMB <= 0 {
		o.ReadingPerMB = readingPerMB
	}
	if o.format == 0 {
		o.format = store.FormatVersion
	}
	if o.limits == (limits{}) {
		o.limits = limits{maxInPlace, store.WholeAtOpen, store.BatchPatience}
	}
	return o, nil
}

// Index is an index of passages. It is safe for concurrent use: searches go on
// while a Sync runs and see all of the changes to a release or none.
type Index struct {
	dir     string // empty in memory
	lock    *bbolt.DB
	lex     *words.Lexicon
	log     *slog.Logger
	damaged chan struct{} // one place
	limits  limits
	format  int // of a new generation
	reading budget
	aside   map[string]aside  // files that took too long, by ID; held with syncing
	own     district.District // as Options name it
	place   catalog.Locality

	stop     context.CancelFunc // ends what runs in the background
	checking sync.WaitGroup     // see checkOn
	watching sync.WaitGroup     // see watch
	making   sync.WaitGroup     // see naming

	syncing sync.Mutex        // held by the one Sync at a time
	telling sync.Mutex        // held while the news that wait are read or changed; taken before mu
	mu      sync.RWMutex      // guards what follows, and what is read of current
	current *store.Generation // nil before the first Sync of an index that has to be built
	left    *store.Leftover   // of the index that it takes the place of; nil: nothing is left
	rebuild string
	closed  bool
}

// InMemory makes an empty index that is gone with the process.
func InMemory(opts Options) (*Index, error) {
	opts, err := opts.fill()
	if err != nil {
		return nil, err
	}
	g, err := store.Create("", opts.Lexicon, opts.format, opts.limits.patience)
	if err != nil {
		return nil, err
	}
	x := newIndex("", opts)
	x.current, x.stop = g, func() {}
	return x, nil
}

func newIndex(dir string, opts Options) *Index {
	return &Index{
		dir: dir, lex: opts.Lexicon, log: opts.Logger, damaged: make(chan struct{}, 1), limits: opts.limits, format: opts.format, own: opts.District,
		reading: budget{opts.Reading, opts.ReadingPerMB}, aside: map[string]aside{},
	}
}

// Rebuild tells in a few words why the index had to be dropped when it was
// opened, or later; it is empty when it has always been usable.
func (x *Index) Rebuild() string {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.rebuild
}

// Lexicon returns the words that the index and its queries are made with.
func (x *Index) Lexicon() *words.Lexicon { return x.lex }

// Releases returns the releases in the index but for those that are retracted,
// newest first and those of the same date by ID.
func (x *Index) Releases() []passage.Release {
	x.mu.RLock()
	defer x.mu.RUnlock()
	var out []passage.Release
	if x.current != nil {
		for id, r := range x.current.Catalog.Releases {
			if !x.current.Rulings.IsRetracted(id) {
				out = append(out, r.Release)
			}
		}
	}
	slices.SortFunc(out, func(a, b passage.Release) int {
		if c := b.Date.Compare(a.Date); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out
}

// Held returns a release that the index has, be it retracted.
func (x *Index) Held(id string) (passage.Release, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil {
		return passage.Release{}, false
	}
	r, ok := x.current.Catalog.Releases[id]
	return r.Release, ok
}

// First returns the first passage of a release.
func (x *Index) First(release string) (passage.Passage, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil || x.current.Catalog.Releases[release].Passages == 0 || x.current.Rulings.IsRetracted(release) {
		return passage.Passage{}, false
	}
	var p passage.Passage
	err := x.read(context.Background(), x.current, func() (err error) {
		p, err = x.current.Passage(release + "#1")
		return err
	})
	if err != nil {
		x.log.Warn("read the first passage", "release", release, "err", err)
	}
	return p, err == nil
}

// Passages returns the number of passages in the index.
func (x *Index) Passages() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil {
		return 0
	}
	return x.current.Stats.Passages
}

// Close waits for a Sync and for searches under way and closes the index.
func (x *Index) Close() error {
	x.stop()
	x.checking.Wait()
	x.watching.Wait()
	defer x.making.Wait()
	x.syncing.Lock()
	defer x.syncing.Unlock()
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return nil
	}
	x.closed = true
	var errs []error
	if g := x.current; g != nil {
		usable := !g.IsHalted() && g.Suspicion() == nil
		g.Unpin()
		err := g.Close()
		if err == nil && usable && x.dir != "" {
			if serr := store.WriteSums(g.Path); serr != nil {
				x.log.Warn("note the sums of the index", "err", serr) // the next Open reads all of it
			}
		}
		errs = append(errs, err)
		x.current = nil
	}
	if x.lock != nil {
		errs = append(errs, x.lock.Close())
	}
	return errors.Join(errs...)
}

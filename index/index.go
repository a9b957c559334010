// Package index keeps the passages of the releases in a Bleve index and finds
// the ones a question is about.
//
// [Open] opens an index on disk and [InMemory] makes one that lasts as long as
// the process. [Index.Sync] brings either in step with a corpus of releases,
// and [Index.Search] ranks passages for a [Query] that [ParseQuery] made.
//
// # On disk
//
// The folder of releases is the truth and the index can always be made again
// from it. An index directory holds one subdirectory for each generation and a
// file CURRENT that names the one in use. A few changed releases are written
// to the current generation in one atomic batch; more than a few, or none of
// them known, make a new generation beside it, which becomes current by the
// renaming of CURRENT. So whoever opens the index after a crash finds the old
// passages or the new ones and never a part of each. A generation of another
// version, of other words or damaged is thrown away and built again by the
// next Sync; [Index.Rebuild] tells why.
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
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// ErrLocked is returned by Open when another process has the index open.
var ErrLocked = errors.New("another process is using the index")

// Options are the options of an index; the zero value is ready for use.
type Options struct {
	Lexicon *Lexicon     // nil: the built-in words
	Logger  *slog.Logger // nil: silent
}

func (o Options) fill() (Options, error) {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Lexicon == nil {
		lex, err := NewLexicon("")
		if err != nil {
			return o, err
		}
		o.Lexicon = lex
	}
	return o, nil
}

// Index is an index of passages. It is safe for concurrent use: searches go on
// while a Sync runs and see all of its changes or none.
type Index struct {
	dir     string // empty in memory
	lock    *bbolt.DB
	lex     *Lexicon
	log     *slog.Logger
	rebuild string

	syncing sync.Mutex   // held by the one Sync at a time
	telling sync.Mutex   // held while the news that wait are read or changed; taken before mu
	mu      sync.RWMutex // guards current and the catalog in it
	current *generation  // nil before the first Sync of an index that has to be built
	closed  bool
}

// InMemory makes an empty index that is gone with the process.
func InMemory(opts Options) (*Index, error) {
	opts, err := opts.fill()
	if err != nil {
		return nil, err
	}
	g, err := createGeneration("", opts.Lexicon)
	if err != nil {
		return nil, err
	}
	return &Index{lex: opts.Lexicon, log: opts.Logger, current: g}, nil
}

// Open opens the index in dir, which is made when it does not exist. It
// returns ErrLocked without waiting when another process has it open. An index
// that cannot be used is no error: it is dropped, Rebuild tells why, and it
// stays empty until Sync has built it again.
func Open(dir string, opts Options) (*Index, error) {
	opts, err := opts.fill()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make index directory: %w", err)
	}
	lock, err := lockDir(dir)
	if err != nil {
		return nil, fmt.Errorf("open index %s: %w", dir, err)
	}
	x := &Index{dir: dir, lock: lock, lex: opts.Lexicon, log: opts.Logger}
	if err := x.openCurrent(); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return x, nil
}

// lockDir takes the lock of an index directory: a file that bbolt locks on
// every system it runs on. A lock file that bbolt cannot read holds nothing
// and is made anew.
func lockDir(dir string) (*bbolt.DB, error) {
	name := filepath.Join(dir, "lock")
	open := func() (*bbolt.DB, error) {
		return bbolt.Open(name, 0o644, &bbolt.Options{Timeout: 100 * time.Millisecond, NoSync: true})
	}
	db, err := open()
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, ErrLocked
	case err != nil && !errors.Is(err, fs.ErrPermission):
		if rmErr := os.Remove(name); rmErr != nil {
			return nil, errors.Join(err, rmErr)
		}
		return open()
	}
	return db, err
}

const currentFile = "CURRENT"

// openCurrent opens the generation that CURRENT names and removes all others.
func (x *Index) openCurrent() error {
	raw, err := os.ReadFile(filepath.Join(x.dir, currentFile))
	name := strings.TrimSpace(string(raw))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		x.rebuild = "no index yet"
	case err != nil:
		return fmt.Errorf("read index: %w", err)
	case !isGeneration(name):
		x.rebuild = "damaged: its CURRENT file names no generation"
	default:
		g, err := recoverOpen(filepath.Join(x.dir, name), x.lex)
		switch {
		case err == nil:
			g.name = name
			x.current = g
		case errors.Is(err, errStale):
			x.rebuild = errStale.Error()
		default:
			x.rebuild = "damaged"
			x.log.Warn("index is damaged", "generation", name, "err", err)
		}
	}
	x.removeOthers()
	return nil
}

// recoverOpen opens a generation; bleve panics on some damaged files.
func recoverOpen(path string, lex *Lexicon) (g *generation, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("open index: panic: %v", r)
		}
	}()
	return openGeneration(path, lex)
}

// Rebuild tells in a few words why the index had to be dropped when it was
// opened; it is empty when the index was usable.
func (x *Index) Rebuild() string { return x.rebuild }

// Lexicon returns the words that the index and its queries are made with.
func (x *Index) Lexicon() *Lexicon { return x.lex }

// Releases returns the releases in the index, newest first and those of the
// same date by ID.
func (x *Index) Releases() []Release {
	x.mu.RLock()
	defer x.mu.RUnlock()
	var out []Release
	if x.current != nil {
		for _, r := range x.current.catalog.Releases {
			out = append(out, r.Release)
		}
	}
	slices.SortFunc(out, func(a, b Release) int {
		if c := b.Date.Compare(a.Date); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out
}

// First returns the first passage of a release.
func (x *Index) First(release string) (Passage, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil || x.current.catalog.Releases[release].Passages == 0 {
		return Passage{}, false
	}
	p, err := x.current.passage(release + "#1")
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
	return x.current.stats.passages
}

// Close waits for a Sync and for searches under way and closes the index.
func (x *Index) Close() error {
	x.syncing.Lock()
	defer x.syncing.Unlock()
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return nil
	}
	x.closed = true
	var errs []error
	if x.current != nil {
		errs = append(errs, x.current.bleve.Close())
		x.current = nil
	}
	if x.lock != nil {
		errs = append(errs, x.lock.Close())
	}
	return errors.Join(errs...)
}

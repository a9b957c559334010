package index

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"beilun/index/catalog"
	"beilun/index/store"
	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/district"

	"go.etcd.io/bbolt"
)

// keeper keeps the current generation of an index in step with a corpus: it opens,
// syncs, rebuilds and closes it. It is safe for concurrent use.
type keeper struct {
	dir     string // empty in memory
	lock    *bbolt.DB
	lex     *words.Lexicon
	log     *slog.Logger
	damaged chan struct{} // one place
	limits  limits
	format  int                   // of a new generation
	folder  string                // as Options name it
	site    *Site                 // see Options
	today   func() knowledge.Date // as Options have it
	reading budget
	aside   map[string]aside  // files that are not tried again, by ID; held with syncing
	own     district.District // as Options name it
	place   catalog.Locality

	stop     context.CancelFunc // ends what runs in the background
	checking sync.WaitGroup     // reading the rest of large files; see openGeneration
	watching sync.WaitGroup     // see watch

	syncing   sync.Mutex        // held by the one sync at a time
	reporting sync.Mutex        // held while the news that wait are read or changed; taken before mu
	mu        sync.RWMutex      // guards what follows, and what is read of current
	current   *store.Generation // nil before the first sync of an index that has to be built
	left      *store.Leftover   // of the index that it replaces; nil if nothing is left
	rebuild   string
	closed    bool
	released  func() // mu.RUnlock, made once for all who read
}

func newKeeper(dir string, opts Options) *keeper {
	k := &keeper{
		dir: dir, lex: opts.Lexicon, log: opts.Logger, damaged: make(chan struct{}, 1), limits: opts.limits, format: opts.format, folder: opts.Folder, site: opts.Site, today: opts.Today, own: opts.District,
		reading: budget{opts.Reading, opts.ReadingPerMB}, aside: map[string]aside{},
	}
	k.released = k.mu.RUnlock
	return k
}

// errClosed says that the index is closed.
var errClosed = errors.New("the index is closed")

// acquire returns the current generation, nil if there is none. What is read of it
// stays as it is until release is called, which has to be done in any case. The error
// is errClosed.
func (k *keeper) acquire() (g *store.Generation, release func(), err error) {
	k.mu.RLock()
	if k.closed {
		err = errClosed
	}
	return k.current, k.released, err
}

// close waits for a sync and for readers under way and closes the index.
func (k *keeper) close() error {
	k.stop()
	k.checking.Wait()
	k.watching.Wait()
	k.syncing.Lock()
	defer k.syncing.Unlock()
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed {
		return nil
	}
	k.closed = true
	var errs []error
	if g := k.current; g != nil {
		usable := k.dir != "" && !g.IsHalted() && g.Suspicion() == nil
		if usable {
			place := func() string { return k.place.Pack(g.Catalog, k.own) }
			if nerr := store.WriteNote(g, k.lex, k.limits.noted, place); nerr != nil {
				k.log.Warn("note what is in the index", "err", nerr) // the next Open works it out again
			}
		}
		g.Unpin()
		err := g.Close()
		if err == nil && usable {
			if serr := store.WriteSums(g.Path); serr != nil {
				k.log.Warn("note the sums of the index", "err", serr) // the next Open reads all of it
			}
		}
		errs = append(errs, err)
		k.current = nil
	}
	if k.lock != nil {
		errs = append(errs, k.lock.Close())
	}
	return errors.Join(errs...)
}

// Package index finds the passages and the figures of releases that a question is
// about. It is a facade over the packages below it.
//
// [Open] opens an index on disk and [InMemory] makes one that lasts as long as the
// process. [Index.Sync] brings either in step with a corpus of releases,
// [Index.Search] ranks passages for a query that query.Parse made, [Index.Ledger] and
// [Index.History] return figures, and [Index.News] those that are new.
//
// # Below
//
//   - words cuts text into terms, query is the typed question.
//   - rank scores passages, facts is the ledger of figures and the news, likeness and
//     catalog know which releases are copies. None of them knows how an index is stored.
//   - store has the generations of an index and is the only package that knows Bleve.
//
// This package keeps a current generation in step with a corpus (see keeper) and reads
// it. The folder of releases is the truth: the index can always be built again from it.
//
// # Syncs
//
// Changed releases are written to the current generation in an atomic batch, or in
// several of whole releases. When a third of the index changes, or there is none yet, a
// new generation is built beside it, merged into one segment, tried, and becomes current
// by the renaming of CURRENT. So a process that opens the index after a crash finds each
// release as it was or as it is and never a part of it, and what a Sync has acknowledged
// is on disk.
//
// When a batch fails or hangs, Bleve is closed, the last snapshot goes on answering, and
// the next Sync opens what is on disk or builds anew; store.ErrNoSpace means a full disk.
// A damaged generation is moved aside, one of an earlier version or of other words
// removed, and the next Sync builds it again: [Index.Rebuild] returns why, and
// [Index.Damaged] reports when a Sync is necessary. An index of an earlier version is read
// for what outlives it, the news that wait and which files it had, so that only a file
// that came meanwhile is news. One of a later version is not opened (store.NewerError).
//
// # Copies
//
// The same release may come as a web page and as PDF, or be printed again by another
// publisher. One of the copies is cited, with the others in [Release]; what they repeat
// is left out of searches and of the ledger, because it is no second source.
//
// # Decisions
//
// 2026-11-30: a release that is dated more than three days after the day of the sync is
// taken without its date, which its record keeps ([Release].Ahead), and read again when the
// day comes, because a slip such as 2204 made it the newest answer to everything; instead of
// refusing it, or of a reader that depends on the clock.
//
// 2026-11-30: a release under an embargo is refused by Sync until its day, and what the index
// had of it goes out, so that nothing can be found, quoted, counted or reported; instead of
// a record that each reader has to hide, as a retracted one is. An embargo until a day ends
// when that day begins, and the next sync takes the release: serve makes one a minute. What
// names no day holds for good, because a slip must not publish.
//
// 2026-12-01: releases are read, bound and cut beside each other, and go into the batch one
// after the other (see line), because one goroutine did all of it and half of the machine
// waited. The order is that of the corpus, because the district of the releases, by which the
// next ones are bound, depends on it: where it changes, a release that was read ahead is bound
// again; instead of batches that are made apart and joined.
//
// 2026-11-30: the parts of Index are packages of their own (rank, facts, catalog, store)
// and a type keeper, because Index with its generation had 71 methods in a cycle of 35
// files. Sync stays here and not in store, since it needs the ledger (facts) for the
// news, and store only what one generation is.
package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"

	"beilun/index/facts"
	"beilun/index/store"
	"beilun/index/words"
)

// Index is an index of passages. It is safe for concurrent use: searches go on
// while a Sync runs and see all of the changes to a release or none.
type Index struct {
	live   *keeper
	lex    *words.Lexicon
	log    *slog.Logger
	making sync.WaitGroup // see mentions
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
	g.Site = opts.Site
	k := newKeeper("", opts)
	k.current, k.stop = g, func() {}
	return newIndex(k), nil
}

// Open opens the index in dir, which it makes if it does not exist. It returns
// store.ErrLocked without waiting if another process has it open, and a
// store.NewerError, leaving it as it is, if a later version of the program made it. An
// index that cannot be used otherwise is no error: it is moved aside or dropped, Rebuild
// returns why, and it stays empty until Sync has built it again. A large index is still being checked in the
// background when Open returns.
func Open(dir string, opts Options) (*Index, error) {
	opts, err := opts.fill()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make index directory: %w", err)
	}
	lock, err := store.Lock(dir)
	if err != nil {
		return nil, fmt.Errorf("open index %s: %w", dir, err)
	}
	k := newKeeper(dir, opts)
	k.lock = lock
	ctx, stop := context.WithCancel(context.Background())
	k.stop = stop
	if err := k.openCurrent(ctx); err != nil {
		stop()
		return nil, errors.Join(fmt.Errorf("open index %s: %w", dir, err), lock.Close())
	}
	k.watching.Go(func() { k.watch(ctx) })
	k.checking.Go(func() { k.makeReady(ctx) })
	return newIndex(k), nil
}

func newIndex(live *keeper) *Index { return &Index{live: live, lex: live.lex, log: live.log} }

// Sync brings the index in step with corpus. A file that is refused or cannot be
// parsed does not stop the others, and what the index has under its ID stays. What
// Sync returned without an error is on disk.
//
// Few changes become visible at once; many that go into the current generation become
// visible in several steps, each of whole releases. On an error the changes are those
// done before it, nil if there are none. If the disk is full the error is a
// store.ErrNoSpace.
func (x *Index) Sync(ctx context.Context, corpus Corpus) (*Changes, error) {
	return x.live.sync(ctx, corpus)
}

// News returns the news that were not delivered yet, oldest first, and the number of
// the last one, 0 if there are none. It returns ErrBuilding if they are known only when
// the index has been built.
func (x *Index) News(ctx context.Context) ([]facts.News, uint64, error) { return x.live.news(ctx) }

// Told removes the news up to a number durably: no restart brings them back.
func (x *Index) Told(ctx context.Context, upTo uint64) error { return x.live.remove(ctx, upTo) }

// Damaged returns a channel that is sent to when a read has failed in a way that
// damage may have caused. Searches go on with what can be read; the next Sync checks
// the index and builds it again if necessary.
func (x *Index) Damaged() <-chan struct{} { return x.live.damaged }

// Rebuild returns in a few words why the index had to be dropped when it was opened,
// or later; it is empty if it has always been usable.
func (x *Index) Rebuild() string {
	x.live.mu.RLock()
	defer x.live.mu.RUnlock()
	return x.live.rebuild
}

// Close waits for a Sync and for searches under way and closes the index.
func (x *Index) Close() error {
	defer x.making.Wait()
	return x.live.close()
}

// Lexicon returns the words that the index and its queries are made with.
func (x *Index) Lexicon() *words.Lexicon { return x.lex }

// Package library keeps an index in step with its releases: those in a folder
// that people work in, in single files, or built in. It also stores files that
// people hand in and removes those that they take back.
//
// The folder is the truth. Every change in it, made by hand or by [Library.Add],
// reaches the index the same way: a scan of the folder (see [corpus.Follower])
// and a sync of the index, one at a time. The same holds for corrections (see
// package errata): they are lines of a file in the folder, to which
// [Library.Correct] adds.
//
// # Decisions
//
// 2026-12-01: each change leads to a walk of the whole folder, because a file rests for
// most of a second before it is read and the walk of 6,700 files takes 20 ms of that;
// instead of looking first at the file that the system has named, which would be a second
// way to find out what has been renamed, moved or removed.
//
// 2026-12-01: a command that asks one question lists the folder and compares a hash of the
// listing with that of the last sync ([InStep]), because to compare 20,000 files with their
// records took half of its time; the hash counts for one revision of the index, one day
// and files that were at rest, and any doubt leads to a sync.
//
// 2026-11-30: a [Library] holds its index in a field and has a method for each
// question that its callers ask of the index, because all methods of the index,
// among them Sync and Close, were also methods of the library; instead of
// embedding the index.
//
// 2026-11-30: sentences for people are in words/zh.json and words/en.json, because
// someone who improves a sentence need not read Go; instead of a table in Go.
//
// 2026-11-29: what admins write in Slack goes into that file and nowhere else,
// because everybody can read and edit it there, and an index or a state that is lost
// must not take a retraction with it; instead of keeping it in the state where the
// folder is read-only, which is an error with its reason.
package library

import (
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"beilun/index"
	"beilun/knowledge/corpus"
)

// Options are the options of a Library; the zero value is ready for use.
type Options struct {
	Logger *slog.Logger         // nil: silent
	Follow corpus.FollowOptions // its Logger is the one above
}

// Status is the state of a library.
type Status struct {
	Syncing bool      // the releases are being read right now
	Synced  time.Time // end of the last sync that succeeded; zero: none yet
	Changed time.Time // end of the last sync that changed anything; zero: none yet
	Err     error     // error of the last sync; nil: it succeeded

	Syncs  int           // that succeeded
	Failed int           // syncs that did not
	Spent  time.Duration // in both

	Releases int // in the index
	Passages int // in the index
	Problems int // files that cannot be read
}

// Library is an index with the releases that it is of. It is safe for concurrent
// use; Run may be called once.
type Library struct {
	index    *index.Index
	files    *corpus.Corpus
	follower *corpus.Follower
	log      *slog.Logger
	turn     chan struct{} // holds one value, which the goroutine that syncs takes out
	arrived  chan struct{}
	ready    chan struct{} // closed once there is something to answer from
	open     sync.Once     // closes ready

	mu       sync.Mutex
	status   Status
	problems []index.Refusal
}

// Open returns a library of an index and its releases, which it closes
// from now on. It reads nothing yet: Run and Sync do.
func Open(x *index.Index, files *corpus.Corpus, opts Options) *Library {
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	opts.Follow.Logger, opts.Follow.Since, opts.Follow.Accepted = opts.Logger, Lost(x), index.IsMoved(x)
	l := &Library{
		index: x, files: files, follower: files.Follow(x.Digests(), opts.Follow), log: opts.Logger, problems: Settled(x.Problems()),
		turn: make(chan struct{}, 1), arrived: make(chan struct{}, 1), ready: make(chan struct{}),
	}
	l.turn <- struct{}{}
	if x.Passages() > 0 {
		l.open.Do(func() { close(l.ready) })
	}
	if folder, _, ok := files.Folder(); ok {
		removeLeftovers(folder, l.log)
	}
	return l
}

// Close waits for a sync under way and closes the index and the folders. Run
// must have returned.
func (l *Library) Close() error {
	<-l.turn // nobody syncs any more
	return errors.Join(l.follower.Close(), l.files.Close(), l.index.Close())
}

// Ready returns a channel that is closed once there is something to answer from:
// at once if the index was built before, otherwise after the first sync that
// finds something or leaves no file in motion.
func (l *Library) Ready() <-chan struct{} { return l.ready }

// Arrived returns a channel that gets a value, without blocking the sync, when a
// sync has changed the index.
func (l *Library) Arrived() <-chan struct{} { return l.arrived }

// Problems returns the files that the last sync could not read, see [GroupRefused]. Files that are
// being written or moved are not among them.
func (l *Library) Problems() []index.Refusal {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.problems)
}

// Synced returns the end of the last sync that succeeded; zero: none yet.
func (l *Library) Synced() time.Time { return l.Status().Synced }

// Status returns the state of the library.
func (l *Library) Status() Status {
	l.mu.Lock()
	s := l.status
	s.Problems = CountRefused(l.problems)
	l.mu.Unlock()
	s.Releases, s.Passages = len(l.Releases()), l.Passages()
	return s
}

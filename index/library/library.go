// Package library keeps an index in step with the releases that it is of: a
// folder that people work in, single files, or the built-in releases. It stores
// files that are handed in and lets go of those that are taken back.
//
// The folder is the truth. Whatever changes in it, by hand or by [Library.Add],
// reaches the index by the same way: a scan of the folder (see
// [corpus.Follower]) and a sync of the index, one at a time.
//
// So it is with what people put right (see package errata): a file in the folder,
// which [Library.Correct] writes lines into.
//
// 2026-11-29: what admins write in Slack goes into that file and nowhere else,
// because everybody can read and edit it there, and an index or a state that is lost
// must not take a retraction with it; instead of keeping it in the state where the
// folder is read-only, which is an error with its reason.
package library

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"
)

// Options are the options of a Library; the zero value is ready for use.
type Options struct {
	Logger *slog.Logger         // nil: silent
	Follow corpus.FollowOptions // its Logger is the one above
}

// Status tells how a library is.
type Status struct {
	Syncing  bool      // the releases are being read right now
	Synced   time.Time // when they were last read with success; zero: not yet
	Changed  time.Time // when that last changed anything; zero: not yet
	Err      error     // why they could not be read the last time; nil: they could
	Releases int       // in the index
	Passages int       // in the index
	Problems int       // files that cannot be read
}

// Library is an index with the releases it is of. It is safe for concurrent
// use; Run may be called once.
type Library struct {
	*index.Index
	files    *corpus.Corpus
	follower *corpus.Follower
	log      *slog.Logger
	turn     chan struct{} // holds a value that whoever syncs takes out
	arrived  chan struct{}
	ready    chan struct{} // closed once there is something to answer from
	open     sync.Once     // closes it

	mu       sync.Mutex
	status   Status
	problems []index.Refusal
}

// Open makes a library of an index and the releases it is of, which it closes
// from now on. It reads nothing yet: Run and Sync do.
func Open(x *index.Index, files *corpus.Corpus, opts Options) *Library {
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	opts.Follow.Logger = opts.Logger
	l := &Library{
		Index: x, files: files, follower: files.Follow(x.Digests(), opts.Follow), log: opts.Logger, problems: x.Problems(),
		turn: make(chan struct{}, 1), arrived: make(chan struct{}, 1), ready: make(chan struct{}),
	}
	l.turn <- struct{}{}
	if x.Passages() > 0 {
		l.open.Do(func() { close(l.ready) })
	}
	if folder, _, ok := files.Folder(); ok {
		l.sweep(folder)
	}
	return l
}

// Close waits for a sync under way and closes the index and the folders. Run
// has to have ended.
func (l *Library) Close() error {
	<-l.turn // nobody syncs any more
	return errors.Join(l.follower.Close(), l.files.Close(), l.Index.Close())
}

// Ready is closed once there is something to answer from: at once where the
// index was built before, otherwise after the first sync that finds something
// or leaves nothing in motion.
func (l *Library) Ready() <-chan struct{} { return l.ready }

// Arrived gets a value, without waiting, when a sync has changed the index.
func (l *Library) Arrived() <-chan struct{} { return l.arrived }

// Problems lists the files that cannot be read, as the last sync found them.
// Files that are being written or moved are none.
func (l *Library) Problems() []index.Refusal {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.problems)
}

// Synced returns when the releases were last read with success; zero: not yet.
func (l *Library) Synced() time.Time { return l.Status().Synced }

// Status tells how the library is.
func (l *Library) Status() Status {
	l.mu.Lock()
	s := l.status
	s.Problems = len(l.problems)
	l.mu.Unlock()
	s.Releases, s.Passages = len(l.Releases()), l.Passages()
	return s
}

// Retries after a sync that failed, the second one and those after it later.
const (
	retryFirst = 5 * time.Second
	retryLast  = time.Minute
)

// Run keeps the index in step with the releases until ctx ends, and returns
// nil. A sync that fails is logged, told by Status, and tried again.
func (l *Library) Run(ctx context.Context) error {
	var forwarding sync.WaitGroup
	forwarding.Go(func() { l.forward(ctx) })
	defer forwarding.Wait()
	return l.follow(ctx)
}

// forward makes the follower wait no longer when the index is damaged.
func (l *Library) forward(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.Damaged():
			l.follower.Poke()
		}
	}
}

func (l *Library) follow(ctx context.Context) error {
	retry := retryFirst
	for {
		err := l.once(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			l.log.Error("read the releases", "err", err, "again_in", retry)
			// Not before, whatever happens in the folder: a full disk is no better
			// for being written to all the time.
			select {
			case <-ctx.Done():
			case <-time.After(retry):
			}
			retry = min(2*retry, retryLast)
		default:
			retry = retryFirst
			_ = l.follower.Wait(ctx)
		}
		if ctx.Err() != nil {
			return nil
		}
	}
}

// take waits for the turn to sync.
func (l *Library) take(ctx context.Context) error {
	select {
	case <-l.turn:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l *Library) give() { l.turn <- struct{}{} }

func (l *Library) once(ctx context.Context) error {
	if err := l.take(ctx); err != nil {
		return err
	}
	defer l.give()
	_, err := l.pass(ctx)
	return err
}

// What a sync on request waits for files in motion, and how often it looks.
const (
	restTime  = 4 * time.Second
	restPause = 250 * time.Millisecond
)

// Sync brings the index in step with the releases as they are now and tells
// what changed. It waits a few seconds for files that are being written and
// those that may be gone, and reads those again that could not be read.
func (l *Library) Sync(ctx context.Context) (*index.Changes, error) {
	if err := l.take(ctx); err != nil {
		return nil, err
	}
	defer l.give()
	l.follower.Pardon()
	all := &index.Changes{}
	for start := time.Now(); ; {
		c, err := l.pass(ctx)
		if err != nil {
			return nil, err
		}
		all = joined(all, c)
		if !l.follower.Moving() || time.Since(start) > restTime {
			all.Refused = l.Problems()
			return all, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(restPause):
		}
	}
}

// Reindex is Sync.
func (l *Library) Reindex(ctx context.Context) (*index.Changes, error) { return l.Sync(ctx) }

// joined returns what two syncs one after the other did.
func joined(a, b *index.Changes) *index.Changes {
	touched := map[string]bool{}
	for _, id := range slices.Concat(a.New, a.Changed) {
		touched[id] = true
	}
	return &index.Changes{
		New: append(a.New, b.New...), Changed: append(a.Changed, b.Changed...), Gone: append(a.Gone, b.Gone...),
		Same:    slices.DeleteFunc(b.Same, func(id string) bool { return touched[id] }),
		Refused: b.Refused, Errata: a.Errata || b.Errata, News: append(a.News, b.News...),
	}
}

// pass scans and syncs once. The caller has the turn.
func (l *Library) pass(ctx context.Context) (*index.Changes, error) {
	l.note(func(s *Status) { s.Syncing = true })
	start := time.Now()
	c, err := l.Index.Sync(ctx, Source(l.follower.Scan))
	now := time.Now()
	if err != nil {
		l.note(func(s *Status) {
			s.Syncing = false
			if ctx.Err() == nil {
				s.Err = err
			}
		})
		return nil, err
	}
	l.keep(c.Refused)
	changed := len(c.New)+len(c.Changed)+len(c.Gone) > 0 || c.Errata
	l.note(func(s *Status) {
		s.Syncing, s.Synced, s.Err = false, now, nil
		if changed {
			s.Changed = now
		}
	})
	if l.Passages() > 0 || !l.follower.Moving() {
		l.open.Do(func() { close(l.ready) })
	}
	if changed {
		l.log.Info("releases read", "new", len(c.New), "changed", len(c.Changed), "gone", len(c.Gone), "refused", len(c.Refused), "corrections_changed", c.Errata, "took", now.Sub(start).Round(time.Millisecond))
		select {
		case l.arrived <- struct{}{}:
		default:
		}
	}
	return c, nil
}

func (l *Library) note(change func(s *Status)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change(&l.status)
}

// keep keeps the refusals of a sync and logs those that are new.
func (l *Library) keep(refused []index.Refusal) {
	refused = slices.DeleteFunc(slices.Clone(refused), func(r index.Refusal) bool { return moving(r.Err) })
	l.mu.Lock()
	before := map[string]string{}
	for _, r := range l.problems {
		before[r.ID] = r.Err.Error()
	}
	l.problems = refused
	l.mu.Unlock()
	for _, r := range refused {
		if before[r.ID] != r.Err.Error() {
			l.log.Warn("a file cannot be read", "release", r.ID, "err", r.Err)
		}
	}
}

// moving reports whether a refusal is only for now.
func moving(err error) bool {
	return errors.Is(err, corpus.ErrGrowing) || errors.Is(err, corpus.ErrVanished)
}

// opener opens a file for an index.
func opener(f corpus.File) func(context.Context) (*knowledge.Article, func(*knowledge.Paragraph), error) {
	return func(ctx context.Context) (*knowledge.Article, func(*knowledge.Paragraph), error) {
		a, err := f.Outline(ctx)
		return a, func(p *knowledge.Paragraph) { read.Fill(a, p) }, err
	}
}

// Source gives an index the files that each gives.
func Source(each func(context.Context, func(corpus.File) error) error) index.Corpus {
	return func(ctx context.Context, yield func(index.File) error) error {
		return each(ctx, func(f corpus.File) error {
			file := index.File{ID: f.ID, Digest: f.Digest, Err: f.Err, Size: f.Size, Timed: read.Timed(f.ID), Article: f.Article, Open: opener(f)}
			if f.Errata {
				file.Errata = f.Text
			}
			return yield(file)
		})
	}
}

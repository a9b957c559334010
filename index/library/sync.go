package library

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"beilun/index"
	"beilun/internal/logs"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"
)

// Pauses after a sync that failed: the first one, and the longest.
const (
	retryFirst = 5 * time.Second
	retryLast  = time.Minute
)

// Run keeps the index in step with the releases until ctx ends, and returns
// nil. A sync that fails is logged, reported by Status and tried again.
func (l *Library) Run(ctx context.Context) error {
	var forwarding sync.WaitGroup
	forwarding.Go(func() { l.forwardDamage(ctx) })
	defer forwarding.Wait()
	return l.follow(ctx)
}

// forwardDamage wakes the follower whenever the index is found damaged.
func (l *Library) forwardDamage(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.index.Damaged():
			l.follower.Poke()
		}
	}
}

func (l *Library) follow(ctx context.Context) error {
	retry := retryFirst
	for {
		err := l.waitAndSync(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			l.log.Error("the releases cannot be read", "err", err, "again_in", retry)
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

// acquire waits until the caller may sync. The caller ends with release.
func (l *Library) acquire(ctx context.Context) error {
	select {
	case <-l.turn:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// release lets the next goroutine sync.
func (l *Library) release() { l.turn <- struct{}{} }

func (l *Library) waitAndSync(ctx context.Context) error {
	if err := l.acquire(ctx); err != nil {
		return err
	}
	defer l.release()
	_, err := l.syncOnce(ctx)
	return err
}

// How long a sync on request waits for files in motion, and how often it looks.
const (
	restTime  = 4 * time.Second
	restPause = 250 * time.Millisecond
)

// Sync brings the index in step with the releases as they are now and returns
// what changed. It waits a few seconds for files that are being written and
// those that may be gone, and reads again those that could not be read.
func (l *Library) Sync(ctx context.Context) (*index.Changes, error) {
	if err := l.acquire(ctx); err != nil {
		return nil, err
	}
	defer l.release()
	l.follower.Pardon()
	all := &index.Changes{}
	for start := time.Now(); ; {
		c, err := l.syncOnce(ctx)
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

// Accept is Sync, and takes for removed what a sudden loss of most releases has kept (see
// corpus.Loss).
func (l *Library) Accept(ctx context.Context) (*index.Changes, error) {
	l.follower.Accept()
	return l.Sync(ctx)
}

// Reindex is Sync, under the name that the bot's command has.
func (l *Library) Reindex(ctx context.Context) (*index.Changes, error) { return l.Sync(ctx) }

// joined returns the changes of two consecutive syncs as those of one.
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

// syncOnce scans the releases and syncs the index once. The caller has called
// acquire.
func (l *Library) syncOnce(ctx context.Context) (*index.Changes, error) {
	l.setStatus(func(s *Status) { s.Syncing = true })
	start := time.Now()
	c, err := l.index.Sync(ctx, Source(l.follower.Scan))
	now := time.Now()
	if err != nil {
		l.setStatus(func(s *Status) {
			s.Syncing = false
			s.Spent += now.Sub(start)
			if ctx.Err() == nil {
				s.Err = err
				s.Failed++
			}
		})
		return nil, err
	}
	l.setProblems(c.Refused)
	changed := len(c.New)+len(c.Changed)+len(c.Gone) > 0 || c.Errata
	l.setStatus(func(s *Status) {
		s.Syncing, s.Synced, s.Err = false, now, nil
		s.Syncs++
		s.Spent += now.Sub(start)
		if changed {
			s.Changed = now
		}
	})
	if l.Passages() > 0 || !l.follower.Moving() {
		l.open.Do(func() { close(l.ready) })
	}
	if changed {
		l.log.Info("releases read", "new", len(c.New), "changed", len(c.Changed), "gone", len(c.Gone), "refused", CountRefused(c.Refused), "corrections_changed", c.Errata, "took", now.Sub(start).Round(time.Millisecond))
		select {
		case l.arrived <- struct{}{}:
		default:
		}
	}
	return c, nil
}

func (l *Library) setStatus(change func(s *Status)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change(&l.status)
}

// maxLogged is the number of refused files that the log names of one sync.
const maxLogged = 50

// setProblems keeps the refusals of a sync, but for temporary ones, and logs
// those that are new.
func (l *Library) setProblems(refused []index.Refusal) {
	refused = Settled(refused)
	l.mu.Lock()
	before := map[string]string{}
	for _, r := range l.problems {
		before[r.ID] = r.Err.Error()
	}
	l.problems = refused
	l.mu.Unlock()
	fresh := slices.DeleteFunc(slices.Clone(refused), func(r index.Refusal) bool { return before[r.ID] == r.Err.Error() })
	for _, r := range fresh[:min(len(fresh), maxLogged)] {
		why := logs.CannotRead
		if errors.Is(r.Err, read.ErrTooLarge) {
			why = logs.TooLarge
		}
		logs.Refuse(l.log, slog.LevelWarn, logs.Release, why, "release", r.ID, "err", r.Err)
	}
	if more := len(fresh) - maxLogged; more > 0 {
		l.log.Warn("more files cannot be read", "count", CountRefused(fresh[maxLogged:]))
	}
}

// isTemporary reports whether a file was refused because it is in motion.
func isTemporary(err error) bool {
	for _, e := range []error{corpus.ErrGrowing, corpus.ErrVanished} {
		if errors.Is(err, e) || err.Error() == e.Error() { // an error that was kept on the disk is its text only
			return true
		}
	}
	return false
}

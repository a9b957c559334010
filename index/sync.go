package index

import (
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"beilun/knowledge"
)

// File is one file of a corpus as Sync sees it.
type File struct {
	ID      string
	Digest  string                             // of its bytes; empty when Err is set
	Err     error                              // why it cannot be read
	Article func() (*knowledge.Article, error) // parses it
}

// Corpus gives the files of the releases one after the other, each ID once.
// An error ends the sync without a change.
type Corpus func(ctx context.Context, yield func(File) error) error

// maxInPlace is the number of passages that one batch to the current
// generation may touch. A batch is built in memory: 2,000 passages take some
// 100 MB at most. More go into several, each of whole releases.
const maxInPlace = 2000

// rebuildShare is the share of the index from which changed passages make a
// new generation. In place, each changed passage costs about what it costs in a
// new one, and the deleted ones are carried along until Bleve merges them away;
// a third is where a new generation, in which the unchanged ones are read and
// cut again, is not much more work and leaves a tidy index. Passages that only
// go do not count: nothing has to be read for them.
const rebuildShare = 3

// buildBatch is the number of passages written at a time to a new generation.
const buildBatch = 1000

// Sync brings the index in step with corpus. A file that is refused or cannot
// be parsed does not stop the others, and what the index held under its ID
// stays. What Sync returned without an error is on disk.
//
// Few changes become visible at once; many that go into the current generation
// become visible in several steps, each of whole releases. On an error the
// changes tell what was done before it, and are nil when nothing was. A full
// disk is an ErrNoSpace.
func (x *Index) Sync(ctx context.Context, corpus Corpus) (*Changes, error) {
	x.syncing.Lock()
	defer x.syncing.Unlock()
	x.mu.RLock()
	g, closed := x.current, x.closed
	x.mu.RUnlock()
	if closed {
		return nil, errors.New("sync index: it is closed")
	}
	old := map[string]record{}
	if g != nil {
		old = g.catalog.Releases
		g = x.usable(ctx, g)
	}
	if g == nil {
		return x.build(ctx, old, corpus)
	}
	c, err := x.update(ctx, g, corpus)
	if errors.Is(err, errManyChanges) {
		return x.build(ctx, old, corpus)
	}
	if err != nil {
		return c, fmt.Errorf("sync index: %w", err)
	}
	return c, nil
}

var errManyChanges = errors.New("too many changes for the current generation")

// usable returns the current generation when it can be written to: as it is,
// or opened again when something has gone wrong with it. It returns nil when
// a new one has to be built; the old one goes on answering until then.
func (x *Index) usable(ctx context.Context, g *generation) *generation {
	cause := g.suspect.Load()
	if cause == nil && !g.halted.Load() && (g.path == "" || g.countErrors() == 0) {
		x.mu.Lock()
		defer x.mu.Unlock()
		if err := g.pin(); err != nil { // lets go of files that were merged
			x.log.Warn("read the index anew", "err", err)
		}
		return g
	}
	if err := g.close(); err != nil {
		x.log.Warn("close the index", "generation", g.name, "err", err)
	}
	if g.path == "" || g.hung.Load() {
		return nil
	}
	whole := x.limits.wholeAtOpen
	if cause != nil {
		whole = math.MaxInt64
	}
	fresh, err := x.openGeneration(ctx, g.name, whole)
	if err != nil {
		x.log.Warn("index has to be built", "generation", g.name, "err", err)
		x.mu.Lock()
		defer x.mu.Unlock()
		x.rebuild = "damaged: " + err.Error()
		g.suspect.CompareAndSwap(nil, &suspicion{err})
		return nil
	}
	if cause != nil {
		x.log.Info("index was checked and is whole", "generation", g.name, "suspected", cause.err)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.current = fresh
	g.unpin()
	return fresh
}

// update writes the changes to g: in one batch, or in several when there are
// many. It gives up with errManyChanges when a new generation is the better
// way. In memory there is always one batch, for there is nothing to lose.
func (x *Index) update(ctx context.Context, g *generation, corpus Corpus) (*Changes, error) {
	b := g.newBatch()
	changes := &Changes{}
	before := g.catalog.Releases
	limit := max(x.limits.inPlace, g.stats.passages/rebuildShare)
	seen := make(map[string]bool, len(before))
	touched, written := 0, false
	done := func(err error) (*Changes, error) {
		if err != nil && !written {
			return nil, err
		}
		return changes, err
	}
	room := func() error {
		if b.size <= x.limits.inPlace || x.dir == "" {
			return nil
		}
		if err := b.commit(&x.mu); err != nil {
			return err
		}
		b, written = g.newBatch(), true
		return nil
	}
	err := corpus(ctx, func(f File) error {
		seen[f.ID] = true
		old, known := before[f.ID]
		if known && f.Err == nil && old.Digest == f.Digest {
			changes.Same = append(changes.Same, f.ID)
			return ctx.Err()
		}
		n, err := x.add(b, f, changes)
		if err != nil {
			return err
		}
		if n < 0 {
			return ctx.Err() // refused: what stood there stays
		}
		if known {
			changes.Changed = append(changes.Changed, f.ID)
		} else {
			changes.New = append(changes.New, f.ID)
		}
		if touched += n; touched > limit && x.dir != "" {
			return errManyChanges
		}
		return errors.Join(room(), ctx.Err())
	})
	if err != nil {
		return done(err)
	}
	for _, id := range unseen(before, seen) {
		if unlisted(id, changes) {
			continue
		}
		b.remove(id)
		changes.Gone = append(changes.Gone, id)
		if err := room(); err != nil {
			return done(err)
		}
	}
	b.problems = problemsOf(changes.Refused)
	if b.empty() {
		return changes, nil
	}
	return done(b.commit(&x.mu))
}

// unseen returns the releases of old that were not seen, in order.
func unseen(old map[string]record, seen map[string]bool) []string {
	var out []string
	for id := range old {
		if !seen[id] {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// unlisted reports whether id stands in a folder that could not be listed, so
// that nobody knows whether it is gone. Such a folder is refused under an ID
// that ends in a slash.
func unlisted(id string, c *Changes) bool {
	for _, r := range c.Refused {
		if strings.HasSuffix(r.ID, "/") && strings.HasPrefix(id, r.ID) {
			return true
		}
	}
	return false
}

// add parses f into b and returns the number of its passages, or -1 when it is
// refused and noted so in changes.
func (x *Index) add(b *batch, f File, changes *Changes) (int, error) {
	if f.Err != nil {
		changes.Refused = append(changes.Refused, Refusal{f.ID, f.Err})
		return -1, nil
	}
	a, err := f.Article()
	if err != nil {
		changes.Refused = append(changes.Refused, Refusal{f.ID, err})
		return -1, nil
	}
	x.lex.Binder().Article(a)
	ps := passages(a)
	rel := Release{ID: a.ID, Title: a.Title, Source: a.Source, URL: a.URL, Date: a.Date}
	return len(ps), b.put(rel, f.Digest, ps, x.lex)
}

// build makes a new generation of all of corpus and puts it in the place of
// the current one. The changes are told against old.
func (x *Index) build(ctx context.Context, old map[string]record, corpus Corpus) (*Changes, error) {
	c, err := x.buildOnce(ctx, old, corpus)
	if errors.Is(err, ErrNoSpace) && x.dir != "" && x.dropAside() {
		x.log.Warn("disk is full; removed the damaged index that was kept")
		c, err = x.buildOnce(ctx, old, corpus)
	}
	if err != nil {
		return nil, fmt.Errorf("build index: %w", err)
	}
	return c, nil
}

func (x *Index) buildOnce(ctx context.Context, old map[string]record, corpus Corpus) (_ *Changes, err error) {
	name, path := "", ""
	if x.dir != "" {
		name = x.nextGeneration()
		path = filepath.Join(x.dir, name)
	}
	g, err := createGeneration(path, x.lex, x.limits.patience)
	if err != nil {
		if path != "" {
			err = errors.Join(err, removeGeneration(path))
		}
		return nil, err
	}
	g.name = name
	defer func() {
		if err != nil {
			g.unpin()
			err = errors.Join(err, g.close())
			if path != "" {
				err = errors.Join(err, removeGeneration(path))
			}
		}
	}()
	asked := newSentinels()
	changes, err := x.fill(ctx, g, old, corpus, asked)
	if err != nil {
		return nil, err
	}
	if err := g.checkCount(); err != nil {
		return nil, fmt.Errorf("check the new index: %w", err)
	}
	if err := asked.check(ctx, g, x.lex); err != nil {
		return nil, fmt.Errorf("check the new index: %w", err)
	}
	if path != "" {
		syncDir(path)
		syncDir(x.dir)
		if err := writeCurrent(x.dir, name); err != nil {
			return nil, err
		}
	}
	x.replace(g)
	return changes, nil
}

// replace makes g the current generation and gets the old one out of the way.
func (x *Index) replace(g *generation) {
	x.mu.Lock()
	before := x.current
	x.current = g
	if before != nil {
		before.unpin()
	}
	x.mu.Unlock()
	if before != nil {
		if err := before.close(); err != nil {
			x.log.Warn("close the old index", "err", err)
		}
		if before.suspect.Load() != nil && before.name != "" {
			x.setAside(before.name)
		}
	}
	x.removeOthers()
}

// fill writes all of corpus into the new generation g.
func (x *Index) fill(ctx context.Context, g *generation, old map[string]record, corpus Corpus, asked *sentinels) (*Changes, error) {
	b := g.newBatch()
	b.sentinels = asked
	changes := &Changes{Rebuilt: x.current == nil}
	seen := map[string]bool{}
	err := corpus(ctx, func(f File) error {
		seen[f.ID] = true
		n, err := x.add(b, f, changes)
		if err != nil {
			return err
		}
		if n < 0 {
			err = x.carryOver(b, f.ID)
		} else if was, known := old[f.ID]; !known {
			changes.New = append(changes.New, f.ID)
		} else if was.Digest == f.Digest {
			changes.Same = append(changes.Same, f.ID)
		} else {
			changes.Changed = append(changes.Changed, f.ID)
		}
		if err == nil && b.size >= buildBatch {
			err = b.flush()
		}
		return errors.Join(err, ctx.Err())
	})
	if err != nil {
		return nil, err
	}
	for _, id := range unseen(old, seen) {
		if !unlisted(id, changes) {
			changes.Gone = append(changes.Gone, id)
		} else if err := x.carryOver(b, id); err != nil {
			return nil, err
		}
	}
	b.problems = problemsOf(changes.Refused)
	return changes, b.commit(&x.mu)
}

// carryOver copies a release from the current generation into b: its file is
// refused now, but what it said before stays. Where a damaged index does not
// give it back whole, there is nothing to carry.
func (x *Index) carryOver(b *batch, id string) error {
	if x.current == nil {
		return nil
	}
	rec, ok := x.current.catalog.Releases[id]
	if !ok {
		return nil
	}
	ps := make([]Passage, rec.Passages)
	for i := range ps {
		err := guarded(func() (err error) {
			ps[i], err = x.current.passage(fmt.Sprintf("%s#%d", id, i+1))
			return err
		})
		if err != nil {
			x.log.Warn("a refused release is lost with the damaged index", "release", id, "err", err)
			return nil
		}
	}
	return b.put(rec.Release, rec.Digest, ps, x.lex)
}

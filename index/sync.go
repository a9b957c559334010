package index

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"beilun/index/catalog"
	"beilun/index/facts"
	"beilun/index/store"
)

// rebuildShare is the share of the index from which changed passages make a
// new generation. In place, each changed passage costs about what it costs in a
// new one, and the deleted ones are carried along until Bleve merges them away;
// a third is where a new generation, in which the unchanged ones are read and
// cut again, is not much more work and leaves a tidy index. Passages that only
// go do not count: nothing has to be read for them.
const rebuildShare = 3

// sync brings the index in step with corpus; see Index.Sync.
func (k *keeper) sync(ctx context.Context, corpus Corpus) (*Changes, error) {
	k.syncing.Lock()
	defer k.syncing.Unlock()
	k.mu.RLock()
	g, closed := k.current, k.closed
	k.mu.RUnlock()
	if closed {
		return nil, errors.New("sync index: it is closed")
	}
	old := map[string]catalog.Record{}
	if g != nil {
		old = g.Catalog.Releases
		g = k.usable(ctx, g)
	}
	if g == nil {
		return k.build(ctx, old, corpus)
	}
	c, err := k.update(ctx, g, corpus)
	if errors.Is(err, errManyChanges) {
		all, err := k.build(ctx, old, corpus)
		if err != nil {
			return c, err
		}
		return all, nil
	}
	if err != nil {
		return c, fmt.Errorf("sync index: %w", err)
	}
	return c, nil
}

// usable returns the current generation when it can be written to: as it is,
// or opened again when something has gone wrong with it. It returns nil when
// a new one has to be built; the old one goes on answering until then.
func (k *keeper) usable(ctx context.Context, g *store.Generation) *store.Generation {
	cause := g.Suspicion()
	there := g.Path == "" || store.Exists(g.Path) && g.CountErrors() == 0 // Bleve notices a folder that is gone only when it writes
	if cause == nil && !g.IsHalted() && there {
		k.mu.Lock()
		defer k.mu.Unlock()
		if err := g.Pin(); err != nil { // lets go of files that were merged
			k.log.Warn("read the index anew", "err", err)
		}
		return g
	}
	if err := g.Close(); err != nil {
		k.log.Warn("close the index", "generation", g.Name, "err", err)
	}
	if g.Path == "" || g.IsHung() {
		return nil
	}
	whole := k.limits.wholeAtOpen
	if cause != nil {
		whole = math.MaxInt64
	}
	fresh, err := k.openGeneration(ctx, g.Name, whole)
	if err != nil {
		k.log.Warn("index has to be built", "generation", g.Name, "err", err)
		k.mu.Lock()
		defer k.mu.Unlock()
		k.rebuild = "damaged: " + err.Error()
		g.Suspect(err)
		return nil
	}
	if cause != nil {
		k.log.Info("index was checked and is whole", "generation", g.Name, "suspected", cause)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.current = fresh
	g.Unpin()
	return fresh
}

// update writes the changes to g: in one batch, or in several when there are
// many. It gives up with errManyChanges when a new generation is the better
// way. In memory there is always one batch, for there is nothing to lose.
func (k *keeper) update(ctx context.Context, g *store.Generation, corpus Corpus) (*Changes, error) {
	u := &update{ctx: ctx, k: k, g: g, b: g.NewBatch(), before: g.Catalog.Releases, seen: make(map[string]bool, len(g.Catalog.Releases)), changes: &Changes{Same: make([]string, 0, len(g.Catalog.Releases))}}
	u.arrivals = facts.NewArrivals(g.State())
	u.limit = max(k.limits.inPlace, g.Stats.Passages/rebuildShare)
	u.line, u.sheets.old = newLine(ctx, k), g.Sheets
	u.line.take = u.take
	err := corpus(ctx, func(f File) error { return errors.Join(u.file(f), ctx.Err()) })
	if err == nil {
		err = u.rest()
	} else if ctx.Err() == nil { // what came before the error is taken
		err = errors.Join(err, u.line.empty())
	}
	if err == nil {
		err = u.finish()
	}
	u.line.leave()
	if err != nil {
		return u.written, err
	}
	return u.changes, nil
}

// update is one sync of a generation that is in use.
type update struct {
	ctx      context.Context // of the sync
	k        *keeper
	g        *store.Generation
	b        *store.Batch
	arrivals *facts.Arrivals           // what may be news in b
	before   map[string]catalog.Record // the catalog when it began
	seen     map[string]bool
	line     line
	sheets   sheetsOf
	given    []string        // see batch
	again    map[string]bool // releases that are read again from the same bytes
	touched  int             // passages of new and changed releases
	limit    int             // of touched
	changes  *Changes
	written  *Changes // those of them that are on disk; nil before the first batch
}

// file takes one file of the corpus.
func (u *update) file(f File) error {
	u.seen[f.ID] = true
	if f.Errata != nil {
		u.sheets.take(f, u.changes)
		return nil
	}
	if f.Err == nil { // a root that cannot be listed is known by then
		if err := u.begin(); err != nil {
			return err
		}
	}
	old, known := u.before[f.ID]
	if known && f.Err == nil && old.Digest == f.Digest && !u.again[f.ID] && !u.k.mistimed(old) {
		u.changes.Same = append(u.changes.Same, f.ID)
		return nil
	}
	if o := u.line.open(u.ctx, f); o != nil {
		return u.line.put(o, u.given)
	}
	return nil
}

// begin works out, when the files of corrections are known, which releases have to
// be read again for them.
func (u *update) begin() (err error) {
	if u.sheets.done {
		return nil
	}
	u.given = u.k.lex.GivenBy(catalog.ListOf(u.sheets.all(u.changes)))
	u.b.Given = u.given
	err = u.k.read(u.ctx, u.g, func() error {
		u.again, err = u.g.Having(u.ctx, exclusive(u.given, u.g.Catalog.Given))
		return err
	})
	return err
}

// rest takes the files that were left for later, once the others can be read.
func (u *update) rest() error {
	late := u.line.late
	if err := u.line.empty(); err != nil {
		return err
	}
	if len(late) > 0 && u.k.dir != "" && u.b.Size > 0 {
		if err := u.writeSome(); err != nil {
			return err
		}
	}
	for _, o := range late {
		if err := errors.Join(u.take(u.line.begin(u.ctx, o, u.given)), u.ctx.Err()); err != nil {
			return err
		}
	}
	return nil
}

// take takes a file that is new or changed.
func (u *update) take(a *adding) error {
	f := a.file
	old, known := u.before[f.ID]
	n, err := u.k.add(u.ctx, u.b, u.arrivals, a, u.changes)
	switch {
	case err != nil:
		return err
	case n == withheldNow:
		if known {
			u.b.Remove(f.ID)
			u.changes.Gone = append(u.changes.Gone, f.ID)
		}
		return u.makeRoom()
	case n < 0: // refused: what was there stays
		return nil
	case known && old.Digest == f.Digest:
		u.changes.Same = append(u.changes.Same, f.ID)
	case known:
		u.changes.Changed = append(u.changes.Changed, f.ID)
	default:
		u.changes.New = append(u.changes.New, f.ID)
	}
	u.touched += n
	if u.k.dir != "" && u.touched > u.limit {
		return errManyChanges
	}
	return u.makeRoom()
}

// makeRoom writes a batch that has become large.
func (u *update) makeRoom() error {
	if u.b.Size <= u.k.limits.inPlace || u.k.dir == "" {
		return nil
	}
	return u.writeSome()
}

// writeSome writes the batch and begins another one.
func (u *update) writeSome() error {
	if err := u.commit(); err != nil {
		return err
	}
	done := *u.changes
	u.b, u.written = u.g.NewBatch(), &done
	u.arrivals, u.b.Given = facts.NewArrivals(u.g.State()), u.given
	return nil
}

// commit writes the batch with the news that it brings.
func (u *update) commit() error {
	u.b.Rule()
	u.arrivals.Rulings = u.b.Rulings
	news, err := u.k.newsOf(u.ctx, u.arrivals, u.changes.Gone)
	if err != nil {
		return err
	}
	u.k.reporting.Lock()
	defer u.k.reporting.Unlock()
	if err := u.k.post(u.b, news); err != nil {
		return err
	}
	if err := u.b.Commit(&u.k.mu); err != nil {
		return err
	}
	u.changes.News = append(u.changes.News, news...)
	return nil
}

// finish takes out what is gone and writes the last batch.
func (u *update) finish() error {
	for _, id := range unseen(u.before, u.seen) {
		if unlisted(id, u.changes) {
			continue
		}
		u.b.Remove(id)
		u.changes.Gone = append(u.changes.Gone, id)
		if err := u.makeRoom(); err != nil {
			return err
		}
	}
	if err := u.begin(); err != nil {
		return err
	}
	u.b.Problems, u.b.Sheets, u.b.Catalog.Given = problemsOf(u.changes.Refused), u.sheets.all(u.changes), u.given
	u.b.Catalog.Folder = u.k.folder
	if u.b.IsEmpty() {
		return nil
	}
	return u.commit()
}

// exclusive returns what only one of two lists in order has.
func exclusive(a, b []string) (out []string) {
	for _, pair := range [][2][]string{{a, b}, {b, a}} {
		for _, s := range pair[0] {
			if _, ok := slices.BinarySearch(pair[1], s); !ok {
				out = append(out, s)
			}
		}
	}
	return out
}

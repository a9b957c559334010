package index

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"beilun/index/catalog"
	"beilun/index/facts"
	"beilun/index/passage"
	"beilun/index/store"
)

// build makes a new generation of all of corpus and puts it in the place of
// the current one. The changes are told against old.
func (x *Index) build(ctx context.Context, old map[string]catalog.Record, corpus Corpus) (*Changes, error) {
	c, err := x.buildOnce(ctx, old, corpus)
	if errors.Is(err, store.ErrNoSpace) && x.dir != "" && (store.DropAside(x.dir) || x.dropLeft()) {
		x.log.Warn("disk is full; removed the index that was kept")
		c, err = x.buildOnce(ctx, old, corpus)
	}
	if err != nil {
		return nil, fmt.Errorf("build index: %w", err)
	}
	return c, nil
}

func (x *Index) buildOnce(ctx context.Context, old map[string]catalog.Record, corpus Corpus) (_ *Changes, err error) {
	name, path := "", ""
	if x.dir != "" {
		name = store.NextGeneration(x.dir)
		path = filepath.Join(x.dir, name)
	}
	g, err := store.Create(path, x.lex, x.format, x.limits.patience)
	if err != nil {
		if path != "" {
			err = errors.Join(err, store.RemoveGeneration(path))
		}
		return nil, err
	}
	g.Name = name
	defer func() {
		if err != nil {
			g.Unpin()
			err = errors.Join(err, g.Close())
			if path != "" {
				err = errors.Join(err, store.RemoveGeneration(path))
			}
		}
	}()
	asked := store.NewSentinels()
	changes, as, err := x.fill(ctx, g, old, corpus, asked)
	if err != nil {
		return nil, err
	}
	if err := g.Tidy(ctx); ctx.Err() != nil {
		return nil, ctx.Err()
	} else if err != nil {
		x.log.Warn("tidy the new index", "generation", name, "err", err)
	}
	if path != "" {
		err := store.Guarded(func() error {
			ready, err := g.Reopened()
			if err == nil {
				g = ready
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if err := g.CheckCount(); err != nil {
		return nil, fmt.Errorf("check the new index: %w", err)
	}
	if err := asked.Check(ctx, g, x.lex); err != nil {
		return nil, fmt.Errorf("check the new index: %w", err)
	}
	g.Rule()
	if changes.News, err = x.newsOfBuild(ctx, g, as, changes.Gone); err != nil {
		return nil, err
	}
	x.telling.Lock()
	defer x.telling.Unlock()
	if err := x.carryNews(g, changes.News); err != nil {
		return nil, err
	}
	if path != "" {
		if err := store.MakeCurrent(x.dir, name); err != nil {
			return nil, err
		}
	}
	x.replace(g)
	return changes, nil
}

// replace makes g the current generation and gets the old one out of the way.
func (x *Index) replace(g *store.Generation) {
	x.mu.Lock()
	before := x.current
	x.current, x.left = g, nil
	if before != nil {
		before.Unpin()
	}
	x.mu.Unlock()
	if before != nil {
		if err := before.Close(); err != nil {
			x.log.Warn("close the old index", "err", err)
		}
		if before.Suspicion() != nil && before.Name != "" {
			store.SetAside(x.dir, before.Name, x.log)
		}
	}
	x.removeOthers()
}

// fill writes all of corpus into the new generation g. It returns what may be news.
func (x *Index) fill(ctx context.Context, g *store.Generation, old map[string]catalog.Record, corpus Corpus, asked *store.Sentinels) (_ *Changes, as *facts.Arrivals, err error) {
	b := g.NewBatch()
	defer func() { err = errors.Join(err, b.Settle()) }() // nothing is being written when g is closed
	b.Roomy, b.Sentinels = true, asked
	as = facts.NewArrivals(nil)
	switch {
	case x.current != nil:
		as = facts.NewArrivals(x.current.State())
	case x.left != nil:
		as = facts.NewArrivalsSince(&x.left.Known)
	}
	changes := &Changes{Rebuilt: x.current == nil}
	seen := map[string]bool{}
	sheets := sheetsOf{old: x.sheets()}
	line := line{x: x}
	defer line.leave()
	take := func(o *opening) error {
		f := o.file
		n, err := x.add(ctx, b, as, o, changes)
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
		if err == nil && b.IsFull() {
			err = b.Flush()
		}
		return errors.Join(err, ctx.Err())
	}
	err = corpus(ctx, func(f File) error {
		seen[f.ID] = true
		if f.Errata != nil {
			sheets.take(f, changes)
			return nil
		}
		if f.Err == nil && !sheets.done {
			b.Given = x.lex.GivenBy(catalog.ListOf(sheets.all(changes)))
		}
		if o := line.open(ctx, f); o != nil {
			return take(o)
		}
		return nil
	})
	for _, o := range line.late {
		if err == nil {
			err = take(o)
		}
	}
	if err != nil {
		return nil, nil, err
	}
	for _, id := range unseen(old, seen) {
		if !unlisted(id, changes) {
			changes.Gone = append(changes.Gone, id)
		} else if err := x.carryOver(b, id); err != nil {
			return nil, nil, err
		}
	}
	b.Problems, b.Sheets = problemsOf(changes.Refused), sheets.all(changes)
	b.Catalog.Given = b.Given
	return changes, as, b.Commit(&x.mu)
}

// carryOver copies a release from the current generation into b: its file is
// refused now, but what it said before stays. Where a damaged index does not
// give it back whole, there is nothing to carry.
func (x *Index) carryOver(b *store.Batch, id string) error {
	if x.current == nil {
		return nil
	}
	rec, ok := x.current.Catalog.Releases[id]
	if !ok {
		return nil
	}
	ps := make([]passage.Passage, rec.Passages)
	for i := range ps {
		err := store.Guarded(func() (err error) {
			ps[i], err = x.current.AsWritten(passage.ID(id, i+1))
			return err
		})
		if err != nil {
			x.log.Warn("a refused release is lost with the damaged index", "release", id, "err", err)
			return nil
		}
	}
	lex, binder := x.lex.CuttingOnce(b.Given)
	return b.Put(rec.Release, rec.Digest, ps, lex, binder)
}

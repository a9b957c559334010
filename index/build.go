package index

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"

	"beilun/index/catalog"
	"beilun/index/facts"
	"beilun/index/store"
)

// build makes a new generation of all of corpus and puts it in the place of
// the current one. The changes are those from old.
func (k *keeper) build(ctx context.Context, old map[string]catalog.Record, corpus Corpus) (*Changes, error) {
	c, err := k.buildOnce(ctx, old, corpus)
	if errors.Is(err, store.ErrNoSpace) && k.dir != "" && (store.DropAside(k.dir) || k.dropLeft()) {
		k.log.Warn("disk is full; removed the index that was kept")
		c, err = k.buildOnce(ctx, old, corpus)
	}
	if err != nil {
		return nil, fmt.Errorf("build index: %w", err)
	}
	return c, nil
}

func (k *keeper) buildOnce(ctx context.Context, old map[string]catalog.Record, corpus Corpus) (_ *Changes, err error) {
	name, path := "", ""
	if k.dir != "" {
		name = store.NextGeneration(k.dir, k.nameInUse())
		path = filepath.Join(k.dir, name)
	}
	g, err := store.Create(path, k.lex, k.format, k.limits.patience)
	if err != nil {
		if path != "" {
			err = errors.Join(err, store.RemoveGeneration(path))
		}
		return nil, err
	}
	g.Name, g.Site = name, k.site
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
	changes, as, err := k.fill(ctx, g, old, corpus, asked)
	if err != nil {
		return nil, err
	}
	if err := g.Tidy(ctx); ctx.Err() != nil {
		return nil, ctx.Err()
	} else if err != nil {
		k.log.Warn("tidy the new index", "generation", name, "err", err)
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
	if err := asked.Check(ctx, g, k.lex); err != nil {
		return nil, fmt.Errorf("check the new index: %w", err)
	}
	g.Rule()
	if changes.News, err = k.newsOfBuild(ctx, g, as, changes.Gone); err != nil {
		return nil, err
	}
	k.reporting.Lock()
	defer k.reporting.Unlock()
	if err := k.carryNews(g, changes.News); err != nil {
		return nil, err
	}
	if path != "" {
		if err := store.MakeCurrent(k.dir, name); err != nil {
			return nil, err
		}
	}
	k.replace(g)
	k.settle(g)
	return changes, nil
}

// settle makes what the next new release would wait for, and gives back what a large build
// has needed.
func (k *keeper) settle(g *store.Generation) {
	g.Reprints.Ready()
	if g.Stats.Passages > largeBuild {
		k.checking.Go(debug.FreeOSMemory)
	}
}

// largeBuild is how many passages a new generation has at least for the memory that was
// needed to make it, four times what it takes to answer from it, to be given back at once:
// by itself the garbage collector does so within minutes, and keeps twice what is in use.
const largeBuild = 10_000

// nameInUse returns the name of the current generation, empty if there is none.
func (k *keeper) nameInUse() string {
	k.mu.RLock()
	defer k.mu.RUnlock()
	if k.current == nil {
		return ""
	}
	return k.current.Name
}

// replace makes g the current generation, and closes and removes the old one.
func (k *keeper) replace(g *store.Generation) {
	k.mu.Lock()
	before := k.current
	k.current, k.left = g, nil
	if before != nil {
		before.Unpin()
	}
	k.mu.Unlock()
	if before != nil {
		if err := before.Close(); err != nil {
			k.log.Warn("close the old index", "err", err)
		}
		if before.Suspicion() != nil && before.Name != "" {
			store.SetAside(k.dir, before.Name, k.log)
		}
	}
	k.removeOthers()
}

// fill writes all of corpus into the new generation g. It returns what may be news.
func (k *keeper) fill(ctx context.Context, g *store.Generation, old map[string]catalog.Record, corpus Corpus, asked *store.Sentinels) (_ *Changes, as *facts.Arrivals, err error) {
	b := g.NewBatch()
	defer func() { err = errors.Join(err, b.Settle()) }() // nothing is being written when g is closed
	b.Roomy, b.Sentinels = true, asked
	as = facts.NewArrivals(nil)
	switch {
	case k.current != nil:
		as = facts.NewArrivals(k.current.State())
	case k.left != nil:
		as = facts.NewArrivalsSince(&k.left.Known)
	}
	changes := &Changes{Rebuilt: k.current == nil}
	seen := map[string]bool{}
	sheets := sheetsOf{old: k.sheets()}
	line := newLine(ctx, k)
	defer line.leave()
	line.take = func(a *adding) error {
		f := a.file
		n, err := k.add(ctx, b, as, a, changes)
		if err != nil {
			return err
		}
		if n == withheldNow {
			if _, known := old[f.ID]; known {
				changes.Gone = append(changes.Gone, f.ID)
			}
		} else if n < 0 {
			err = k.carryOver(b, f.ID)
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
			b.Given = k.lex.GivenBy(catalog.ListOf(sheets.all(changes)))
		}
		if o := line.open(ctx, f); o != nil {
			return line.put(o, b.Given)
		}
		return nil
	})
	if err == nil {
		err = line.empty()
	}
	for _, o := range line.late {
		if err == nil {
			err = line.take(line.begin(ctx, o, b.Given))
		}
	}
	if err != nil {
		return nil, nil, err
	}
	for _, id := range unseen(old, seen) {
		if !unlisted(id, changes) {
			changes.Gone = append(changes.Gone, id)
		} else if err := k.carryOver(b, id); err != nil {
			return nil, nil, err
		}
	}
	b.Problems, b.Sheets = problemsOf(changes.Refused), sheets.all(changes)
	b.Catalog.Given, b.Catalog.Folder = b.Given, k.folder
	return changes, as, b.Commit(&k.mu)
}

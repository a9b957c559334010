package index

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"beilun/index/catalog"
	"beilun/index/facts"
	"beilun/index/passage"
)

// buildBatch and buildBytes are how many passages and bytes of text are written
// at a time to a new generation. The larger a batch, the less is there to be
// merged; a megabyte of text takes some 50 MB while it is written. A figure takes
// as much as so many bytes of text.
const (
	buildBatch  = 2000
	buildBytes  = 1 << 20
	figureBytes = 16
)

// build makes a new generation of all of corpus and puts it in the place of
// the current one. The changes are told against old.
func (x *Index) build(ctx context.Context, old map[string]catalog.Record, corpus Corpus) (*Changes, error) {
	c, err := x.buildOnce(ctx, old, corpus)
	if errors.Is(err, ErrNoSpace) && x.dir != "" && (x.dropAside() || x.dropLeft()) {
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
		name = x.nextGeneration()
		path = filepath.Join(x.dir, name)
	}
	g, err := createGeneration(path, x.lex, x.format, x.limits.patience)
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
	changes, as, err := x.fill(ctx, g, old, corpus, asked)
	if err != nil {
		return nil, err
	}
	if err := g.tidy(ctx); ctx.Err() != nil {
		return nil, ctx.Err()
	} else if err != nil {
		x.log.Warn("tidy the new index", "generation", name, "err", err)
	}
	if path != "" {
		err := guarded(func() error {
			ready, err := g.reopened()
			if err == nil {
				g = ready
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if err := g.checkCount(); err != nil {
		return nil, fmt.Errorf("check the new index: %w", err)
	}
	if err := asked.check(ctx, g, x.lex); err != nil {
		return nil, fmt.Errorf("check the new index: %w", err)
	}
	g.obey(catalog.NewRulings(catalog.ListOf(g.sheets), g.catalog))
	if changes.News, err = x.newsOfBuild(ctx, g, as, changes.Gone); err != nil {
		return nil, err
	}
	x.telling.Lock()
	defer x.telling.Unlock()
	if err := x.carryNews(g, changes.News); err != nil {
		return nil, err
	}
	if path != "" {
		if err := syncFile(filepath.Join(path, metaFile)); err != nil { // bleve does not
			return nil, spaceError(err)
		}
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
	x.current, x.left = g, nil
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

// fill writes all of corpus into the new generation g. It returns what may be news.
func (x *Index) fill(ctx context.Context, g *generation, old map[string]catalog.Record, corpus Corpus, asked *sentinels) (_ *Changes, _ *facts.Arrivals, err error) {
	b := g.newBatch()
	defer func() { err = errors.Join(err, b.settle()) }() // nothing is being written when g is closed
	b.roomy, b.sentinels, b.arrivals = true, asked, facts.NewArrivals(nil)
	switch {
	case x.current != nil:
		b.arrivals = facts.NewArrivals(x.current.state())
	case x.left != nil:
		b.arrivals = facts.NewArrivalsSince(&x.left.known)
	}
	changes := &Changes{Rebuilt: x.current == nil}
	seen := map[string]bool{}
	sheets := sheetsOf{old: x.sheets()}
	line := line{x: x}
	defer line.leave()
	take := func(o *opening) error {
		f := o.file
		n, err := x.add(ctx, b, o, changes)
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
		if err == nil && b.full() {
			err = b.flush()
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
			b.given = x.lex.GivenBy(catalog.ListOf(sheets.all(changes)))
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
	b.problems, b.sheets = problemsOf(changes.Refused), sheets.all(changes)
	b.catalog.Given = b.given
	return changes, b.arrivals, b.commit(&x.mu)
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
	ps := make([]passage.Passage, rec.Passages)
	for i := range ps {
		err := guarded(func() (err error) {
			ps[i], err = x.current.asWritten(passage.ID(id, i+1))
			return err
		})
		if err != nil {
			x.log.Warn("a refused release is lost with the damaged index", "release", id, "err", err)
			return nil
		}
	}
	lex, binder := x.lex.CuttingOnce(b.given)
	return b.put(rec.Release, rec.Digest, ps, lex, binder)
}

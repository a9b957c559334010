package index

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"beilun/index/facts"
	"beilun/index/passage"
	"beilun/index/store"
)

// post adds news to the batch that brings them. The caller holds k.reporting until the
// batch is written.
func (k *keeper) post(b *store.Batch, news []facts.News) error {
	if len(news) == 0 {
		return nil
	}
	w, err := b.Waiting()
	if err != nil {
		return err
	}
	w, dropped, err := w.Add(news)
	if err != nil {
		return err
	}
	k.logDropped(dropped)
	return b.SetWaiting(w)
}

// logDropped says how many news are dropped.
func (k *keeper) logDropped(n int) {
	if n > 0 {
		k.log.Info("news that nobody took are dropped", "count", n)
	}
}

// putNews adds news to an outbox.
func (k *keeper) putNews(o *facts.Outbox, news []facts.News) error {
	dropped, err := o.Add(news)
	k.logDropped(dropped)
	return err
}

// carryNews writes to g the news that wait in the index that g replaces, and those of
// the sync that made g. The caller holds k.reporting until g has replaced it.
func (k *keeper) carryNews(g *store.Generation, news []facts.News) error {
	var o facts.Outbox
	switch {
	case k.current != nil:
		var err error
		if o, err = k.current.Outbox(); err != nil { // a new index matters more than old news
			k.log.Warn("news that wait are lost", "err", err)
			o = facts.NewOutbox()
		}
	case k.left != nil:
		o = k.left.Outbox
	default:
		return nil
	}
	if err := k.putNews(&o, news); err != nil {
		return err
	}
	if err := g.WriteOutbox(&o); err != nil {
		return fmt.Errorf("write news: %w", err)
	}
	return g.Pin() // nobody reads g yet
}

// news returns the news that wait; see Index.News.
func (k *keeper) news(ctx context.Context) ([]facts.News, uint64, error) {
	k.reporting.Lock()
	defer k.reporting.Unlock()
	k.mu.RLock()
	defer k.mu.RUnlock()
	if k.closed {
		return nil, 0, errors.New("read news: the index is closed")
	}
	if k.current == nil {
		return nil, 0, waits(k.left)
	}
	o, err := k.current.Outbox()
	if err != nil || len(o.News) == 0 {
		return nil, 0, err
	}
	held := heldBack(k.current.Problems)
	var out []facts.News
	for i := range o.News {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		one, err := o.Decode(i)
		if err != nil {
			k.log.Warn("news that cannot be read are left out", "number", o.First()+uint64(i), "err", err)
			continue
		}
		if held[one.Row.Passage.Release.ID] || one.Before != nil && held[one.Before.Passage.Release.ID] {
			continue
		}
		for _, r := range []*passage.Row{&one.Row, one.Before} {
			if r != nil && k.current.Rulings != nil { // as people see it now
				b := &r.Figure.Binding
				b.Thing = k.current.Rulings.Thing(b.Subject)
			}
		}
		out = append(out, one)
	}
	return out, o.Next - 1, nil
}

// remove removes the news up to a number; see Index.Told.
func (k *keeper) remove(ctx context.Context, upTo uint64) error {
	k.reporting.Lock()
	defer k.reporting.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	k.mu.RLock()
	g, left, closed := k.current, k.left, k.closed
	k.mu.RUnlock()
	if closed { // no sync changes or closes g's outbox meanwhile: it would have to hold k.reporting
		return errors.New("take out news: the index is closed")
	}
	if g == nil {
		return waits(left)
	}
	o, err := g.Outbox()
	if err != nil || !o.Take(upTo) {
		return err
	}
	if err := g.WriteOutbox(&o); err != nil {
		return fmt.Errorf("take out news: %w", err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.current != g || k.closed {
		return nil
	}
	return g.Pin()
}

// newsOf works out what the figures that arrive mean for the ledger as it is.
// Where that cannot be read there are no news: the sync that makes it good again
// has to go on. The error is that of ctx.
func (k *keeper) newsOf(ctx context.Context, as *facts.Arrivals, gone []string) (news []facts.News, err error) {
	defer func() {
		if r := recover(); r != nil { // bleve panics on some damaged postings
			k.log.Warn("compare what is new with what stood", "panic", r)
			news, err = nil, ctx.Err()
		}
	}()
	news, err = as.News(ctx, gone)
	if n := as.Dropped(); n > 0 {
		k.log.Info("too many figures arrived at once to tell the news of all", "releases_left_out", n)
	}
	if err != nil && ctx.Err() == nil {
		k.log.Warn("compare what is new with what stood", "err", err)
		return nil, nil
	}
	return news, err
}

// ErrBuilding says that news wait in an index of another version, until that has
// been built again.
var ErrBuilding = errors.New("the index is being built")

// waits returns ErrBuilding when news wait in what is left.
func waits(l *store.Leftover) error {
	if l != nil && len(l.Outbox.News) > 0 {
		return ErrBuilding
	}
	return nil
}

// newsOfBuild returns the news of a sync that built the generation g. It compares with
// the current generation or, if there is none that can be read, with what g has of the
// files that were known.
func (k *keeper) newsOfBuild(ctx context.Context, g *store.Generation, as *facts.Arrivals, gone []string) ([]facts.News, error) {
	as.Rulings = g.Rulings
	as.CompareWith(g.State())
	return k.newsOf(ctx, as, gone)
}

// dropLeft removes the generation that was left on disk, and reports whether there
// was one. What is left of it is in memory.
func (k *keeper) dropLeft() bool {
	if k.left == nil || k.left.Name == "" {
		return false
	}
	err := store.RemoveGeneration(filepath.Join(k.dir, k.left.Name))
	k.left.Name = ""
	return err == nil
}

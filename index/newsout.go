package index

import (
	"context"
	"errors"
	"fmt"

	"beilun/index/facts"
	"beilun/index/passage"
	"beilun/index/store"
)

// post adds news to the batch that brings them. The caller holds x.telling until the
// batch is written.
func (x *Index) post(g *store.Generation, b *store.Batch, news []facts.News) error {
	if len(news) == 0 {
		return nil
	}
	o, err := g.Outbox()
	if err != nil {
		return err
	}
	if err := x.putNews(&o, news); err != nil {
		return err
	}
	return b.SetOutbox(&o)
}

// putNews adds news to an outbox.
func (x *Index) putNews(o *facts.Outbox, news []facts.News) error {
	dropped, err := o.Add(news)
	if dropped > 0 {
		x.log.Info("news that nobody took are dropped", "count", dropped)
	}
	return err
}

// carryNews writes the news that wait, in the index that g takes the place of, and
// those of the sync that made g to g. The caller holds x.telling until g has taken
// that place.
func (x *Index) carryNews(g *store.Generation, news []facts.News) error {
	var o facts.Outbox
	switch {
	case x.current != nil:
		var err error
		if o, err = x.current.Outbox(); err != nil { // a new index matters more than old news
			x.log.Warn("news that wait are lost", "err", err)
			o = facts.NewOutbox()
		}
	case x.left != nil:
		o = x.left.Outbox
	default:
		return nil
	}
	if err := x.putNews(&o, news); err != nil {
		return err
	}
	if err := g.WriteOutbox(&o); err != nil {
		return fmt.Errorf("write news: %w", err)
	}
	return g.Pin() // nobody reads g yet
}

// News returns the news that were not told yet, oldest first, and the number to
// tell them by, 0 when there are none. It returns ErrBuilding where they are known
// only when the index has been built. It is safe for concurrent use.
func (x *Index) News(ctx context.Context) ([]facts.News, uint64, error) {
	x.telling.Lock()
	defer x.telling.Unlock()
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.closed {
		return nil, 0, errors.New("read news: the index is closed")
	}
	if x.current == nil {
		return nil, 0, waits(x.left)
	}
	o, err := x.current.Outbox()
	if err != nil || len(o.News) == 0 {
		return nil, 0, err
	}
	var out []facts.News
	for i := range o.News {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		one, err := o.Decode(i)
		if err != nil {
			x.log.Warn("news that cannot be read are left out", "number", o.First()+uint64(i), "err", err)
			continue
		}
		for _, r := range []*passage.Row{&one.Row, one.Before} {
			if r != nil && x.current.Rulings != nil { // as people see it now
				b := &r.Figure.Binding
				b.Thing = x.current.Rulings.Thing(b.Subject)
			}
		}
		out = append(out, one)
	}
	return out, o.Next - 1, nil
}

// Told takes the news up to a number out, durably: no restart brings them back.
// It is safe for concurrent use.
func (x *Index) Told(ctx context.Context, upTo uint64) error {
	x.telling.Lock()
	defer x.telling.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	x.mu.RLock()
	g, left, closed := x.current, x.left, x.closed
	x.mu.RUnlock()
	if closed { // no sync changes or closes g's outbox meanwhile: it would have to hold x.telling
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
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.current != g || x.closed {
		return nil
	}
	return g.Pin()
}

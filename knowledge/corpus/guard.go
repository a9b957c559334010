package corpus

import (
	"context"
	"maps"
	"time"
)

// Guard is what a single pass needs to know to notice a loss.
type Guard struct {
	Known     map[string]string    // the digests of the files that the last pass reported, by ID
	Since     map[string]time.Time // when each loss was first seen, by the ID that it was reported under
	Confirmed bool                 // what is missing was removed
	Lasts     time.Duration        // how long a loss waits; 0: a day
	Now       func() time.Time     // nil: the clock's
	Listing   *Listing             // what the first pass is to be of; nil: it is listed
	Listed    func(files int)      // called with the number of files before the first is yielded, those in other files not counted; may be nil
}

// EachGuarded does what Each does, and notices a loss: it yields the folder with a
// [Loss], and the missing files as a Follower does.
func (c *Corpus) EachGuarded(ctx context.Context, g Guard, yield func(File) error) error {
	if g.Now == nil {
		g.Now = time.Now
	}
	if g.Lasts <= 0 {
		g.Lasts = lossLasts
	}
	l := g.Listing
	if l == nil {
		var err error
		if l, err = c.List(ctx); err != nil {
			return err
		}
	}
	if g.Listed != nil {
		g.Listed(l.Len())
	}
	return c.eachOf(ctx, l.lists, c.lost(l.lists, g), yield)
}

// lost returns what g notices to be missing in lists: each folder with its loss, and the
// files.
func (c *Corpus) lost(lists []*lister, g Guard) (lost []File) {
	if g.Confirmed {
		return nil
	}
	now := g.Now()
	known := c.knownOf(maps.Keys(g.Known))
	for i, l := range lists {
		loss, missing := lossOf(known[i], l.root.prefix, l.found)
		if loss == nil || l.root.folder == nil {
			continue
		}
		title := l.root.title()
		loss.Since = seenSince(g.Since[title], now)
		if now.Sub(loss.Since) >= g.Lasts {
			continue
		}
		lost = append(lost, File{ID: title, Err: loss})
		for _, id := range missing {
			lost = append(lost, vanished(id, g.Known[id]))
		}
	}
	return lost
}

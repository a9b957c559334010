package news

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"beilun/index"
	"beilun/internal/state"
)

// noteNews writes down what is to be posted about the news, and then lets the
// newsroom let go of them.
func (d *Desk) noteNews(ctx context.Context) error {
	items, upTo, err := d.Newsroom.News(ctx)
	if errors.Is(err, index.ErrBuilding) {
		return nil // the mark stays: it says how far the news are noted that come later
	}
	if err != nil {
		return fmt.Errorf("read news: %w", err)
	}
	marks := d.Memory.Store.Marks
	marked, ok, err := marks.Get(markName)
	if err != nil {
		return err
	}
	if ok { // noted by a process that ended before the newsroom let go of them
		if len(items) > 0 && upTo >= marked {
			if err := d.Newsroom.Told(ctx, marked); err != nil {
				return fmt.Errorf("let go of news: %w", err)
			}
		} // else the newsroom has let go of them, or counts from the start again
		if err := marks.Delete(markName); err != nil {
			return err
		}
		if items, upTo, err = d.Newsroom.News(ctx); err != nil {
			return fmt.Errorf("read news: %w", err)
		}
	}
	if len(items) == 0 {
		return nil
	}
	if err := d.noteAll(ctx, items, upTo); err != nil {
		return err
	}
	if err := d.Newsroom.Told(ctx, upTo); err != nil {
		return fmt.Errorf("let go of news: %w", err)
	}
	return marks.Delete(markName)
}

// noteAll writes the notes about some news in one transaction.
func (d *Desk) noteAll(ctx context.Context, items []index.News, upTo uint64) error {
	p, err := readPending(d.Memory.Store, d.Log)
	if err != nil {
		return err
	}
	items = slices.DeleteFunc(slices.Clone(items), func(n index.News) bool { return n.Row.Figure == nil || n.Before != nil && n.Before.Figure == nil })
	if err := d.noteDigests(p, items); err != nil {
		return err
	}
	if err := d.noteChanges(ctx, p, items, time.Time{}); err != nil {
		return err
	}
	d.recent = append(d.recent, recentNews{time.Now(), items})
	if err := d.Memory.Store.Together(func(tx *state.Tx) error { return p.write(d.Memory.Store, tx, upTo) }); err != nil {
		return fmt.Errorf("note news: %w", err)
	}
	d.Log.Info("news noted", "count", len(items), "notes", len(p.changed), "up_to", upTo)
	return nil
}

// Bounds of the news that are compared with answers that were on their way to
// their threads when the news came.
const (
	maxRecent  = 2_000
	recentMore = time.Minute // beyond the time that an answer may wait to be posted
	recentLag  = time.Minute // between the making of an answer and its being remembered
)

// noteLate compares the latest news with the answers that were remembered only
// after these were noted: an answer may wait minutes for its turn to be posted.
func (d *Desk) noteLate(ctx context.Context) error {
	var items []index.News
	d.recent = slices.DeleteFunc(d.recent, func(r recentNews) bool { return time.Since(r.at) > d.Timeout+recentMore })
	for _, r := range d.recent {
		items = append(items, r.items...)
	}
	if len(items) == 0 {
		return nil
	}
	items = items[max(0, len(items)-maxRecent):]
	p, err := readPending(d.Memory.Store, d.Log)
	if err != nil {
		return err
	}
	if err := d.noteChanges(ctx, p, items, d.recent[0].at.Add(-recentLag)); err != nil || len(p.changed) == 0 {
		return err
	}
	if err := d.Memory.Store.Together(func(tx *state.Tx) error { return p.write(d.Memory.Store, tx, 0) }); err != nil {
		return fmt.Errorf("note late answers: %w", err)
	}
	return nil
}

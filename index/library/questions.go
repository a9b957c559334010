package library

import (
	"beilun/index/catalog"
	"context"

	"beilun/index"
	"beilun/index/facts"
)

// Releases returns the releases in the index, newest first.
func (l *Library) Releases() []index.Release { return l.index.Releases() }

// Passages returns the number of passages in the index.
func (l *Library) Passages() int { return l.index.Passages() }

// Around returns a passage by its ID between those before and after it.
func (l *Library) Around(ctx context.Context, id string) ([]index.Passage, error) {
	return l.index.Around(ctx, id)
}

// Figures returns the figures of a thing or of a metric, all of them if of is
// empty.
func (l *Library) Figures(ctx context.Context, of string) ([]index.Entry, error) {
	return l.index.Figures(ctx, of)
}

// Measures returns a function that reports whether a figure measures what a metric
// names, as Figures does.
func (l *Library) Measures(metric string) func(index.Row) bool {
	return facts.Measures(l.index.Lexicon(), metric)
}

// History returns the figures of the same thing as r, r's own among them.
func (l *Library) History(ctx context.Context, r index.Row) ([]index.Row, error) {
	return l.index.History(ctx, r)
}

// News returns the news that has not been posted yet, oldest first, and the number
// to remove it by. The index keeps it through a restart. The error is
// [index.ErrBuilding] while the index is being built.
func (l *Library) News(ctx context.Context) ([]index.News, uint64, error) { return l.index.News(ctx) }

// Told removes the news up to a number.
func (l *Library) Told(ctx context.Context, upTo uint64) error { return l.index.Told(ctx, upTo) }

// Errata returns what people put right, with the lines that have no effect.
func (l *Library) Errata(ctx context.Context) (catalog.Errata, error) { return l.index.Errata(ctx) }

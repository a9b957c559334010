package facts

import (
	"time"

	"beilun/index/passage"
)

// NewsKind is what a figure means for the ledger.
type NewsKind string

// The kinds of news.
const (
	Fresh       NewsKind = "fresh"       // the first figure of its entry
	Replaces    NewsKind = "replaces"    // it replaces an older figure
	Contradicts NewsKind = "contradicts" // it differs from a figure of about the same date
)

// News is a figure that a sync brought and that was not in the ledger before.
// A figure that only repeats an earlier one is no news. The passages in it are
// cut down to the sentence of the figure: they can be quoted when the release
// has changed again or is gone.
type News struct {
	Kind   NewsKind
	Row    passage.Row  // what the release says
	Before *passage.Row // what the ledger said before; nil for a fresh figure
	At     time.Time    // when the sync brought it
}

// Limits of the news.
const (
	maxNewsOfRelease = 100
	maxNewsOfSync    = 1000
	maxArrivedRows   = 20_000 // figures of one sync that are compared
	maxRowsOfRelease = 1000
	maxRowsBefore    = 4 * maxRowsOfRelease // of a release that has changed
	maxComparisons   = 5_000_000            // of one sync, of one figure with another: a few seconds
	MaxOutbox        = 2000                 // news that wait to be delivered
	maxOutboxBytes   = 4 << 20              // of them as JSON
	maxNewsSentence  = 4500                 // bytes
)

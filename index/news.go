package index

// NewsKind tells what a figure means for the ledger.
type NewsKind string

// The kinds of news.
const (
	Fresh       NewsKind = "fresh"       // the first figure of its entry
	Replaces    NewsKind = "replaces"    // it takes the place of an older figure
	Contradicts NewsKind = "contradicts" // it differs from a figure of about the same date
)

// News is a figure that a sync brought and that was not in the ledger before.
// A figure that only repeats what stood there is no news.
type News struct {
	Kind   NewsKind
	Row    Row  // what the release says
	Before *Row // what the ledger said before; nil for a fresh figure
}

package index

import (
	"beilun/index/passage"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// The ledger is all figures of all releases, told apart by what they measure.
// It is kept in the passages themselves: each figure is stored with its
// binding, and fieldLedger holds the terms it is found by. So a release that
// changes or goes takes its figures along in the same batch.

// Row is one figure of the ledger: what one release says.
type Row struct {
	Passage passage.Passage
	Figure  *knowledge.Figure // of Passage.Figures
}

// Sentence returns the span in Passage.Text of the sentence the figure stands
// in.
func (r Row) Sentence() knowledge.Span { return r.Ledger().Sentence() }

// AsOf returns the day up to which the figure holds: the end of its period or,
// where it names none, the date of its release.
func (r Row) AsOf() knowledge.Date { return ledger.AsOf(r.Figure, r.Passage.Release.Date) }

// Ledger returns what the ledger compares of r.
func (r Row) Ledger() ledger.Row {
	p := &r.Passage
	return ledger.Row{Figure: r.Figure, Release: p.Release.ID, Date: p.Release.Date, Passage: p.ID, Text: p.Text, Sentences: p.Sentences}
}

// Entry is the figures of one thing; see ledger.Entry.
type Entry = ledger.Entry[Row]

package passage

import (
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// Row is one figure of the ledger: what one release says.
type Row struct {
	Passage Passage
	Figure  *knowledge.Figure // of Passage.Figures
}

// Sentence returns the span in Passage.Text of the sentence that contains the
// figure.
func (r Row) Sentence() knowledge.Span { return r.Ledger().Sentence() }

// AsOf returns the day for which the figure is valid: the end of its period or, if
// it names none, the date of its release.
func (r Row) AsOf() knowledge.Date { return ledger.AsOf(r.Figure, r.Passage.Release.Date) }

// Ledger returns r in the form that package ledger compares.
func (r Row) Ledger() ledger.Row {
	p := &r.Passage
	return ledger.Row{Figure: r.Figure, Release: p.Release.ID, Date: p.Release.Date, Passage: p.ID, Text: p.Text, Sentences: p.Sentences, Replaced: !p.Release.Until.IsZero()}
}

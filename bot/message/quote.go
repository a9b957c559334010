package message

import (
	"slices"
	"strings"

	"beilun/index"
	"beilun/knowledge"
)

// Quote is a piece of a release with the parts to emphasise.
type Quote struct {
	Text string
	Bold []knowledge.Span // the figures, in Text, in order, apart from each other
}

func figuresIn(p index.Passage, span knowledge.Span) []knowledge.Span {
	var out []knowledge.Span
	for _, f := range p.Figures {
		if span.Contains(f.Quote) {
			out = append(out, f.Quote)
		}
	}
	return out
}

// maxQuote is the length of the sentence that answers at most, in bytes.
const maxQuote = 2400

// NewQuote quotes the part of a passage at span, at most limit bytes of it.
// bold are the places in the passage to show in bold.
func NewQuote(p index.Passage, span knowledge.Span, bold []knowledge.Span, limit int) Quote {
	figures := relative(figuresIn(p, span), span)
	q := Quote{Text: Cut(span.Of(p.Text), append(figures, relative(bold, span)...), limit)}
	kept := len(strings.TrimSuffix(q.Text, "…"))
	for _, b := range relative(bold, span) {
		if b.Len() < span.Len() { // a whole sentence in bold emphasises nothing
			q.Bold = append(q.Bold, b)
		}
	}
	q.Bold = apart(q.Bold, kept)
	return q
}

// relative moves spans of a passage to be relative to one part of it.
func relative(spans []knowledge.Span, part knowledge.Span) []knowledge.Span {
	var out []knowledge.Span
	for _, s := range spans {
		if part.Contains(s) && s.Len() > 0 {
			out = append(out, knowledge.Span{Start: s.Start - part.Start, End: s.End - part.Start})
		}
	}
	return out
}

// apart sorts spans, joins those that overlap or touch, and drops those beyond
// end.
func apart(spans []knowledge.Span, end int) []knowledge.Span {
	spans = slices.Clone(spans)
	slices.SortStableFunc(spans, func(a, b knowledge.Span) int { return a.Start - b.Start })
	var out []knowledge.Span
	for _, s := range spans {
		if s.End > end {
			continue
		}
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// Run is a piece of a quotation of one style.
type Run struct {
	Text string
	Bold bool
}

// Runs returns the pieces of the quotation, cut where the style changes.
func (q Quote) Runs() []Run {
	marks := []int{0, len(q.Text)}
	for _, s := range q.Bold {
		marks = append(marks, s.Start, s.End)
	}
	slices.Sort(marks)
	var out []Run
	for i, at := range marks[1:] {
		from := marks[i]
		if from == at {
			continue
		}
		piece := knowledge.Span{Start: from, End: at}
		out = append(out, Run{Text: piece.Of(q.Text), Bold: covered(q.Bold, piece)})
	}
	return out
}

func covered(spans []knowledge.Span, piece knowledge.Span) bool {
	return slices.ContainsFunc(spans, func(s knowledge.Span) bool { return s.Contains(piece) })
}

package clause

import (
	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
)

// Text is a paragraph, folded and without white space, and what it consists of.
// All positions are byte offsets in S. What a figure has to know of the text around
// it is found once for all figures, so that binding takes a time that is linear in
// the text. A Text is not safe for concurrent use.
type Text struct {
	Tables    *names.Tables
	S         string
	Words     []names.Word
	Clauses   []Clause // at least one
	Sentences []Sentence
	Figures   []Figure
	Names     []names.Name    // in order and without overlap
	Matches   []concept.Match // of the lexicon, in order
	Marks     names.Marks

	// Steps counts the words, names and figures looked at. A test checks that they
	// grow no faster than the text.
	Steps int

	content []names.Word // backs what Content returns
}

// Figure is a figure of a paragraph.
type Figure struct {
	*knowledge.Figure
	From, To   int // its quote
	Clause     int
	IsTime     bool
	Comparison bool // 较2020年, 比去年同期: not the time of what follows
	Frame      bool // a time at which other figures hold, and not one of an event; set by package measure
	Followed   bool // another figure of its clause that is no time follows
	Level      int  // the figure before it in its clause that is no time; -1 for none
	right      int  // see Text.Right; 0 before the first call
}

// Clause is a part of a sentence.
type Clause struct {
	Start, End int
	Breaks     bool // it follows a ；or the end of a sentence: no name carries over
	Sentence   int

	Names, NamesEnd int    // its names, from Names up to, not including, NamesEnd
	Lead            int    // where its first noun or verb ends; behind the end of the text if it has none
	Phase           string // the phase mentioned last in it or before it in the sentence: 二期

	Units, UnitsEnd int  // its units; set by package unit
	Source          bool // it names the source of what follows (据统计局统计，); set by package unit
}

// Sentence is a sentence of a paragraph.
type Sentence struct {
	Aims int // where its list of aims begins (目标是：), Nowhere if it has none

	Units, UnitsEnd int // its units; set by package unit
}

// MaxNear is how many names, phrases or figures of its own clause a figure looks at.
const MaxNear = 6

// Reset returns an empty text that uses the memory of t.
func (t *Text) Reset() Text {
	return Text{
		Clauses: t.Clauses[:0], Sentences: t.Sentences[:0], Figures: t.Figures[:0], Names: t.Names[:0], Matches: t.Matches[:0],
		Marks: t.Marks.Empty(), content: t.content[:0],
	}
}

// Read sets t, which is empty, to a paragraph under a heading or title with the name
// head. r is the paragraph's text as it was read.
func (t *Text) Read(tables *names.Tables, r *names.Reading, p *knowledge.Paragraph, head string) {
	t.Tables, t.S, t.Words = tables, r.S, r.Words
	tables.Mark(t.S, &t.Marks)
	t.Matches = concept.Default().AppendMatches(t.Matches, t.S)
	t.Figures = zeroed(t.Figures, len(p.Figures))
	for i := range p.Figures {
		f := &t.Figures[i]
		f.Figure = &p.Figures[i]
		f.From, f.To = r.Of(quoted(f.Figure))
		f.IsTime = IsTime(f.Figure)
		f.Comparison = f.IsTime && Compares(t.S[:f.From])
	}
	t.Marks.Without(names.Scope, t.countsPhases)
	t.Marks.Without(names.Phase, t.countsPhases)
	t.cut(r.Cleaned, p.Sentences)
	t.name(r, head)
	t.survey()
}

// IsTime reports whether a figure is a date, a period or a time of day.
func IsTime(f *knowledge.Figure) bool {
	return f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind || f.Kind == knowledge.Time
}

// quoted returns the quotation of f without words for what is measured: 最高补助标准
// of 最高补助标准为3000万元.
func quoted(f *knowledge.Figure) knowledge.Span {
	if f.Span.Start-f.Quote.Start > len(f.Qualifier)+wordlist.Char {
		return knowledge.Span{Start: f.Span.Start, End: f.Quote.End}
	}
	return f.Quote
}

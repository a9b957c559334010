package message

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/check"
	"beilun/knowledge"
	"beilun/knowledge/ledger"

	"github.com/slack-go/slack"
)

// Checks is what is said of the figures of a draft.
type Checks struct {
	Lead   string // how many there are of each kind; empty for one figure
	Known  bool   // the releases say something of one of them
	Lines  []Checked
	Quote  Quote  // the one sentence that all lines are from; empty if there are several
	Source Source // of Quote
	More   string // how many figures are left out; empty for none
}

// Checked is a line about a figure of a draft.
type Checked struct {
	Draft string // a mark and what the draft says
	Says  []Says // what the releases say
}

// Says is what one release says of a figure of a draft.
type Says struct {
	Before string         // the words before it
	Text   string         // of the release
	Bold   knowledge.Span // the figure in Text
	Note   string         // its time, and what else there is to know of it
	Source Source         // zero if Checks has the one source of all lines
	Above  string         // in place of the source of the line before; else empty
}

// Limits of a reply about a draft.
const (
	maxChecks  = 12
	maxClause  = 60 // characters of the clause of a draft
	maxRelease = 80 // characters of the clause of a release
)

// The marks of lines about the figures of a draft.
var checkMarks = map[ledger.Verdict]string{
	ledger.Agrees: "✅ ", ledger.Contradicts: "≠ ", ledger.Outdated: "≠ ", ledger.Disputed: "⚠️ ", ledger.Ahead: "— ", ledger.NotKnown: "— ", ledger.NotRead: "— ",
}

// newChecks returns what is said of the figures of a draft: of all in their order or,
// if there are more than fit, first of those that are not as the releases say.
func newChecks(cs []check.Checked, english bool) *Checks {
	w := WordsOf(english)
	out := &Checks{Known: check.IsKnown(cs)}
	if len(cs) > 1 {
		out.Lead = w.Check.lead(cs)
	}
	if len(cs) > maxChecks {
		out.More = fmt.Sprintf(w.Check.More, len(cs)-maxChecks)
		cs = slices.Clone(cs)
		slices.SortStableFunc(cs, func(a, b check.Checked) int { return faultRank(a.Verdict) - faultRank(b.Verdict) })
		cs = cs[:maxChecks]
	}
	one := oneSentence(cs)
	last := "" // the release that was cited last
	for _, c := range cs {
		line := Checked{Draft: checkMarks[c.Verdict] + Clip(c.Said, maxClause)}
		for i, row := range c.Rows {
			s := w.says(c, row)
			s.Before = w.Check.before(c.Verdict, i)
			switch id := row.Passage.Release.ID; {
			case one != nil:
				out.Quote.Bold = append(out.Quote.Bold, row.Figure.Quote)
			case id == last:
				s.Above = w.Check.Above
			default:
				s.Source, last = w.Answer.NewSource(row.Passage.Release), id
			}
			line.Says = append(line.Says, s)
		}
		switch c.Verdict {
		case ledger.NotKnown:
			line.Draft += w.Check.Untold
		case ledger.NotRead:
			line.Draft += w.Check.Unread
		}
		out.Lines = append(out.Lines, line)
	}
	if one != nil {
		out.Source = w.Answer.citedSource(one.Passage.Release)
		out.Quote = NewQuote(one.Passage, one.Sentence(), out.Quote.Bold, maxQuote)
	}
	return out
}

// faultRank orders what a draft has wrong before the rest.
func faultRank(v ledger.Verdict) int {
	switch v {
	case ledger.Contradicts, ledger.Outdated, ledger.Disputed:
		return 0
	}
	return 1
}

// oneSentence returns a row of the sentence that has all rows, nil if there are several
// sentences or none.
func oneSentence(cs []check.Checked) *index.Row {
	var one *index.Row
	for _, c := range cs {
		for i := range c.Rows {
			if one == nil {
				one = &c.Rows[i]
			}
			if row := c.Rows[i]; row.Passage.ID != one.Passage.ID || row.Sentence() != one.Sentence() {
				return nil
			}
		}
	}
	return one
}

// lead counts the verdicts.
func (w *CheckWords) lead(cs []check.Checked) string {
	n := map[string]int{}
	for _, c := range cs {
		n[w.count(c.Verdict)]++
	}
	var parts []string
	for _, format := range []string{w.Agrees, w.Differs, w.Disputed, w.NotTold, w.NotRead} {
		if n[format] > 0 {
			parts = append(parts, fmt.Sprintf(format, n[format]))
		}
	}
	return fmt.Sprintf(w.Lead, len(cs), strings.Join(parts, w.Comma))
}

// count returns the format that counts figures with a verdict.
func (w *CheckWords) count(v ledger.Verdict) string {
	switch v {
	case ledger.Agrees:
		return w.Agrees
	case ledger.Contradicts, ledger.Outdated:
		return w.Differs
	case ledger.Disputed:
		return w.Disputed
	case ledger.NotRead:
		return w.NotRead
	}
	return w.NotTold
}

// before returns the words before what the n-th row says, from 0.
func (w *CheckWords) before(v ledger.Verdict, n int) string {
	switch {
	case v == ledger.Outdated && n == 0:
		return w.SaysNow
	case v == ledger.Outdated:
		return w.SaidBefore
	case n > 0:
		return w.Or
	case v == ledger.Disputed:
		return w.Either
	case v == ledger.Ahead:
		return w.Newest
	}
	return w.Says
}

// says returns what a row says of a figure: its clause, or the figure alone if that is
// long, with its time, unless the clause says it, and whether it is reached.
func (w *Words) says(c check.Checked, row index.Row) Says {
	text := row.Passage.Text
	span := check.ClauseOf(text, row.Figure.Quote)
	if utf8.RuneCountInString(span.Of(text)) > maxRelease {
		span = row.Figure.Quote
	}
	t := Says{Text: span.Of(text), Bold: knowledge.Span{Start: row.Figure.Quote.Start - span.Start, End: row.Figure.Quote.End - span.Start}}
	var notes []string
	if when := w.Answer.period(row.Figure, row.Passage.Figures); when != "" && !strings.Contains(t.Text, when) {
		notes = append(notes, when)
	}
	if state := w.Answer.States[row.Figure.Binding.State]; state != "" && c.Figure.Binding.State != row.Figure.Binding.State {
		notes = append(notes, state)
	}
	if c.Verdict == ledger.Agrees && ledger.IsRounded(&c.Figure, row.Figure) {
		notes = append(notes, w.Check.Rounded)
	}
	if notes != nil {
		t.Note = fmt.Sprintf(w.Answer.Part, strings.Join(notes, w.Answer.Comma))
	}
	return t
}

// blocks draws the checks; mark is put before a reply that has no answer.
func (c *Checks) blocks(mark string) []slack.Block {
	var elements []slack.RichTextElement
	if c.Known {
		mark = ""
	}
	if c.Lead != "" {
		elements = append(elements, Line(Text(mark, false), Text(c.Lead, c.Known)))
		mark = ""
	}
	for _, l := range c.Lines {
		line := []slack.RichTextSectionElement{Text(mark+l.Draft, false)}
		mark = ""
		for _, s := range l.Says {
			line = append(line, Text(s.Before+s.Text[:s.Bold.Start], false), Text(s.Bold.Of(s.Text), true), Text(s.Text[s.Bold.End:]+s.Note, false))
			switch {
			case s.Source.Text != "":
				line = append(line, SourceParts(" —— ", s.Source)...)
			case s.Above != "":
				line = append(line, Text(" —— "+s.Above, false))
			}
		}
		elements = append(elements, Line(line...))
	}
	if c.Quote.Text != "" {
		elements = append(elements, QuoteBlock(c.Quote), Line(SourceParts("—— ", c.Source)...))
	}
	if c.More != "" {
		elements = append(elements, Line(Text(c.More, false)))
	}
	return []slack.Block{RichText(elements...)}
}

// String returns the line without its sources.
func (c Checked) String() string {
	line := c.Draft
	for _, s := range c.Says {
		line += s.Before + s.Text + s.Note
	}
	return line
}

// String returns the checks for a terminal, and where Slack takes no block.
func (c *Checks) String() string {
	return c.text("\n", func(s string) string { return s }, Source.String)
}

// text returns the checks as lines, each with what write makes of a text and cite of a
// source.
func (c *Checks) text(end string, write func(string) string, cite func(Source) string) string {
	var out []string
	if c.Lead != "" {
		out = append(out, write(c.Lead))
	}
	for _, l := range c.Lines {
		line := write(l.Draft)
		for _, s := range l.Says {
			line += write(s.Before + s.Text + s.Note)
			switch {
			case s.Source.Text != "":
				line += " —— " + cite(s.Source)
			case s.Above != "":
				line += " —— " + write(s.Above)
			}
		}
		out = append(out, line)
	}
	if c.Quote.Text != "" {
		out = append(out, "> "+write(c.Quote.Text), "—— "+cite(c.Source))
	}
	if c.More != "" {
		out = append(out, write(c.More))
	}
	return strings.Join(out, end)
}

package message

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer"
	"beilun/index/answer/overview"
	"beilun/knowledge"

	"github.com/slack-go/slack"
)

// OverviewWords holds the texts around lists, tables and the newest releases, in one
// language.
type OverviewWords struct {
	Things, Table, Sorted       string // titles; formats: the kind, how many
	Begun, Underway, Done       string // formats: the kind, how many
	NewsOf, NewsAll             string // formats
	None                        string // in front of a title: there is nothing of the time that is asked for
	Updated                     string // format: day, number of releases
	Figures                     string // heading
	More, Partial               string // More: format
	Name, Day, Source, NoFigure string // heads of a table; a cell without a figure
	Conflicting, Beside         string // Conflicting: format
	AllFigures                  string // button
}

// Overview is a list, a table or the newest releases as they are drawn. All of its
// texts are plain.
type Overview struct {
	Title  string
	Said   *OverviewRow `json:",omitempty"` // a sentence that says how many there are
	Comma  string       // between the cells of a row in a text
	Claims bool         `json:",omitempty"` // the claim is drawn above it
	Head   []string     `json:",omitempty"` // of a table; nil: a line for each row
	Rows   []OverviewRow
	Notes  []string `json:",omitempty"` // behind it
	Of     string   `json:",omitempty"` // a button shows the figures of this
}

// OverviewRow is a thing, a figure or a release.
type OverviewRow struct {
	Cells  []string // of a table one for each column but the last, the source
	Bold   string   `json:",omitempty"` // the part of a line that is in bold
	Source Source
}

// NewOverview returns what the answer to a question about the releases as a whole shows;
// nil for any other answer.
func NewOverview(a *answer.Answer, english bool) *Overview {
	o := a.Overview
	if o == nil {
		return nil
	}
	words := WordsOf(english)
	d := overviewDrawer{o, words.Overview, words.Answer}
	switch o.Kind {
	case overview.List:
		return d.list()
	case overview.Table:
		return d.table()
	case overview.Card:
		return d.card()
	case overview.Updated:
		first := o.Items[0].Release
		return &Overview{Title: fmt.Sprintf(d.w.Updated, cmp.Or(knowledge.PeriodWords(first.Date.String()), d.answer.NoDate), o.Total), Rows: d.releases()}
	case overview.Releases:
		return &Overview{Title: fmt.Sprintf(words.UI.Releases, o.Total), Rows: d.releases(), Notes: d.left(words.UI.MoreReleases)}
	}
	return d.news()
}

// overviewDrawer draws an overview.
type overviewDrawer struct {
	o      *overview.Overview
	w      *OverviewWords
	answer *Wording
}

// left says how many there are beyond those that are shown, and that not all was read.
func (d overviewDrawer) left(format string) (out []string) {
	if n := d.o.Total - len(d.o.Items); n > 0 {
		out = append(out, fmt.Sprintf(format, n))
	}
	if d.o.Partial {
		out = append(out, d.w.Partial)
	}
	return out
}

// title returns the heading of a list or a table.
func (d overviewDrawer) title(format string) string {
	switch d.o.Phase {
	case overview.Underway:
		format = d.w.Underway
	case overview.Begun:
		format = d.w.Begun
	case overview.Done:
		format = d.w.Done
	}
	title := fmt.Sprintf(format, d.o.Of, d.o.Total)
	if d.o.Earlier {
		title = d.w.None + title
	}
	return Cut(title, nil, MaxPassage)
}

// counted returns a sentence for how many things a release says there are.
func (d overviewDrawer) counted() *OverviewRow {
	c := d.o.Count
	if c == nil {
		return nil
	}
	text := Cut(oneLine(c.Sentence().Of(c.Passage.Text)), nil, MaxPassage)
	return &OverviewRow{Cells: []string{text}, Bold: oneLine(c.Figure.Text), Source: d.answer.NewSource(c.Passage.Release)}
}

func (d overviewDrawer) list() *Overview {
	if d.o.Phase != overview.AnyPhase {
		return d.table()
	}
	out := &Overview{Title: d.title(d.w.Things), Said: d.counted(), Notes: d.left(d.w.More)}
	for _, it := range d.o.Items {
		name := oneLine(it.Name)
		out.Rows = append(out.Rows, OverviewRow{Cells: []string{name}, Bold: name, Source: d.answer.NewSource(it.Release)})
	}
	return out
}

func (d overviewDrawer) table() *Overview {
	format := d.w.Table
	if d.o.Sorted {
		format = d.w.Sorted
	}
	out := &Overview{Title: d.title(format), Said: d.counted(), Comma: d.answer.Comma, Head: []string{d.w.Name}, Notes: d.left(d.w.More)}
	if d.o.Phase != overview.AnyPhase {
		out.Head = append(out.Head, d.w.Day)
	}
	for _, m := range d.o.Metrics {
		out.Head = append(out.Head, m.Name)
	}
	out.Head = append(out.Head, d.w.Source)
	for _, it := range d.o.Items {
		row := OverviewRow{Cells: []string{oneLine(it.Name)}, Source: d.answer.NewSource(it.Release)}
		cited := false
		for i, c := range it.Cells {
			row.Cells = append(row.Cells, d.cell(c, out.Head[i+1]))
			if len(c) > 0 && !cited {
				row.Source, cited = d.answer.NewSource(c[0].Passage.Release), true
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// cell writes a figure with what it is if the column does not say so, its period, how
// firm it is, and what else is said.
func (d overviewDrawer) cell(c overview.Cell, column string) string {
	if len(c) == 0 {
		return d.w.NoFigure
	}
	f := c[0].Figure
	text := oneLine(f.Text)
	if !strings.HasSuffix(column, f.Binding.Metric) && !strings.HasSuffix(f.Binding.Metric, column) && f.Time == "" && column != "" {
		text = f.Binding.Metric + text
	}
	if s := f.Binding.Scope; s != "" && !strings.Contains(text, s) {
		text = s + text
	}
	text += d.remarks(c)
	return Clip(text, maxCell)
}

// remarks returns the period of a figure, how firm it is, and what contradicts it.
func (d overviewDrawer) remarks(c overview.Cell) string {
	var parts []string
	f := c[0].Figure
	if year, _, _ := strings.Cut(f.Time, "-"); f.Time != "" && !strings.Contains(f.Text, year) {
		parts = append(parts, knowledge.PeriodWords(f.Time))
	}
	if f.Time == "" && strings.Contains(f.Binding.Period, "/") {
		parts = append(parts, knowledge.PeriodOf(*f, c[0].Passage.Figures))
	}
	if s := d.answer.States[f.Binding.State]; s != "" {
		parts = append(parts, s)
	}
	for _, r := range c[1:] {
		text := oneLine(r.Figure.Text)
		if s := d.answer.States[r.Figure.Binding.State]; s != "" && s != d.answer.States[f.Binding.State] {
			text += s
		}
		parts = append(parts, fmt.Sprintf(d.w.Conflicting, text, cmp.Or(r.Passage.Release.Source, d.answer.NoSource)))
	}
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf(d.answer.Part, strings.Join(parts, d.w.Beside))
}

func (d overviewDrawer) card() *Overview {
	out := &Overview{Claims: d.o.Of != "", Of: d.o.Thing}
	if len(d.o.Items) > 0 {
		out.Title = d.w.Figures
	}
	if !out.Claims { // of the district, which nobody needs to be told what it is
		out.Title = d.o.Thing + out.Title
	}
	for _, it := range d.o.Items {
		c := it.Cells[0]
		b := &c[0].Figure.Binding
		label := b.Metric
		if b.Scope != "" && !strings.Contains(label, b.Scope) && !strings.Contains(b.Subject, b.Scope) {
			label = b.Scope + label
		}
		figure := oneLine(c[0].Figure.Text)
		out.Rows = append(out.Rows, OverviewRow{Cells: []string{label + d.answer.Colon + figure + d.remarks(c)}, Bold: figure, Source: d.answer.NewSource(it.Release)})
	}
	return out
}

func (d overviewDrawer) news() *Overview {
	title := fmt.Sprintf(d.w.NewsAll, len(d.o.Items))
	if d.o.Thing != "" {
		title = fmt.Sprintf(d.w.NewsOf, d.o.Thing, len(d.o.Items))
	}
	if d.o.Earlier {
		title = d.w.None + title
	}
	return &Overview{Title: Cut(title, nil, MaxPassage), Rows: d.releases(), Notes: d.left(WordsOf(d.answer == WordsOf(true).Answer).UI.MoreReleases)}
}

func (d overviewDrawer) releases() (out []OverviewRow) {
	for _, it := range d.o.Items {
		out = append(out, OverviewRow{Source: d.answer.NewSource(it.Release)})
	}
	return out
}

// oneLine returns a text of a release without white space: names and figures have none.
func oneLine(s string) string { return strings.Join(strings.Fields(s), "") }

// blocks draws o: a table whose source is a link, or a line for each row.
func (o *Overview) blocks() []slack.Block {
	var top []slack.RichTextElement
	if o.Title != "" {
		top = append(top, Line(Text(o.Title, true)))
	}
	if o.Said != nil {
		top = append(top, &slack.RichTextQuote{Type: slack.RTEQuote, Elements: o.Said.words()}, Line(SourceParts("—— ", o.Said.Source)...))
	}
	var out []slack.Block
	if len(top) > 0 {
		out = append(out, RichText(top...))
	}
	switch {
	case o.Head != nil:
		t := slack.NewTableBlock("").AddRow(cells(o.Head)...)
		for _, r := range o.Rows {
			t.AddRow(append(cells(r.Cells), slack.NewTableRichTextCell(Line(sourceCell(r.Source)...)))...)
		}
		out = append(out, t)
	case len(o.Rows) > 0:
		var lines []slack.RichTextElement
		for _, r := range o.Rows {
			lines = append(lines, Line(r.elements()...))
		}
		out = append(out, RichText(slack.NewRichTextList(slack.RTEListBullet, 0, lines...)))
	}
	for _, n := range o.Notes {
		out = append(out, RichText(Line(Text("…"+n, false))))
	}
	return out
}

// maxSourceCell is how many characters of a title a cell shows.
const maxSourceCell = 24

// sourceCell draws the citation of a release in a cell: its title, which may be a link.
func sourceCell(s Source) []slack.RichTextSectionElement {
	before := strings.TrimSuffix(s.Text, s.Title)
	if before == s.Text || s.Title == "" {
		return []slack.RichTextSectionElement{Text(Label(s.Text, maxCell), false)}
	}
	title := Clip(Plain(s.Title), maxSourceCell)
	if s.URL == "" {
		return []slack.RichTextSectionElement{Text(before+title, false)}
	}
	return []slack.RichTextSectionElement{Text(before, false), slack.NewRichTextSectionLinkElement(s.URL, title, nil)}
}

// elements draws a row as a line.
func (r OverviewRow) elements() []slack.RichTextSectionElement {
	if len(r.Cells) == 0 {
		return SourceParts("", r.Source)
	}
	return append(r.words(), SourceParts(" —— ", r.Source)...)
}

// words draws what a line says, without its source.
func (r OverviewRow) words() []slack.RichTextSectionElement {
	line := r.Cells[0]
	at := strings.Index(line, r.Bold)
	if r.Bold == "" || at < 0 {
		return []slack.RichTextSectionElement{Text(line, false)}
	}
	out := []slack.RichTextSectionElement{Text(line[:at], false), Text(r.Bold, true), Text(line[at+len(r.Bold):], false)}
	return slices.DeleteFunc(out, func(e slack.RichTextSectionElement) bool { return e == nil })
}

// Lines returns o as plain text, line by line.
func (o *Overview) Lines() []string {
	return o.lines("", "· ", func(s string) string { return s }, Source.String)
}

// markdown is o for a markdown block.
func (o *Overview) markdown() string {
	var b strings.Builder
	for i, l := range o.lines("> ", "- ", markdown, Source.markdown) {
		if utf8.RuneCountInString(b.String())+utf8.RuneCountInString(l) > limitMarkdown/2 {
			break
		}
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(l)
	}
	return b.String()
}

// lines returns o line by line, with a mark in front of what is quoted and one in front
// of each row, and texts and sources in some form.
func (o *Overview) lines(quote, bullet string, text func(string) string, source func(Source) string) []string {
	var out []string
	if o.Title != "" {
		out = append(out, text(o.Title))
	}
	if o.Said != nil {
		out = append(out, quote+text(o.Said.Cells[0]), "—— "+source(o.Said.Source))
	}
	for _, r := range o.Rows {
		line := ""
		for i, c := range r.Cells {
			if i > 0 {
				line += o.Comma + o.Head[i] + " "
			}
			line += c
		}
		if line != "" {
			line = text(line) + " —— "
		}
		out = append(out, bullet+line+source(r.Source))
	}
	for _, n := range o.Notes {
		out = append(out, "…"+text(n))
	}
	return out
}

// actions returns the button for all figures of what a card is of.
func (o *Overview) actions(w *OverviewWords) []slack.BlockElement {
	if o.Of == "" {
		return nil
	}
	value, err := json.Marshal(FiguresPage{Of: o.Of})
	if err != nil || len(value) > MaxValue {
		return nil
	}
	return []slack.BlockElement{Button(FiguresAction, string(value), w.AllFigures)}
}

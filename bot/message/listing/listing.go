// Package listing writes lists, tables, cards and news of releases (package overview) as
// titles, rows and notes, which package message draws.
//
// # Decisions
//
// 2026-11-30: it is a package below message and knows nothing of Slack, because a reply
// keeps a Listing and the drawing needs all of message; instead of a file there, which
// would be in a cycle with most of its files.
package listing

import (
	"cmp"
	"fmt"
	"strings"

	"beilun/index"
	"beilun/index/answer/overview"
	"beilun/knowledge"
)

// Words are the texts around lists, tables and the newest releases, in one language.
type Words struct {
	Things, Table, Sorted       string // titles; formats: the kind, how many
	Begun, Underway, Done       string // formats: the kind, how many
	NewsOf, NewsAll             string // formats
	None                        string // in front of a title: there is nothing of the time that is asked for
	Updated                     string // format: day, number of releases
	Figures, FiguresOf          string // headings; FiguresOf: format
	Some                        string // title of a list of which not all was read; format: the kind
	More, Partial               string // More: format
	Name, Day, Source, NoFigure string // heads of a table; a cell without a figure
	Conflicting, Beside         string // Conflicting: format
	AllFigures                  string // button
}

// Shared are texts that other replies have, too.
type Shared struct {
	Releases, MoreReleases string // formats: how many
	Part, Comma, Colon     string // Part: format, around what qualifies a figure
	NoDate, NoSource       string
	English                bool
	States                 map[knowledge.State]string
}

// Listing is a list, a table or the newest releases as they are drawn. All of its
// texts are plain.
type Listing struct {
	Title  string
	Said   *Row     `json:",omitempty"` // a sentence that says how many there are
	Claims bool     `json:",omitempty"` // the claim is drawn above it
	Head   []string `json:",omitempty"` // of a table; nil: a line for each row
	Rows   []Row
	Notes  []string `json:",omitempty"` // behind it
	Of     string   `json:",omitempty"` // a button shows the figures of this
}

// Row is a thing, a figure or a release.
type Row struct {
	Cells   []string // of a table one for each column but the last, the source
	Bold    string   `json:",omitempty"` // the part of a line that is in bold
	Release index.Release
}

// New returns o as it is shown.
func New(o *overview.Overview, w *Words, s Shared) *Listing {
	d := lister{o, w, s}
	switch o.Kind {
	case overview.List:
		return d.list()
	case overview.Table:
		return d.table()
	case overview.Card:
		return d.card()
	case overview.Updated:
		first := o.Items[0].Release
		return &Listing{Title: fmt.Sprintf(d.w.Updated, cmp.Or(d.when(first.Date.String()), d.s.NoDate), o.Total), Rows: d.releases()}
	case overview.Releases:
		return &Listing{Title: fmt.Sprintf(s.Releases, o.Total), Rows: d.releases(), Notes: d.left(s.MoreReleases)}
	}
	return d.news()
}

// lister lists an overview.
type lister struct {
	o *overview.Overview
	w *Words
	s Shared
}

// left says how many there are beyond those that are shown, and that not all was read.
func (d lister) left(format string) []string {
	switch n := d.o.Total - len(d.o.Items); {
	case d.o.Partial:
		return []string{d.w.Partial}
	case n > 0:
		return []string{fmt.Sprintf(format, n)}
	}
	return nil
}

// title returns the heading of a list or a table.
func (d lister) title(format string) string {
	switch d.o.Phase {
	case overview.Underway:
		format = d.w.Underway
	case overview.Begun:
		format = d.w.Begun
	case overview.Done:
		format = d.w.Done
	}
	title := fmt.Sprintf(format, d.o.Of, d.o.Total)
	if d.o.Partial && d.o.Phase == overview.AnyPhase {
		title = fmt.Sprintf(d.w.Some, d.o.Of)
	}
	if d.o.Earlier {
		title = d.w.None + title
	}
	return title
}

// counted returns a sentence for how many things a release says there are.
func (d lister) counted() *Row {
	c := d.o.Count
	if c == nil {
		return nil
	}
	text := oneLine(c.Sentence().Of(c.Passage.Text))
	return &Row{Cells: []string{text}, Bold: oneLine(c.Figure.Text), Release: c.Passage.Release}
}

func (d lister) list() *Listing {
	if d.o.Phase != overview.AnyPhase {
		return d.table()
	}
	out := &Listing{Title: d.title(d.w.Things), Said: d.counted(), Notes: d.left(d.w.More)}
	for _, it := range d.o.Items {
		name := oneLine(it.Name)
		out.Rows = append(out.Rows, Row{Cells: []string{name}, Bold: name, Release: it.Release})
	}
	return out
}

func (d lister) table() *Listing {
	format := d.w.Table
	if d.o.Sorted {
		format = d.w.Sorted
	}
	out := &Listing{Title: d.title(format), Said: d.counted(), Head: []string{d.w.Name}, Notes: d.left(d.w.More)}
	if d.o.Phase != overview.AnyPhase {
		out.Head = append(out.Head, d.w.Day)
	}
	for _, m := range d.o.Metrics {
		out.Head = append(out.Head, m.Name)
	}
	out.Head = append(out.Head, d.w.Source)
	for _, it := range d.o.Items {
		row := Row{Cells: []string{oneLine(it.Name)}, Release: it.Release}
		cited := false
		for i, c := range it.Cells {
			row.Cells = append(row.Cells, d.cell(c, out.Head[i+1]))
			if len(c) > 0 && !cited {
				row.Release, cited = c[0].Passage.Release, true
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// cell writes a figure with what it is if the column does not say so, its period, how
// firm it is, and what else is said.
func (d lister) cell(c overview.Cell, column string) string {
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
	return text
}

// when writes a day or a year.
func (d lister) when(iso string) string {
	return knowledge.PeriodIn(d.s.English, knowledge.Figure{Binding: knowledge.Binding{Period: iso}}, nil)
}

// remarks returns the period of a figure, how firm it is, and what contradicts it.
func (d lister) remarks(c overview.Cell) string {
	var parts []string
	f := c[0].Figure
	if year, _, _ := strings.Cut(f.Time, "-"); f.Time != "" && !strings.Contains(f.Text, year) {
		parts = append(parts, d.when(year)) // what is written lacks it
	}
	if f.Time == "" && strings.Contains(f.Binding.Period, "/") {
		parts = append(parts, knowledge.PeriodIn(d.s.English, *f, c[0].Passage.Figures))
	}
	if s := d.s.States[f.Binding.State]; s != "" {
		parts = append(parts, s)
	}
	for _, r := range c[1:] {
		text := oneLine(r.Figure.Text)
		if s := d.s.States[r.Figure.Binding.State]; s != "" && s != d.s.States[f.Binding.State] {
			text += s
		}
		parts = append(parts, fmt.Sprintf(d.w.Conflicting, text, cmp.Or(r.Passage.Release.Source, d.s.NoSource)))
	}
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf(d.s.Part, strings.Join(parts, d.w.Beside))
}

func (d lister) card() *Listing {
	out := &Listing{Claims: d.o.Of != "", Of: d.o.Thing}
	if len(d.o.Items) > 0 {
		out.Title = d.w.Figures
	}
	if !out.Claims { // of the district, which nobody needs to be told what it is
		out.Title = fmt.Sprintf(d.w.FiguresOf, d.o.Thing)
	}
	for _, it := range d.o.Items {
		c := it.Cells[0]
		b := &c[0].Figure.Binding
		label := b.Metric
		if d.o.Of != "" && b.Scope != "" && !strings.Contains(label, b.Scope) && !strings.Contains(b.Subject, b.Scope) {
			label = b.Scope + label
		}
		figure := oneLine(c[0].Figure.Text)
		out.Rows = append(out.Rows, Row{Cells: []string{label + d.s.Colon + figure + d.remarks(c)}, Bold: figure, Release: it.Release})
	}
	return out
}

func (d lister) news() *Listing {
	title := fmt.Sprintf(d.w.NewsAll, len(d.o.Items))
	if d.o.Thing != "" {
		title = fmt.Sprintf(d.w.NewsOf, d.o.Thing, len(d.o.Items))
	}
	if d.o.Earlier {
		title = d.w.None + title
	}
	return &Listing{Title: title, Rows: d.releases(), Notes: d.left(d.s.MoreReleases)}
}

func (d lister) releases() (out []Row) {
	for _, it := range d.o.Items {
		out = append(out, Row{Release: it.Release})
	}
	return out
}

// oneLine returns a text of a release without white space: names and figures have none.
func oneLine(s string) string { return strings.Join(strings.Fields(s), "") }

package message

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/knowledge"

	"github.com/slack-go/slack"
)

// Limits of the figures table. One that can be sorted and turned holds more
// than one that can only be read.
const (
	sortedRows  = 50
	tableRows   = 10
	maxCell     = 60  // characters of a cell
	MaxAskedFor = 100 // characters of what the figures are asked of; a button's value takes 2,000
	maxBefore   = 2   // earlier figures named in a row
	minMetric   = 2   // characters of what is measured: 这 measures nothing
)

// FiguresPage says which rows of which table come next: the value of the
// button.
type FiguresPage struct {
	Of   string `json:"of"`
	From int    `json:"from"`
}

// The columns of the figures table before the source.
const (
	subjectColumn = iota
	metricColumn
	figureColumn
	timeColumn
	changeColumn
	figureColumns
)

// figuresRow is one entry of the ledger: whose, what, the figure as written,
// for when, what it was before, and the source.
type figuresRow struct {
	texts  [figureColumns]string
	number *float64 // to sort by; nil: by the text
	source Source
}

// Figures draws the rows of a page as a table that can be sorted, as one
// that cannot, and as text.
func Figures(entries []index.Entry, page FiguresPage, english bool) Message {
	w := WordsOf(english)
	entries = slices.DeleteFunc(slices.Clone(entries), func(e index.Entry) bool { return utf8.RuneCountInString(e.Rows[0].Figure.Binding.Metric) < minMetric })
	if page.From >= len(entries) {
		return Say(w.UI.NoFigures)
	}
	title, of := w.Table.All, ""
	if page.Of != "" {
		title, of = fmt.Sprintf(w.Table.Of, page.Of), oneSubject(entries)
	}
	if of != "" && english {
		title = fmt.Sprintf(w.Table.Of, nameOf(of))
	} else if of != "" {
		title = fmt.Sprintf(w.Table.Of, of)
	}
	left := entries[page.From:]
	sorted, plain := w.figuresRows(left[:min(len(left), sortedRows)], of), w.figuresRows(left[:min(len(left), tableRows)], of)
	count := func(n int) string {
		if page.From == 0 && n == len(entries) {
			return fmt.Sprintf(w.Table.Count, n)
		}
		return fmt.Sprintf(w.Table.Page, page.From+1, page.From+n, len(entries))
	}
	form := func(heading, table slack.Block, n int) []slack.Block {
		blocks := []slack.Block{heading, table}
		value, err := json.Marshal(FiguresPage{page.Of, page.From + n})
		if err == nil && page.From+n < len(entries) { // a string and a number always encode
			blocks = append(blocks, slack.NewActionBlock("", Button(FiguresAction, string(value), w.UI.MoreFigures)))
		}
		return blocks
	}
	counted := count(len(plain))
	text := title + fmt.Sprintf(w.Answer.Part, counted)
	for _, r := range plain {
		text += "\n" + w.figuresLine(r)
	}
	// The caption of the table that can be sorted has the count, and no title stands twice.
	heading := RichText(Line(Text(title, true)))
	sortable := form(heading, w.sortedTable(count(len(sorted)), sorted), len(sorted))
	for Size(sortable) > MaxMessage && len(sorted) > tableRows { // of releases with long titles
		sorted = sorted[:max(tableRows, len(sorted)/2)]
		sortable = form(heading, w.sortedTable(count(len(sorted)), sorted), len(sorted))
	}
	readable := form(RichText(Line(Text(title, true), Text(fmt.Sprintf(w.Answer.Part, counted), false))), w.plainTable(plain), len(plain))
	return Message{Text: escaped(text), Forms: [][]slack.Block{sortable, readable}}
}

// oneSubject returns the subject of all entries, "" if they have several.
func oneSubject(entries []index.Entry) string {
	of := entries[0].Rows[0].Figure.Binding.Subject
	for _, e := range entries {
		if e.Rows[0].Figure.Binding.Subject != of {
			return ""
		}
	}
	return of
}

// figuresRows makes rows of entries, without the subject of, which the title has.
// Figures sort as numbers where all are of one
// unit: a table that sorts 5亿元 below 30家 would mislead.
func (w *Words) figuresRows(entries []index.Entry, of string) []figuresRow {
	same := oneUnit(entries)
	var out []figuresRow
	for _, e := range entries {
		r := w.figuresRow(e)
		if r.texts[subjectColumn] == of {
			r.texts[subjectColumn] = ""
		}
		if same {
			v, _ := e.Rows[0].Figure.Value.Float64()
			r.number = &v
		}
		out = append(out, r)
	}
	return out
}

func oneUnit(entries []index.Entry) bool {
	for _, e := range entries {
		f := e.Rows[0].Figure
		if f.Value == nil || f.Unit != entries[0].Rows[0].Figure.Unit || f.Kind != entries[0].Rows[0].Figure.Kind {
			return false
		}
	}
	return true
}

func (w *Words) figuresRow(e index.Entry) (r figuresRow) {
	f := e.Rows[0].Figure
	b := f.Binding
	metric := b.Metric
	if w == WordsOf(true) {
		metric = metricOf(metric)
	}
	if b.Scope != "" && !strings.Contains(metric, b.Scope) {
		metric = b.Scope + metric
	}
	if f.Per != "" && !strings.Contains(metric, f.Per) {
		metric = f.Per + metric
	}
	if b.Change {
		metric += w.Table.Change
	}
	figure := strings.Join(strings.Fields(f.Text), "")
	if b.State == knowledge.Planned || b.State == knowledge.Target {
		figure += fmt.Sprintf(w.Answer.Part, w.Table.Notes[string(b.State)])
	}
	var before []string
	for i := 1; i < len(e.Rows) && len(before) < maxBefore; i++ {
		if format := w.Table.Standings[e.Standing(i)]; format != "" {
			before = append(before, fmt.Sprintf(format, strings.Join(strings.Fields(e.Rows[i].Figure.Text), "")))
		}
	}
	r.texts = [figureColumns]string{b.Subject, metric, figure, w.Answer.period(f, e.Rows[0].Passage.Figures), strings.Join(before, w.Table.Also)}
	r.source = w.Answer.NewSource(e.Rows[0].Passage.Release)
	return r
}

// used returns the columns that a row has a text for: a column of dashes says
// nothing.
func used(rows []figuresRow) []int {
	var out []int
	for c := range figureColumns {
		if c == metricColumn || c == figureColumn || slices.ContainsFunc(rows, func(r figuresRow) bool { return r.texts[c] != "" }) {
			out = append(out, c)
		}
	}
	return out
}

// heads returns the heads of columns, and of the source.
func (w *Words) heads(columns []int) []string {
	var out []string
	for _, c := range columns {
		out = append(out, w.UI.FiguresHead[c])
	}
	return append(out, w.UI.FiguresHead[figureColumns])
}

func (w *Words) sortedTable(caption string, rows []figuresRow) slack.Block {
	t, columns := slack.NewDataTableBlock(caption).WithPageSize(tablePage), used(rows)
	var head []slack.DataTableCell
	for _, h := range w.heads(columns) {
		head = append(head, slack.NewDataTableRawTextCell(h))
	}
	t.AddRow(head...)
	for _, r := range rows {
		var out []slack.DataTableCell
		for _, c := range columns {
			if text := cell(r.texts[c]); c == figureColumn && r.number != nil {
				out = append(out, slack.NewDataTableRawNumberCell(*r.number).WithText(text))
			} else {
				out = append(out, slack.NewDataTableRawTextCell(text))
			}
		}
		t.AddRow(append(out, slack.NewDataTableRichTextCell(Line(SourceParts("", r.source)...)))...)
	}
	return t
}

func (w *Words) plainTable(rows []figuresRow) slack.Block {
	columns := used(rows)
	t := slack.NewTableBlock("").AddRow(cells(w.heads(columns))...)
	for _, r := range rows {
		var texts []string
		for _, c := range columns {
			texts = append(texts, r.texts[c])
		}
		t.AddRow(append(cells(texts), slack.NewTableRichTextCell(Line(SourceParts("", r.source)...)))...)
	}
	return t
}

// figuresLine is a row as text.
func (w *Words) figuresLine(r figuresRow) string {
	line := r.texts[subjectColumn] + r.texts[metricColumn] + w.Answer.Colon + r.texts[figureColumn]
	return line + w.Answer.remark(r.texts[timeColumn], r.texts[changeColumn]) + " —— " + r.source.String()
}

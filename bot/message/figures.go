package message

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/ledger"

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
)

// FiguresPage says which rows of which table come next: the value of the
// button.
type FiguresPage struct {
	Of   string `json:"of"`
	From int    `json:"from"`
}

// Figures draws the rows of a page as a table that can be sorted, as one
// that cannot, and as text.
func Figures(entries []index.Entry, page FiguresPage, w *UI) Message {
	sorted, plain := entries[page.From:min(len(entries), page.From+sortedRows)], entries[page.From:min(len(entries), page.From+tableRows)]
	title := func(n int) string {
		if page.Of == "" {
			return fmt.Sprintf(w.FiguresAll, page.From+1, page.From+n, len(entries))
		}
		return fmt.Sprintf(w.FiguresTitle, page.Of, page.From+1, page.From+n, len(entries))
	}
	form := func(table slack.Block, n int) []slack.Block {
		blocks := append(Paragraph(title(n)), table)
		value, err := json.Marshal(FiguresPage{page.Of, page.From + n})
		if err == nil && page.From+n < len(entries) { // a string and a number always encode
			blocks = append(blocks, slack.NewActionBlock("", Button(FiguresAction, string(value), w.MoreFigures)))
		}
		return blocks
	}
	text := title(len(plain))
	table := slack.NewTableBlock("").AddRow(cells(w.FiguresHead)...)
	for _, e := range plain {
		row := figuresRow(e)
		table.AddRow(cells(row)...)
		text += "\n" + strings.Join(row, "，")
	}
	return Message{
		Text:  Escape(Cut(text, nil, MaxText*2/3)),
		Forms: [][]slack.Block{form(sortedTable(Label(title(len(sorted)), limitChartText), sorted, w), len(sorted)), form(table, len(plain))},
	}
}

// sortedTable draws entries with their figures as numbers where all are of one
// unit: a table that sorts 5亿元 below 30家 would mislead.
func sortedTable(title string, entries []index.Entry, w *UI) slack.Block {
	t := slack.NewDataTableBlock(title).WithPageSize(tablePage)
	row := func(texts []string, number *float64) {
		var out []slack.DataTableCell
		for i, text := range texts {
			if number != nil && i == figureColumn {
				out = append(out, slack.NewDataTableRawNumberCell(*number).WithText(cell(text)))
			} else {
				out = append(out, slack.NewDataTableRawTextCell(cell(text)))
			}
		}
		t.AddRow(out...)
	}
	row(w.FiguresHead, nil)
	same := oneUnit(entries)
	for _, e := range entries {
		var number *float64
		if same {
			v, _ := e.Rows[0].Figure.Value.Float64()
			number = &v
		}
		row(figuresRow(e), number)
	}
	return t
}

// figureColumn is the column of the figure.
const figureColumn = 2

func oneUnit(entries []index.Entry) bool {
	for _, e := range entries {
		f := e.Rows[0].Figure
		if f.Value == nil || f.Unit != entries[0].Rows[0].Figure.Unit || f.Kind != entries[0].Rows[0].Figure.Kind {
			return false
		}
	}
	return true
}

func cells(texts []string) []slack.TableCell {
	out := make([]slack.TableCell, len(texts))
	for i, t := range texts {
		out[i] = slack.NewTableRawTextCell(cell(t))
	}
	return out
}

// cell makes a text fit for a cell, which may not be empty.
func cell(text string) string { return Label(text, maxCell) }

// figuresRow is one entry of the ledger: whose, what, the figure as written,
// for when, what it was before, and the source.
func figuresRow(e index.Entry) []string {
	f := e.Rows[0].Figure
	b := f.Binding
	metric := b.Metric
	if b.Scope != "" && !strings.Contains(metric, b.Scope) {
		metric = b.Scope + metric
	}
	if f.Per != "" && !strings.Contains(metric, f.Per) {
		metric = f.Per + metric
	}
	figure := strings.Join(strings.Fields(f.Text), "")
	switch b.State {
	case knowledge.Planned:
		figure += "（计划）"
	case knowledge.Target:
		figure += "（目标）"
	}
	if b.Change {
		metric += "变化"
	}
	var before []string
	for i := 1; i < len(e.Rows) && len(before) < maxBefore; i++ {
		words := map[ledger.Standing]string{ledger.Superseded: "此前", ledger.Revised: "已修订", ledger.Conflicting: "另有说法", ledger.Withdrawn: "已更正"}[e.Standing(i)]
		if words != "" {
			before = append(before, words+strings.Join(strings.Fields(e.Rows[i].Figure.Text), ""))
		}
	}
	rel := e.Rows[0].Passage.Release
	source := cmp.Or(rel.Source, rel.ID)
	if !rel.Date.IsZero() {
		source += " " + rel.Date.String()
	}
	return []string{b.Subject, metric, figure, knowledge.PeriodOf(*f, e.Rows[0].Passage.Figures), strings.Join(before, "；"), source}
}

package message

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// Message draws the series: a chart over a table that can be sorted, then the
// plain table that Slack has had for longer, then markdown, then text. Each
// row has the figure as its release writes it, with the release. What is too short
// for a table is a line for each figure.
func (s *Series) Message(english bool) Message {
	w := WordsOf(english)
	m := Message{Text: Escape(s.text(w))}
	if !s.Drawn() {
		m.Forms = [][]slack.Block{{s.lines(w)}, {slack.NewMarkdownBlock("", s.markdown(w))}}
		return m
	}
	title := RichText(Line(Text(s.title(), true)))
	table := s.dataTable(w)
	if s.Chartable() { // which has the title
		m.Forms = append(m.Forms, []slack.Block{s.chart(w), table})
	}
	withUnit := RichText(Line(Text(s.title(), true), Text(w.Answer.remark(w.Table.unit(s)), false)))
	m.Forms = append(m.Forms, []slack.Block{title, table}, []slack.Block{withUnit, s.table(w)}, []slack.Block{slack.NewMarkdownBlock("", s.markdown(w))})
	return m
}

func (s *Series) title() string { return Label(s.Title, limitChartText) }

// chart draws times as a line and things as bars.
func (s *Series) chart(w *Words) slack.Block {
	var categories []string
	var points []slack.DataVisualizationDataPoint
	used := map[string]bool{}
	for _, p := range s.Points {
		label := Label(p.Label, limitLabel)
		if !p.Chart || used[label] {
			continue
		}
		used[label] = true
		categories = append(categories, label)
		points = append(points, slack.NewDataVisualizationDataPoint(label, p.Value))
	}
	name := Label(s.Title, limitLabel)
	series := slack.NewDataVisualizationDataSeries(name, points...)
	axis := slack.NewDataVisualizationAxisConfig(categories...).WithYLabel(Label(s.Unit, limitChartText))
	var chart slack.DataVisualizationChart
	if s.Compare {
		chart = slack.NewDataVisualizationBarChart(axis, series)
	} else {
		chart = slack.NewDataVisualizationLineChart(axis.WithXLabel(w.UI.Time), series)
	}
	return slack.NewDataVisualizationBlock(s.title(), chart)
}

// isNoted reports whether a point has a note: a column of dashes says nothing.
func (s *Series) isNoted() bool {
	return slices.ContainsFunc(s.Points, func(p Point) bool { return p.Note != "" })
}

// Table returns the heads of the columns, the caption of the table, and the notes on the
// points, for a table that is drawn elsewhere. The notes are nil if there are none.
func (s *Series) Table(english bool) (head []string, caption string, notes []string) {
	w := WordsOf(english)
	if s.isNoted() {
		for _, p := range s.Points {
			notes = append(notes, w.Table.noteOf(p))
		}
	}
	return s.head(w.UI), w.Table.unit(s), notes
}

// head names the columns.
func (s *Series) head(w *UI) []string {
	out := []string{w.Time, w.Figure}
	if s.Compare {
		out[0] = w.Thing
	}
	if s.isNoted() {
		out = append(out, w.Note)
	}
	return append(out, w.Source)
}

// maxCaption is how many characters of a caption are shown.
const maxCaption = 100

// tablePage is how many rows of a table are shown at a time.
const tablePage = 10

// dataTable draws all points. The numbers sort as numbers and are shown as the
// release writes them. Its caption is the unit: the title is above it.
func (s *Series) dataTable(w *Words) slack.Block {
	t := slack.NewDataTableBlock(Label(w.Table.unit(s), maxCaption)).WithPageSize(tablePage)
	var head []slack.DataTableCell
	for _, h := range s.head(w.UI) {
		head = append(head, slack.NewDataTableRawTextCell(h))
	}
	t.AddRow(head...)
	for _, p := range s.rows() {
		row := []slack.DataTableCell{slack.NewDataTableRawTextCell(cell(p.Label)), slack.NewDataTableRawNumberCell(p.Value).WithText(cell(p.Text))}
		if s.isNoted() {
			row = append(row, slack.NewDataTableRawTextCell(cell(w.Table.noteOf(p))))
		}
		t.AddRow(append(row, slack.NewDataTableRichTextCell(Line(SourceParts("", p.Source)...)))...)
	}
	return t
}

// table draws all points for where the sortable one is refused.
func (s *Series) table(w *Words) slack.Block {
	t := slack.NewTableBlock("").AddRow(cells(s.head(w.UI))...)
	for _, p := range s.rows() {
		row := []string{p.Label, p.Text}
		if s.isNoted() {
			row = append(row, w.Table.noteOf(p))
		}
		t.AddRow(append(cells(row), slack.NewTableRichTextCell(Line(SourceParts("", p.Source)...)))...)
	}
	return t
}

// lines draws the title and a line for each point.
func (s *Series) lines(w *Words) slack.Block {
	out := []slack.RichTextElement{Line(Text(s.title(), true))}
	for _, p := range s.Points {
		out = append(out, Line(otherElements(w.otherOf(p))...))
	}
	return RichText(out...)
}

// rows are the points as far as a message has room for them, the latest first
// to be kept.
func (s *Series) rows() []Point {
	left := MaxMessage - 3_000 // for the title, the chart and the heads
	for i := len(s.Points) - 1; i >= 0; i-- {
		p := s.Points[i]
		left -= utf8.RuneCountInString(p.Label+p.Text+p.Note+p.Source.Text) + 8
		if left < 0 {
			return s.Points[i+1:]
		}
	}
	return s.Points
}

func (s *Series) text(w *Words) string {
	var b strings.Builder
	b.WriteString(s.Title)
	for _, p := range s.rows() {
		line := "\n" + p.Label + w.Answer.Colon + p.Text + w.Table.noteBeside(w.Answer, p) + " —— " + p.Source.String()
		if len(Escape(b.String()))+len(Escape(line)) > MaxText {
			b.WriteString("\n…")
			break
		}
		b.WriteString(line)
	}
	return b.String()
}

func (s *Series) markdown(w *Words) string {
	var b strings.Builder
	head := s.head(w.UI)
	b.WriteString("**" + markdown(s.Title) + "**" + markdown(w.Answer.remark(w.Table.unit(s))) + "\n\n| " + strings.Join(head, " | ") + " |\n|---|---:|" + strings.Repeat("---|", len(head)-2))
	for _, p := range s.rows() {
		row := "\n| " + markdown(p.Label) + " | " + markdown(p.Text) + " | "
		if s.isNoted() {
			row += markdown(w.Table.noteOf(p)) + " | "
		}
		row += p.Source.markdown() + " |"
		if utf8.RuneCountInString(b.String())+utf8.RuneCountInString(row) > limitMarkdown {
			break
		}
		b.WriteString(row)
	}
	return b.String()
}

// unit returns the unit of a series, and says so where the line between its
// points skips years.
func (w *TableWords) unit(s *Series) string {
	unit := s.Unit
	for scale, means := range w.Scales {
		if strings.HasPrefix(s.Unit, scale) {
			unit += means
		}
	}
	if s.Chartable() && s.skips() {
		return fmt.Sprintf(w.UnitSkips, unit)
	}
	return fmt.Sprintf(w.Unit, unit)
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

package message

import (
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// Message draws the series: a chart over a table that can be sorted, then the
// plain table that Slack has had for longer, then markdown, then text. Each
// row has the figure as its release writes it, with the release.
func (s *Series) Message(english bool) Message {
	w := WordsOf(english).UI
	title := RichText(Line(Text(s.title(), true), Text(w.unit(s), false)))
	table := s.dataTable(w)
	var forms [][]slack.Block
	if s.chartable() {
		forms = append(forms, []slack.Block{title, s.chart(w), table})
	}
	forms = append(forms, []slack.Block{title, table}, []slack.Block{title, s.table(w)}, []slack.Block{slack.NewMarkdownBlock("", s.markdown(w))})
	return Message{Text: Escape(s.text(w)), Forms: forms}
}

func (s *Series) title() string { return Label(s.Title, limitChartText) }

// chart draws times as a line and things as bars.
func (s *Series) chart(w *UI) slack.Block {
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
		chart = slack.NewDataVisualizationLineChart(axis.WithXLabel(w.Time), series)
	}
	return slack.NewDataVisualizationBlock(s.title(), chart)
}

// head names the columns.
func (s *Series) head(w *UI) []string {
	first := w.Time
	if s.Compare {
		first = w.Thing
	}
	return []string{first, w.Figure, w.Note, w.Source}
}

// tablePage is how many rows of a table are shown at a time.
const tablePage = 10

// dataTable draws all points. The numbers sort as numbers and are shown as the
// release writes them.
func (s *Series) dataTable(w *UI) slack.Block {
	t := slack.NewDataTableBlock(s.title()).WithPageSize(tablePage)
	var head []slack.DataTableCell
	for _, h := range s.head(w) {
		head = append(head, slack.NewDataTableRawTextCell(h))
	}
	t.AddRow(head...)
	for _, p := range s.rows() {
		t.AddRow(slack.NewDataTableRawTextCell(cell(p.Label)), slack.NewDataTableRawNumberCell(p.Value).WithText(cell(p.Text)),
			slack.NewDataTableRawTextCell(cell(w.noteOf(p))), slack.NewDataTableRichTextCell(Line(SourceParts("", p.Source)...)))
	}
	return t
}

// table draws all points for where the sortable one is refused.
func (s *Series) table(w *UI) slack.Block {
	t := slack.NewTableBlock("").AddRow(cells(s.head(w))...)
	for _, p := range s.rows() {
		row := cells([]string{p.Label, p.Text, w.noteOf(p)})
		t.AddRow(append(row, slack.NewTableRichTextCell(Line(SourceParts("", p.Source)...)))...)
	}
	return t
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

func (s *Series) text(w *UI) string {
	var b strings.Builder
	b.WriteString(s.Title)
	for _, p := range s.rows() {
		line := "\n" + p.Label + "：" + p.Text + w.noteBeside(p) + " —— " + p.Source.String()
		if len(Escape(b.String()))+len(Escape(line)) > MaxText {
			b.WriteString("\n…")
			break
		}
		b.WriteString(line)
	}
	return b.String()
}

func (s *Series) markdown(w *UI) string {
	var b strings.Builder
	b.WriteString("**" + markdown(s.Title) + "**" + markdown(w.unit(s)) + "\n\n| " + strings.Join(s.head(w), " | ") + " |\n|---|---:|---|---|")
	for _, p := range s.rows() {
		row := "\n| " + markdown(p.Label) + " | " + markdown(p.Text) + " | " + markdown(w.noteOf(p)) + " | " + p.Source.markdown() + " |"
		if utf8.RuneCountInString(b.String())+utf8.RuneCountInString(row) > limitMarkdown {
			break
		}
		b.WriteString(row)
	}
	return b.String()
}

// noteOf is the note on a point in the language of w.
func (w *UI) noteOf(p Point) string {
	if word, ok := w.Notes[p.Note]; ok {
		return word
	}
	return p.Note
}

func (w *UI) noteBeside(p Point) string {
	if p.Note == "" {
		return ""
	}
	return "（" + w.noteOf(p) + "）"
}

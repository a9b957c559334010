package bot

import (
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// message draws the series: a chart over a table that can be sorted, then the
// plain table that Slack has had for longer, then markdown, then text. Each
// row has the figure as its release writes it, with the release.
func (s *Series) message(english bool) message {
	w := uiOf(english)
	title := richText(section(textElement(s.title(), true), textElement(w.unit(s), false)))
	table := s.dataTable(w)
	var forms [][]slack.Block
	if s.chartable() {
		forms = append(forms, []slack.Block{title, s.chart(w), table})
	}
	forms = append(forms, []slack.Block{title, table}, []slack.Block{title, s.table(w)}, []slack.Block{slack.NewMarkdownBlock("", s.markdown(w))})
	return message{text: escape(s.text(w)), forms: forms}
}

func (s *Series) title() string { return label(s.Title, limitChartText) }

// chart draws times as a line and things as bars.
func (s *Series) chart(w *ui) slack.Block {
	var categories []string
	var points []slack.DataVisualizationDataPoint
	used := map[string]bool{}
	for _, p := range s.Points {
		label := label(p.Label, limitLabel)
		if !p.Chart || used[label] {
			continue
		}
		used[label] = true
		categories = append(categories, label)
		points = append(points, slack.NewDataVisualizationDataPoint(label, p.Value))
	}
	name := label(s.Title, limitLabel)
	series := slack.NewDataVisualizationDataSeries(name, points...)
	axis := slack.NewDataVisualizationAxisConfig(categories...).WithYLabel(label(s.Unit, limitChartText))
	var chart slack.DataVisualizationChart
	if s.Compare {
		chart = slack.NewDataVisualizationBarChart(axis, series)
	} else {
		chart = slack.NewDataVisualizationLineChart(axis.WithXLabel(w.time), series)
	}
	return slack.NewDataVisualizationBlock(s.title(), chart)
}

// head names the columns.
func (s *Series) head(w *ui) []string {
	first := w.time
	if s.Compare {
		first = w.thing
	}
	return []string{first, w.figure, w.note, w.source}
}

// tablePage is how many rows of a table are shown at a time.
const tablePage = 10

// dataTable draws all points. The numbers sort as numbers and are shown as the
// release writes them.
func (s *Series) dataTable(w *ui) slack.Block {
	t := slack.NewDataTableBlock(s.title()).WithPageSize(tablePage)
	var head []slack.DataTableCell
	for _, h := range s.head(w) {
		head = append(head, slack.NewDataTableRawTextCell(h))
	}
	t.AddRow(head...)
	for _, p := range s.rows() {
		t.AddRow(slack.NewDataTableRawTextCell(cell(p.Label)), slack.NewDataTableRawNumberCell(p.Value).WithText(cell(p.Text)),
			slack.NewDataTableRawTextCell(cell(w.noteOf(p))), slack.NewDataTableRichTextCell(section(sourceElements("", p.Source)...)))
	}
	return t
}

// table draws all points for where the sortable one is refused.
func (s *Series) table(w *ui) slack.Block {
	t := slack.NewTableBlock("").AddRow(cells(s.head(w))...)
	for _, p := range s.rows() {
		row := cells([]string{p.Label, p.Text, w.noteOf(p)})
		t.AddRow(append(row, slack.NewTableRichTextCell(section(sourceElements("", p.Source)...)))...)
	}
	return t
}

// rows are the points as far as a message has room for them, the latest first
// to be kept.
func (s *Series) rows() []Point {
	left := limitMessage - 3_000 // for the title, the chart and the heads
	for i := len(s.Points) - 1; i >= 0; i-- {
		p := s.Points[i]
		left -= utf8.RuneCountInString(p.Label+p.Text+p.Note+p.Source.Text) + 8
		if left < 0 {
			return s.Points[i+1:]
		}
	}
	return s.Points
}

func (s *Series) text(w *ui) string {
	var b strings.Builder
	b.WriteString(s.Title)
	for _, p := range s.rows() {
		line := "\n" + p.Label + "：" + p.Text + w.noteBeside(p) + " —— " + p.Source.String()
		if len(escape(b.String()))+len(escape(line)) > limitText {
			b.WriteString("\n…")
			break
		}
		b.WriteString(line)
	}
	return b.String()
}

func (s *Series) markdown(w *ui) string {
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
func (w *ui) noteOf(p Point) string {
	if word, ok := w.notes[p.Note]; ok {
		return word
	}
	return p.Note
}

func (w *ui) noteBeside(p Point) string {
	if p.Note == "" {
		return ""
	}
	return "（" + w.noteOf(p) + "）"
}

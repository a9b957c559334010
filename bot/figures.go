package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/knowledge"

	"github.com/slack-go/slack"
)

// Limits of the figures table. A table takes 100 rows; ten can be read.
const (
	tableRows   = 10
	maxCell     = 60  // characters of a cell
	maxAskedFor = 100 // characters of what the figures are asked of; a button's value takes 2,000
	maxBefore   = 2   // earlier figures named in a row
)

// moreAction names the button for the next rows.
const moreAction = "more_figures"

// figuresPage tells which rows of which table come next: the value of the
// button.
type figuresPage struct {
	Of   string `json:"of"`
	From int    `json:"from"`
}

// figures answers "/beilun figures OF" with the rows from a place on.
func (b *Bot) figures(ctx context.Context, url string, page figuresPage) error {
	if utf8.RuneCountInString(page.Of) > maxAskedFor {
		return b.whisper(ctx, url, wordsFiguresUsage)
	}
	entries, err := b.library.Figures(ctx, page.Of)
	if err != nil {
		return err
	}
	if page.Of == "" && len(entries) == 0 || page.From < 0 || page.From >= len(entries) {
		return b.whisper(ctx, url, wordsNoFigures)
	}
	text, blocks := figuresTable(entries, page)
	return b.respond(ctx, url, escape(text), blocks)
}

// figuresTable draws the rows of a page, and the same as text for where
// tables are not shown.
func figuresTable(entries []index.Entry, page figuresPage) (string, []slack.Block) {
	to := min(len(entries), page.From+tableRows)
	title := fmt.Sprintf(wordsFiguresTitle, page.From+1, to, len(entries))
	if page.Of != "" {
		title = "“" + page.Of + "”" + title
	}
	table := slack.NewTableBlock("figures").AddRow(cells(wordsFiguresHead)...)
	var text strings.Builder
	text.WriteString(title)
	for _, e := range entries[page.From:to] {
		row := figuresRow(e)
		table.AddRow(cells(row)...)
		text.WriteString("\n" + strings.Join(row, "，"))
	}
	blocks := append(plainBlocks(title), table)
	if to < len(entries) {
		value, err := json.Marshal(figuresPage{page.Of, to})
		if err == nil { // a string and a number always encode
			label := slack.NewTextBlockObject(slack.PlainTextType, wordsMoreFigures, false, false)
			blocks = append(blocks, slack.NewActionBlock("actions", slack.NewButtonBlockElement(moreAction, string(value), label)))
		}
	}
	return text.String(), blocks
}

func cells(texts []string) []slack.TableCell {
	out := make([]slack.TableCell, len(texts))
	for i, t := range texts {
		if t == "" {
			t = "—" // a cell may not be empty
		}
		if rs := []rune(t); len(rs) > maxCell {
			t = string(rs[:maxCell-1]) + "…"
		}
		out[i] = slack.NewTableRawTextCell(t)
	}
	return out
}

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
		words := map[index.Standing]string{index.Superseded: "此前", index.Conflicting: "另有说法", index.Withdrawn: "已更正"}[e.Standing(i)]
		if words != "" {
			before = append(before, words+strings.Join(strings.Fields(e.Rows[i].Figure.Text), ""))
		}
	}
	rel := e.Rows[0].Passage.Release
	source := firstOf(rel.Source, rel.ID)
	if !rel.Date.IsZero() {
		source += " " + rel.Date.String()
	}
	return []string{b.Subject, metric, figure, strings.ReplaceAll(b.Period, "/", "—"), strings.Join(before, "；"), source}
}

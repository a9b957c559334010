package message

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/bot/message/listing"
	"beilun/index"
	"beilun/index/answer"

	"github.com/slack-go/slack"
)

// overviewDrawer draws a listing: in blocks, as markdown and as text.
type overviewDrawer struct {
	*listing.Listing
	w *Wording
}

// overview returns what draws the listing of a reply, which has one.
func (r Reply) overview() overviewDrawer { return overviewDrawer{r.Overview, r.Wording()} }

// ListingOf returns what an answer lists, in the language of its question; nil if it
// lists nothing.
func ListingOf(a *answer.Answer) *listing.Listing {
	if a.Overview == nil {
		return nil
	}
	return WordsOf(a.English).listing(a.Overview)
}

// OverviewLines returns a listing as plain text, line by line.
func OverviewLines(l *listing.Listing, w *Wording) []string {
	return overviewDrawer{l, w}.lines("", "· ", func(s string) string { return s }, Source.String)
}

// Limits of a source in a listing, in characters: there may be twenty of them.
const (
	maxListedName  = 40
	maxListedTitle = 80
)

// ListedSource returns the citation of a release, short enough for a line of a listing.
func (w *Wording) ListedSource(rel index.Release) Source {
	rel.Source, rel.Title, rel.ID = Clip(rel.Source, maxListedName), Clip(rel.Title, maxListedTitle), Clip(rel.ID, maxListedTitle)
	return w.NewSource(rel)
}

func (o overviewDrawer) source(rel index.Release) Source { return o.w.ListedSource(rel) }

// blocks draws a table whose source is a link, or a line for each row.
func (o overviewDrawer) blocks() []slack.Block {
	var top []slack.RichTextElement
	if o.Title != "" {
		top = append(top, Line(Text(Cut(o.Title, nil, MaxPassage), true)))
	}
	if o.Said != nil {
		top = append(top, &slack.RichTextQuote{Type: slack.RTEQuote, Elements: o.words(*o.Said)}, Line(SourceParts("—— ", o.source(o.Said.Release))...))
	}
	var out []slack.Block
	if len(top) > 0 {
		out = append(out, RichText(top...))
	}
	switch {
	case o.Head != nil:
		t := slack.NewTableBlock("").AddRow(cells(o.Head)...)
		for _, r := range o.Rows {
			t.AddRow(append(cells(r.Cells), slack.NewTableRichTextCell(Line(sourceCell(o.source(r.Release))...)))...)
		}
		out = append(out, t)
	case len(o.Rows) > 0:
		var lines []slack.RichTextElement
		for _, r := range o.Rows {
			line := SourceParts("", o.source(r.Release))
			if len(r.Cells) > 0 {
				line = append(o.words(r), SourceParts(" —— ", o.source(r.Release))...)
			}
			lines = append(lines, Line(line...))
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
	title, before := Clip(Plain(s.Title), maxSourceCell), Clip(before, maxCell)
	if s.URL == "" {
		return []slack.RichTextSectionElement{Text(before+title, false)}
	}
	return []slack.RichTextSectionElement{Text(before, false), slack.NewRichTextSectionLinkElement(s.URL, title, nil)}
}

// words draws what a row says as a line, without its source.
func (o overviewDrawer) words(r listing.Row) []slack.RichTextSectionElement {
	line := Cut(Plain(r.Cells[0]), nil, MaxPassage)
	bold := Plain(r.Bold)
	at := strings.Index(line, bold)
	if bold == "" || at < 0 {
		return []slack.RichTextSectionElement{Text(line, false)}
	}
	out := []slack.RichTextSectionElement{Text(line[:at], false), Text(bold, true), Text(line[at+len(bold):], false)}
	return slices.DeleteFunc(out, func(e slack.RichTextSectionElement) bool { return e == nil })
}

// markdown draws for a markdown block, as much as fits behind a claim.
func (o overviewDrawer) markdown() string {
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

// lines returns the listing line by line, with a mark in front of what is quoted and one
// in front of each row, and texts and sources in some form.
func (o overviewDrawer) lines(quote, bullet string, text func(string) string, source func(Source) string) []string {
	short := func(s string) string { return text(Cut(s, nil, MaxPassage)) }
	var out []string
	if o.Title != "" {
		out = append(out, short(o.Title))
	}
	if o.Said != nil {
		out = append(out, quote+short(o.Said.Cells[0]), "—— "+source(o.source(o.Said.Release)))
	}
	for _, r := range o.Rows {
		line := ""
		for i, c := range r.Cells {
			if i > 0 {
				line += o.w.Comma + o.Head[i] + " "
			}
			line += c
		}
		if line != "" {
			line = short(line) + " —— "
		}
		out = append(out, bullet+line+source(o.source(r.Release)))
	}
	for _, n := range o.Notes {
		out = append(out, "…"+text(n))
	}
	return out
}

// actions returns the button for all figures of what a card is of.
func (o overviewDrawer) actions(label string) []slack.BlockElement {
	if o.Of == "" {
		return nil
	}
	value, err := json.Marshal(FiguresPage{Of: o.Of})
	if err != nil || len(value) > MaxValue {
		return nil
	}
	return []slack.BlockElement{Button(FiguresAction, string(value), label)}
}

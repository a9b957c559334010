package message

import (
	"strings"

	"github.com/slack-go/slack"
)

// Line returns a line of rich text, without its nil elements.
func Line(elements ...slack.RichTextSectionElement) *slack.RichTextSection {
	kept := elements[:0:0]
	for _, e := range elements {
		if e != nil {
			kept = append(kept, e)
		}
	}
	return slack.NewRichTextSection(kept...)
}

// Text returns an element of a line; it is nil for an empty text, which Slack
// would refuse.
func Text(text string, bold bool) slack.RichTextSectionElement {
	return styled(Run{Text: text, Bold: bold})
}

// styled draws a run: what answers in bold, the words of the question in
// italics.
func styled(r Run) slack.RichTextSectionElement {
	text := Plain(r.Text)
	if text == "" {
		return nil
	}
	var style *slack.RichTextSectionTextStyle
	if r.Bold || r.term {
		style = &slack.RichTextSectionTextStyle{Bold: r.Bold, Italic: r.term}
	}
	return slack.NewRichTextSectionTextElement(text, style)
}

// QuoteBlock returns a quotation with its bold parts.
func QuoteBlock(q Quote) slack.RichTextElement {
	var parts []slack.RichTextSectionElement
	for _, r := range q.Runs() {
		if e := styled(r); e != nil {
			parts = append(parts, e)
		}
	}
	return &slack.RichTextQuote{Type: slack.RTEQuote, Elements: parts}
}

// SourceParts returns the citation of a release behind lead, with its title as the
// link and its copies at the end.
func SourceParts(lead string, s Source) []slack.RichTextSectionElement {
	if s.URL == "" || s.Title == "" {
		return append([]slack.RichTextSectionElement{Text(lead+s.Text, false)}, s.alsoElements()...)
	}
	before := strings.TrimSuffix(s.Text, s.Title)
	link := slack.NewRichTextSectionLinkElement(s.URL, Plain(s.Title), nil)
	return append([]slack.RichTextSectionElement{Text(lead+before, false), link}, s.alsoElements()...)
}

// RichText returns a block of lines.
func RichText(elements ...slack.RichTextElement) slack.Block {
	return slack.NewRichTextBlock("", elements...)
}

// Paragraph returns the blocks of a text of the bot's own.
func Paragraph(text string) []slack.Block {
	return []slack.Block{RichText(Line(Text(text, false)))}
}

// PlainText returns text as Slack takes it for titles and options, cut to limit
// characters.
func PlainText(text string, limit int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, Label(text, limit), false, false)
}

// Label returns text cut to limit characters, or a dash if it is empty, which Slack
// would refuse.
func Label(text string, limit int) string {
	if text = strings.TrimSpace(Plain(text)); text == "" {
		return "—"
	}
	return Clip(text, limit)
}

// Button returns a button with a value for its action.
func Button(action, value, label string) *slack.ButtonBlockElement {
	return slack.NewButtonBlockElement(action, value, PlainText(label, MaxButton))
}

func head(text string) slack.Block { return slack.NewHeaderBlock(PlainText(text, 150)) }

// Escape returns a plain text for where Slack reads markup, as it does in the text
// of a message.
func Escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(Plain(text))
}

// markdown makes a plain text safe in a markdown block. What means something
// at the start of a line or around a word is escaped, and what could be a
// mention or a link is written as entities.
func markdown(text string) string {
	return markdownMarks.Replace(Plain(text))
}

var markdownMarks = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", `\`, `\\`, "*", `\*`, "_", `\_`, "~", `\~`, "`", "\\`", "[", `\[`, "]", `\]`,
	"#", `\#`, "|", `\|`, "!", `\!`, "://", `:\//`, "\n", "\n\n",
)

package bot

import (
	"strings"

	"github.com/slack-go/slack"
)

// Blocks are drawn with rich text for everything that stands in a release:
// Slack takes it to the letter, so that nothing in it becomes a mention, a link
// or markup.

// section is a line of rich text.
func section(elements ...slack.RichTextSectionElement) *slack.RichTextSection {
	kept := elements[:0:0]
	for _, e := range elements {
		if e != nil {
			kept = append(kept, e)
		}
	}
	return slack.NewRichTextSection(kept...)
}

// textElement returns nil for an empty text, which Slack would refuse.
func textElement(text string, bold bool) slack.RichTextSectionElement {
	return styled(run{text: text, bold: bold})
}

// styled draws a run: what answers in bold, the words of the question in
// italics.
func styled(r run) slack.RichTextSectionElement {
	text := plain(r.text)
	if text == "" {
		return nil
	}
	var style *slack.RichTextSectionTextStyle
	if r.bold || r.term {
		style = &slack.RichTextSectionTextStyle{Bold: r.bold, Italic: r.term}
	}
	return slack.NewRichTextSectionTextElement(text, style)
}

func quoteElement(q Quote) slack.RichTextElement {
	var parts []slack.RichTextSectionElement
	for _, r := range q.runs() {
		if e := styled(r); e != nil {
			parts = append(parts, e)
		}
	}
	return &slack.RichTextQuote{Type: slack.RTEQuote, Elements: parts}
}

// sourceElements cites a release, its title as the link, and its copies behind it.
func sourceElements(lead string, s Source) []slack.RichTextSectionElement {
	if s.URL == "" || s.Title == "" {
		return append([]slack.RichTextSectionElement{textElement(lead+s.Text, false)}, s.alsoElements()...)
	}
	before := strings.TrimSuffix(s.Text, s.Title)
	link := slack.NewRichTextSectionLinkElement(s.URL, plain(s.Title), nil)
	return append([]slack.RichTextSectionElement{textElement(lead+before, false), link}, s.alsoElements()...)
}

// otherElements draws a line about another release, its figure in bold.
func otherElements(o Other) []slack.RichTextSectionElement {
	out := []slack.RichTextSectionElement{textElement(o.Text, false)}
	if o.Bold.Len() > 0 {
		out = []slack.RichTextSectionElement{
			textElement(o.Text[:o.Bold.Start], false), textElement(o.Bold.Of(o.Text), true), textElement(o.Text[o.Bold.End:], false),
		}
	}
	return append(out, sourceElements(" —— ", o.Source)...)
}

// richText makes a block of lines, nil ones left out.
func richText(elements ...slack.RichTextElement) slack.Block {
	return slack.NewRichTextBlock("", elements...)
}

// plainBlocks draws a text of the bot's own, a paragraph for each empty line.
func plainBlocks(text string) []slack.Block {
	return []slack.Block{richText(section(textElement(text, false)))}
}

func plainText(text string, limit int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, label(text, limit), false, false)
}

// label makes a text fit for where Slack wants a short one that is not empty.
func label(text string, limit int) string {
	if text = strings.TrimSpace(plain(text)); text == "" {
		return "—"
	}
	return clip(text, limit)
}

func button(action, value, label string) *slack.ButtonBlockElement {
	return slack.NewButtonBlockElement(action, value, plainText(label, limitButton))
}

func header(text string) slack.Block { return slack.NewHeaderBlock(plainText(text, 150)) }

// escape makes a plain text safe where Slack reads markup, as it does in the
// text of a message.
func escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(plain(text))
}

// markdown makes a plain text safe in a markdown block. What means something
// at the start of a line or around a word is escaped, and what could be a
// mention or a link is written as entities.
func markdown(text string) string {
	return markdownMarks.Replace(plain(text))
}

var markdownMarks = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", `\`, `\\`, "*", `\*`, "_", `\_`, "~", `\~`, "`", "\\`", "[", `\[`, "]", `\]`,
	"#", `\#`, "|", `\|`, "!", `\!`, "://", `:\//`, "\n", "\n\n",
)

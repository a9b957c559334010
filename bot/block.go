package bot

import (
	"strings"

	"beilun/knowledge"

	"github.com/slack-go/slack"
)

// Blocks draws the reply. Texts of releases go into rich text elements, which
// Slack takes to the letter: nothing in them becomes a mention, a link or
// markup.
func (r Reply) Blocks() []slack.Block {
	lead := slack.NewRichTextSection(textElement(r.Lead, r.Answered))
	elements := []slack.RichTextElement{lead}
	if r.Answered {
		if r.Quote.Text != r.Lead {
			elements = append(elements, quoteElement(r.Quote))
		}
		elements = append(elements, slack.NewRichTextSection(sourceElements("—— ", r.Source)...))
	}
	for _, n := range r.Notes {
		elements = append(elements, slack.NewRichTextSection(textElement(n, false)))
	}
	blocks := []slack.Block{slack.NewRichTextBlock("answer", elements...)}
	if len(r.Others) > 0 {
		var lines []slack.RichTextElement
		if r.Known != "" {
			lines = append(lines, slack.NewRichTextSection(textElement(r.Known, false)))
		}
		for _, o := range r.Others {
			lines = append(lines, slack.NewRichTextSection(append([]slack.RichTextSectionElement{textElement(o.Text, false)}, sourceElements(" —— ", o.Source)...)...))
		}
		blocks = append(blocks, slack.NewRichTextBlock("others", lines...))
	}
	if len(r.Suggestions) > 0 {
		lines := []slack.RichTextElement{slack.NewRichTextSection(textElement(r.words.Suggested, false))}
		for _, q := range r.Suggestions {
			lines = append(lines, slack.NewRichTextSection(textElement("· "+q, false)))
		}
		blocks = append(blocks, slack.NewRichTextBlock("suggestions", lines...))
	}
	if len(r.Further) > 0 {
		further := []slack.RichTextElement{slack.NewRichTextSection(textElement(r.More, false))}
		for _, q := range r.Further {
			further = append(further, quoteElement(q.Quote), slack.NewRichTextSection(sourceElements("—— ", q.Source)...))
		}
		blocks = append(blocks, slack.NewDividerBlock(), slack.NewRichTextBlock("further", further...))
	}
	return blocks
}

// shareAction names the button that shares a private answer.
const shareAction = "share"

func shareButton(value string) slack.Block {
	text := slack.NewTextBlockObject(slack.PlainTextType, wordsShare, false, false)
	return slack.NewActionBlock("actions", slack.NewButtonBlockElement(shareAction, value, text))
}

func textElement(text string, bold bool) slack.RichTextSectionElement {
	var style *slack.RichTextSectionTextStyle
	if bold {
		style = &slack.RichTextSectionTextStyle{Bold: true}
	}
	return slack.NewRichTextSectionTextElement(text, style)
}

func quoteElement(q Quote) slack.RichTextElement {
	var parts []slack.RichTextSectionElement
	at := 0
	for _, s := range append(q.Bold, knowledge.Span{Start: len(q.Text), End: len(q.Text)}) {
		if s.Start > at {
			parts = append(parts, textElement(q.Text[at:s.Start], false))
		}
		if s.Len() > 0 {
			parts = append(parts, textElement(s.Of(q.Text), true))
		}
		at = max(at, s.End)
	}
	return &slack.RichTextQuote{Type: slack.RTEQuote, Elements: parts}
}

func sourceElements(lead string, s Source) []slack.RichTextSectionElement {
	out := []slack.RichTextSectionElement{textElement(lead+s.Text, false)}
	if s.URL != "" {
		out = append(out, textElement(" ", false), slack.NewRichTextSectionLinkElement(s.URL, s.Label, nil))
	}
	return out
}

// escape makes a plain text safe where Slack reads markup, as it does in the
// fallback text of a message.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace

// plainBlocks draws a text of the bot's own.
func plainBlocks(text string) []slack.Block {
	return []slack.Block{slack.NewRichTextBlock("text", slack.NewRichTextSection(textElement(text, false)))}
}

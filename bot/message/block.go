package message

import (
	"regexp"
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

// styled draws a run.
func styled(r Run) slack.RichTextSectionElement {
	text := Plain(r.Text)
	if text == "" {
		return nil
	}
	var style *slack.RichTextSectionTextStyle
	if r.Bold {
		style = &slack.RichTextSectionTextStyle{Bold: true}
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

// escaped returns a text as Escape does, cut so that it is no longer than MaxText then.
func escaped(text string) string {
	for size := MaxText * 2 / 3; ; size = size * 2 / 3 {
		if out := Escape(Cut(text, nil, size)); len(out) <= MaxText || size == 0 {
			return out
		}
	}
}

// Escape returns a plain text for where Slack reads markup, as it does in the text
// of a message. Nothing in it is a mention, a link, bold, italic, struck out, code or
// a quotation. Addresses stay as they are.
func Escape(text string) string {
	text = Plain(text)
	if !strings.ContainsAny(text, "&<>*_~`") {
		return text
	}
	var b strings.Builder
	end := 0
	for _, at := range address.FindAllStringIndex(text, -1) {
		escapeMarks(&b, text, end, at[0])
		b.WriteString(entities.Replace(text[at[0]:at[1]]))
		end = at[1]
	}
	escapeMarks(&b, text, end, len(text))
	return b.String()
}

var (
	address  = regexp.MustCompile("https?://[!-;=?-_a-~]+")
	entities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)

// Slack has no escapes for its marks. A mark counts only at the edge of a word, where
// it is kept from its neighbours by joiner, which is invisible. The marks of code and
// of a quotation are replaced by what looks like them.
const (
	joiner  = "\u2060"
	grave   = "\u02CB"
	greater = "\uFF1E"
)

// escapeMarks writes text[from:to] with its marks taken from them.
func escapeMarks(b *strings.Builder, text string, from, to int) {
	for i := from; i < to; i++ {
		switch c := text[i]; c {
		case '`':
			b.WriteString(grave)
		case '*', '_', '~':
			if i > 0 && i+1 < len(text) && isAlphanumeric(text[i-1]) && isAlphanumeric(text[i+1]) {
				b.WriteByte(c)
			} else {
				b.WriteString(joiner + string(c) + joiner)
			}
		case '>':
			if strings.TrimSpace(text[strings.LastIndexByte(text[:i], '\n')+1:i]) == "" {
				b.WriteString(greater)
			} else {
				b.WriteString("&gt;")
			}
		case '<':
			b.WriteString("&lt;")
		case '&':
			b.WriteString("&amp;")
		default:
			b.WriteByte(c)
		}
	}
}

func isAlphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
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

package message

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"
)

// Say returns a message with a text of the bot's own.
func Say(text string) Message {
	return Message{Text: Escape(text), Forms: [][]slack.Block{Paragraph(text)}}
}

// list makes a message of a line and sources under it; left is how many there
// are beyond those.
func (w *UI) list(title string, sources []Source, left int) Message {
	blocks := []slack.Block{RichText(Line(Text(title, true)), sourceList(sources))}
	text := title
	for _, s := range sources {
		text += "\n• " + s.String()
	}
	if left > 0 {
		more := fmt.Sprintf(w.MoreReleases, left)
		blocks = append(blocks, RichText(Line(Text("…"+more, false))))
		text += "\n…" + more
	}
	return Message{Text: escaped(text), Forms: [][]slack.Block{blocks}}
}

func sourceList(sources []Source) slack.RichTextElement {
	var lines []slack.RichTextElement
	for _, s := range sources {
		lines = append(lines, Line(SourceParts("", s)...))
	}
	return slack.NewRichTextList(slack.RTEListBullet, 0, lines...)
}

// bullet begins a line of a text that is an item of a list.
const bullet = "• "

// SayOutline returns a message with a text of the bot's own of several paragraphs:
// lines that begin with a bullet are drawn as a list, the line above them as its
// heading, and commands as such.
func SayOutline(text string) Message {
	m := Say(text)
	m.Forms = [][]slack.Block{nil, m.Forms[0]}
	for paragraph := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		m.Forms[0] = append(m.Forms[0], outline(strings.Split(paragraph, "\n")))
	}
	return m
}

// outline draws a paragraph.
func outline(lines []string) slack.Block {
	var elements, items []slack.RichTextElement
	for i, l := range lines {
		if item, ok := strings.CutPrefix(l, bullet); ok {
			items = append(items, Line(command(item)...))
			continue
		}
		isHead := i+1 < len(lines) && strings.HasPrefix(lines[i+1], bullet) && !strings.ContainsAny(l, "：:")
		elements = append(elements, Line(Text(l, isHead)))
	}
	if len(items) > 0 {
		elements = append(elements, slack.NewRichTextList(slack.RTEListBullet, 0, items...))
	}
	return RichText(elements...)
}

// command draws a line that may begin with a command, up to a wide blank or a dash.
func command(line string) []slack.RichTextSectionElement {
	if !strings.HasPrefix(line, "/") {
		return []slack.RichTextSectionElement{Text(line, false)}
	}
	typed, rest := line, ""
	for _, mark := range []string{"\u3000", " — "} {
		if at := strings.Index(line, mark); at >= 0 {
			typed, rest = line[:at], line[at:]
		}
	}
	if rest == "" {
		return []slack.RichTextSectionElement{Text(line, false)}
	}
	return []slack.RichTextSectionElement{
		slack.NewRichTextSectionTextElement(Plain(typed), &slack.RichTextSectionTextStyle{Code: true}), Text(rest, false),
	}
}

package message

import (
	"fmt"

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
	return Message{Text: Escape(Cut(text, nil, MaxText*2/3)), Forms: [][]slack.Block{blocks}}
}

func sourceList(sources []Source) slack.RichTextElement {
	var lines []slack.RichTextElement
	for _, s := range sources {
		lines = append(lines, Line(SourceParts("", s)...))
	}
	return slack.NewRichTextList(slack.RTEListBullet, 0, lines...)
}

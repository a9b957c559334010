package bot

import (
	"fmt"

	"github.com/slack-go/slack"
)

// say makes a message of a text of the bot's own.
func (w *ui) say(text string) message {
	return message{text: escape(text), forms: [][]slack.Block{plainBlocks(text)}}
}

// list makes a message of a line and sources under it; left is how many there
// are beyond those.
func (w *ui) list(title string, sources []Source, left int) message {
	blocks := []slack.Block{richText(section(textElement(title, true)), sourceList(sources))}
	text := title
	for _, s := range sources {
		text += "\n• " + s.String()
	}
	if left > 0 {
		more := fmt.Sprintf(w.moreReleases, left)
		blocks = append(blocks, richText(section(textElement("…"+more, false))))
		text += "\n…" + more
	}
	return message{text: escape(cut(text, nil, limitText*2/3)), forms: [][]slack.Block{blocks}}
}

func sourceList(sources []Source) slack.RichTextElement {
	var lines []slack.RichTextElement
	for _, s := range sources {
		lines = append(lines, section(sourceElements("", s)...))
	}
	return slack.NewRichTextList(slack.RTEListBullet, 0, lines...)
}

package message

import (
	"fmt"

	"github.com/slack-go/slack"
)

// Shared draws the reply below a line that says who shares it and what was asked.
// key is that of the kept reply. The question is never drawn as markup.
func (r Reply) Shared(user, key, question string) Message {
	w := WordsOf(r.English).UI
	question = Cut(Plain(question), nil, MaxPassage)
	m := r.Message(Buttons{Key: key})
	by := RichText(Line(slack.NewRichTextSectionUserElement(user, nil), Text(fmt.Sprintf(w.SharedBy, question), false)))
	m.Text = "<@" + user + ">" + Escape(fmt.Sprintf(w.SharedBy, Cut(question, nil, 300))) + "\n" + m.Text
	for i, f := range m.Forms {
		m.Forms[i] = append([]slack.Block{by}, f...)
	}
	return m
}

package news

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"beilun/bot/message"

	"github.com/slack-go/slack"
)

// Bounds of a digest: it is to be read at a glance.
const (
	maxDigestLines   = 8
	maxDigestButtons = 3
	maxDigestFrom    = 5 // subscriptions named in the foot
)

// digestMessage draws a digest.
func digestMessage(n *note) message.Message {
	w := message.WordsOf(n.English).News
	foot, footText := digestFoot(n, w)
	return draw(w, n, digestHeading(n, w), n.groups(w), foot, footText, digestButtons(n, w))
}

// maxHeading is how many subjects the heading of a digest names.
const maxHeading = 3

func digestHeading(n *note, w *message.NewsWords) string {
	var names []string
	for _, f := range n.Subjects {
		if f.Subject == "" || len(names) == maxHeading {
			return w.Digest
		}
		names = append(names, w.Subject(f.Subject))
	}
	if len(names) == 0 {
		return w.Digest
	}
	return fmt.Sprintf(w.DigestOf, strings.Join(names, w.Listed))
}

// digestFoot names who subscribed, the first time, and how to end it. Its text
// is escaped.
func digestFoot(n *note, w *message.NewsWords) (foot []slack.RichTextSectionElement, text string) {
	var ends []string
	for i, f := range n.Subjects {
		if i == maxDigestFrom {
			ends = append(ends, "…")
			break
		}
		if ends = append(ends, endCommand(f.Subject, w)); f.User == "" {
			continue
		}
		by := fmt.Sprintf(w.By, w.Subject(f.Subject))
		foot = append(foot, slack.NewRichTextSectionUserElement(f.User, nil), message.Text(by, false))
		text += "<@" + f.User + ">" + message.Escape(by)
	}
	if len(foot) == 0 {
		return nil, ""
	}
	end := fmt.Sprintf(w.EndWith, strings.Join(ends, "　"))
	return append(foot, message.Text(end, false)), text + " " + message.Escape(end)
}

// digestButtons show the figures of the subjects.
func digestButtons(n *note, w *message.NewsWords) (out []slack.BlockElement) {
	subjects := n.Subjects
	if slices.ContainsFunc(subjects, func(f source) bool { return f.Subject == "" }) {
		subjects = []source{{}}
	}
	for i, f := range subjects {
		if i == maxDigestButtons {
			break
		}
		value, err := json.Marshal(message.FiguresPage{Of: f.Subject})
		if err != nil { // a string and a number always encode
			continue
		}
		label := w.SeeAll
		if f.Subject != "" {
			label = fmt.Sprintf(w.SeeOf, f.Subject)
		}
		out = append(out, message.Button(FiguresAction+string(rune('0'+i)), string(value), label))
	}
	return out
}

// endCommand returns the command that ends the subscription to a subject.
func endCommand(subject string, w *message.NewsWords) string {
	return fmt.Sprintf(w.EndCommand, cmp.Or(subject, w.Everything))
}

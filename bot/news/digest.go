package news

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/index"

	"github.com/slack-go/slack"
)

// Bounds of a digest: it is to be read at a glance.
const (
	maxDigestLines   = 8
	maxDigestButtons = 3
	maxDigestFrom    = 5 // subscriptions named in the foot
)

// noteDigests adds what subscriptions want of the news to the digests of their
// channels.
func (d *Desk) noteDigests(p *pending, items []index.News) error {
	subs, _, err := d.subscriptions.of("")
	if err != nil {
		return err
	}
	batch := newBatch(items)
	byChannel := map[string][]subscription{}
	var channels []string
	for _, s := range subs {
		if !d.MaySpeak(s.Channel) {
			continue
		}
		if byChannel[s.Channel] == nil {
			channels = append(channels, s.Channel)
		}
		byChannel[s.Channel] = append(byChannel[s.Channel], s)
	}
	for _, c := range channels {
		d.noteDigest(p, byChannel[c], batch)
	}
	return nil
}

// noteDigest adds news to the digest of one channel, in the language of its
// first subscription that they are for.
func (d *Desk) noteDigest(p *pending, subs []subscription, batch *batch) {
	hits, from := batch.choose(subs)
	if len(hits) == 0 {
		return
	}
	channel := subs[0].Channel
	n := p.note(channel, "", true, time.Now())
	if n.Total == 0 {
		n.English = from[0].English
		if next := d.places.of(surface.Place(channel, "")).Digested.Add(d.scaled(d.Every)); next.After(n.Due) {
			n.Due = next
		}
	}
	n.add(batch, hits)
	for _, s := range from {
		if slices.ContainsFunc(n.Subjects, func(f source) bool { return f.Key == s.key() }) {
			continue
		}
		f := source{Key: s.key(), Subject: s.Subject}
		if !s.Named {
			f.User, s.Named = s.User, true
			p.named[f.Key] = s
		}
		n.Subjects = append(n.Subjects, f)
	}
}

// digestMessage draws a digest.
func digestMessage(n *note) message.Message {
	w := message.WordsOf(n.English).News
	heading := w.Digest
	if len(n.Subjects) == 1 && n.Subjects[0].Subject != "" {
		heading = fmt.Sprintf(w.DigestOf, n.Subjects[0].Subject)
	}
	foot, footText := digestFoot(n, w)
	return draw(w, n, heading, false, foot, footText, digestButtons(n, w))
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

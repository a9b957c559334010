package intake

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"beilun/bot/message"
	"beilun/index"
	"beilun/internal/logs"
	"beilun/internal/zhtext"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"

	"github.com/slack-go/slack"
)

// maxRemovable is how many releases are offered to be removed.
const maxRemovable = 10

// Remove answers "/beilun remove TITLE" with the releases that may be meant, each
// with a button.
func (d *Desk) Remove(ctx context.Context, c slack.SlashCommand, name string, english bool) (message.Message, error) {
	if m := d.refusal(c.UserID, english); m != nil {
		d.refused(logs.Command, c.UserID, "command", "remove")
		return *m, nil
	}
	w := message.WordsOf(english).Intake
	if name == "" || utf8.RuneCountInString(name) > MaxTitle {
		return message.Say(w.RemoveUsage), nil
	}
	found := matching(d.removable(ctx), name)
	if len(found) == 0 {
		logs.Refuse(d.Log, slog.LevelDebug, logs.Command, logs.Gone, "command", "remove", "user", c.UserID)
		return message.Say(fmt.Sprintf(w.RemoveNone, name)), nil
	}
	return removeMessage(found, english), nil
}

// removable returns the releases, those that are retracted among them, the files that
// hold several, and the files that cannot be read: whoever put one of those there by
// mistake wants to take it out again, too.
func (d *Desk) removable(ctx context.Context) []index.Release {
	out := slices.Clone(d.Library.Releases())
	for _, r := range d.corrections.read(ctx).Retracted {
		out = append(out, r.Release)
	}
	known := map[string]bool{}
	for _, r := range out {
		known[r.ID] = true
	}
	for _, r := range out {
		if holder := read.HolderIn(r.ID); holder != "" && !known[holder] {
			known[holder] = true
			out = append(out, index.Release{ID: holder})
		}
	}
	for _, p := range d.Folder.Problems() {
		if !known[p.ID] && !strings.HasSuffix(p.ID, "/") && corpus.More(p.Err) == 0 { // a folder stays
			out = append(out, index.Release{ID: p.ID})
		}
	}
	return out
}

// matching returns the releases whose title or file name holds a text, however
// its characters are written; where one is exactly it, that alone.
func matching(all []index.Release, name string) []index.Release {
	want := zhtext.FoldString(strings.Trim(name, "《》"))
	var out []index.Release
	for _, r := range all {
		title, id := zhtext.FoldString(r.Title), zhtext.FoldString(r.ID)
		if id == want {
			return []index.Release{r}
		}
		if strings.Contains(title, want) || strings.Contains(id, want) {
			out = append(out, r)
		}
	}
	return out
}

// removeMessage lists releases, each with a button that removes it.
func removeMessage(found []index.Release, english bool) message.Message {
	w := message.WordsOf(english).Intake
	blocks := []slack.Block{message.RichText(message.Line(message.Text(w.RemoveHead, true)))}
	text := w.RemoveHead
	for i, r := range found[:min(len(found), maxRemovable)] {
		line := message.Label(r.ID, MaxTitle)
		if r.Title != "" || r.Source != "" || !r.Date.IsZero() {
			line = message.Label(message.WordsOf(english).Answer.Citation(r), MaxTitle) + "\n" + line
		}
		text += "\n• " + strings.ReplaceAll(line, "\n", " ")
		if utf8.RuneCountInString(r.ID) > message.MaxValue {
			continue // no button takes its ID
		}
		choose := message.Button(removeAction+strconv.Itoa(i), r.ID, w.Remove)
		choose.Style = slack.StyleDanger
		choose.Confirm = &slack.ConfirmationBlockObject{
			Title: message.PlainText(w.Sure, limitDialogTitle), Text: message.PlainText(fmt.Sprintf(w.SureText, titleOf(r)), limitDialogText),
			Confirm: message.PlainText(w.Yes, limitDialogButton), Deny: message.PlainText(w.No, limitDialogButton), Style: slack.StyleDanger,
		}
		blocks = append(blocks, slack.NewSectionBlock(message.PlainText(line, message.MaxSection), nil, slack.NewAccessory(choose)))
	}
	if left := len(found) - maxRemovable; left > 0 {
		more := fmt.Sprintf(w.RemoveMany, left)
		blocks = append(blocks, message.RichText(message.Line(message.Text(more, false))))
		text += "\n" + more
	}
	return message.Message{Text: message.Escape(message.Cut(text, nil, message.MaxText*2/3)), Forms: [][]slack.Block{blocks}}
}

// Slack's limits of a dialog that asks whether one is sure, in characters.
const (
	limitDialogTitle  = 100
	limitDialogText   = 300
	limitDialogButton = 30
)

func titleOf(r index.Release) string { return message.Label(cmp.Or(r.Title, r.ID), MaxTitle) }

// removed takes a release out and returns what to say about it. It may be called
// again. An error means that ctx ended.
func (d *Desk) removed(ctx context.Context, id string, english bool) (message.Message, error) {
	w := message.WordsOf(english).Intake
	var rel index.Release
	for _, r := range d.removable(ctx) {
		if r.ID == id {
			rel = r
		}
	}
	if rel.ID == "" {
		logs.Refuse(d.Log, slog.LevelDebug, logs.Release, logs.Gone, "release", id)
		return message.Say(fmt.Sprintf(w.RemovedBefore, message.Label(id, MaxTitle))), nil
	}
	if err := d.Folder.Remove(ctx, id); err != nil {
		if ctx.Err() != nil {
			return message.Message{}, ctx.Err()
		}
		d.Log.Error("release not removed", "release", id, "err", err)
		return message.Say(fmt.Sprintf(w.NotRemoved, titleOf(rel), Reason(err, english))), nil
	}
	d.Changed()
	d.Log.Info("release removed", "release", id)
	return message.Say(fmt.Sprintf(w.Removed, titleOf(rel))), nil
}

package bot

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/internal/zhtext"

	"github.com/slack-go/slack"
)

// maxRemovable is how many releases are offered to be removed.
const maxRemovable = 10

// removeCommand answers "/beilun remove TITLE" with the releases that may be
// meant, each with a button.
func (b *Bot) removeCommand(ctx context.Context, c slack.SlashCommand, name string, english bool) (message, error) {
	if m := b.mayHand(c.UserID, english); m != nil {
		return *m, nil
	}
	w := intakeWordsOf(english)
	if name == "" || utf8.RuneCountInString(name) > maxShownTitle {
		return uiOf(english).say(w.removeUsage), nil
	}
	found := matching(b.removable(ctx), name)
	if len(found) == 0 {
		return uiOf(english).say(fmt.Sprintf(w.removeNone, name)), nil
	}
	return w.removeMessage(found, english), nil
}

// removable returns the releases, those that are retracted among them, and the files
// that cannot be read: whoever put one of those there by mistake wants to take it out
// again, too.
func (b *Bot) removable(ctx context.Context) []index.Release {
	out := slices.Clone(b.library.Releases())
	if b.opts.Corrector != nil {
		e, err := b.opts.Corrector.Errata(ctx)
		if err != nil {
			b.log.Warn("read corrections", "err", err)
		}
		for _, r := range e.Retracted {
			out = append(out, r.Release)
		}
	}
	known := map[string]bool{}
	for _, r := range out {
		known[r.ID] = true
	}
	for _, p := range b.opts.Intake.Problems() {
		if !known[p.ID] && !strings.HasSuffix(p.ID, "/") { // a folder stays
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

func (w *intakeWords) removeMessage(found []index.Release, english bool) message {
	blocks := []slack.Block{richText(section(textElement(w.removeHead, true)))}
	text := w.removeHead
	for i, r := range found[:min(len(found), maxRemovable)] {
		line := label(r.ID, maxShownTitle)
		if r.Title != "" || r.Source != "" || !r.Date.IsZero() {
			line = label(Reply{English: english}.wording().Citation(r), maxShownTitle) + "\n" + line
		}
		text += "\n• " + strings.ReplaceAll(line, "\n", " ")
		if utf8.RuneCountInString(r.ID) > limitValue {
			continue // no button takes its ID
		}
		choose := button(removeAction+strconv.Itoa(i), r.ID, w.remove)
		choose.Style = slack.StyleDanger
		choose.Confirm = &slack.ConfirmationBlockObject{
			Title: plainText(w.sure, limitDialogTitle), Text: plainText(fmt.Sprintf(w.sureText, titleOf(r)), limitDialogText),
			Confirm: plainText(w.yes, limitDialogButton), Deny: plainText(w.no, limitDialogButton), Style: slack.StyleDanger,
		}
		blocks = append(blocks, slack.NewSectionBlock(plainText(line, limitSection), nil, slack.NewAccessory(choose)))
	}
	if left := len(found) - maxRemovable; left > 0 {
		more := fmt.Sprintf(w.removeMany, left)
		blocks = append(blocks, richText(section(textElement(more, false))))
		text += "\n" + more
	}
	return message{text: escape(cut(text, nil, limitText*2/3)), forms: [][]slack.Block{blocks}}
}

// Slack's limits of a dialog that asks whether one is sure, in characters.
const (
	limitDialogTitle  = 100
	limitDialogText   = 300
	limitDialogButton = 30
)

func titleOf(r index.Release) string { return label(firstOf(r.Title, r.ID), maxShownTitle) }

// removed takes a release out and tells what came of it. It may be called
// again. An error means that ctx ended.
func (b *Bot) removed(ctx context.Context, id string, english bool) (message, error) {
	w := intakeWordsOf(english)
	var rel index.Release
	for _, r := range b.removable(ctx) {
		if r.ID == id {
			rel = r
		}
	}
	if rel.ID == "" {
		return uiOf(english).say(fmt.Sprintf(w.removedBefore, label(id, maxShownTitle))), nil
	}
	if err := b.opts.Intake.Remove(ctx, id); err != nil {
		if ctx.Err() != nil {
			return message{}, ctx.Err()
		}
		b.log.Error("release not removed", "release", id, "err", err)
		return uiOf(english).say(fmt.Sprintf(w.notRemoved, titleOf(rel), w.reason(err))), nil
	}
	b.face.samples.forget()
	b.log.Info("release removed", "release", id)
	return uiOf(english).say(fmt.Sprintf(w.removed, titleOf(rel))), nil
}

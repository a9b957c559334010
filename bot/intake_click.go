package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/index"

	"github.com/slack-go/slack"
)

// The buttons of handing over. What they do is done to its end through a
// restart (see lasting in seeClick).
const (
	takeInAction   = "intake_add"     // the value is the proposal's key
	leaveOutAction = "intake_decline" // the same
	removeAction   = "intake_remove"  // the value is the release's ID; a number follows
)

// isLasting reports whether a button does what must come to an end once begun,
// and may be begun again.
func isLasting(action string) bool {
	return action == takeInAction || strings.HasPrefix(action, removeAction) || strings.HasPrefix(action, uncorrectAction)
}

// intakeClicked does what a button of handing over is for.
func (b *Bot) intakeClicked(ctx context.Context, c surface.Click) error {
	ctx, cancel := longer(ctx, reindexTime)
	defer cancel()
	english := b.languages.English(ctx, c.User.ID)
	w := message.WordsOf(english).Intake
	switch {
	case b.opts.Intake == nil:
		return b.post.Whisper(ctx, c, w.BuiltIn)
	case !b.isAdmin(c.User.ID):
		return b.post.Whisper(ctx, c, message.WordsOf(english).UI.NotAdmin)
	case strings.HasPrefix(c.Action.ActionID, removeAction):
		m, err := b.removed(ctx, c.Action.Value, english)
		if err != nil {
			return err
		}
		return b.post.InPlace(ctx, c, c.Event, m)
	}
	key := c.Action.Value
	var p proposal
	if !b.memory.Recall(surface.Proposal, key, &p) {
		return b.post.Whisper(ctx, c, w.Expired)
	}
	if p.User != c.User.ID {
		return b.post.Whisper(ctx, c, w.NotYours)
	}
	m, err := b.decided(ctx, key, p, c.Action.ActionID == takeInAction, english)
	if err != nil {
		return err
	}
	return b.post.InPlace(ctx, c, key, m)
}

// decided does what the admin decided on a proposal and tells what came of it.
// It may be called again at any time and adds a release once. An error means
// that ctx ended.
func (b *Bot) decided(ctx context.Context, key string, p proposal, yes, english bool) (message.Message, error) {
	w := message.WordsOf(english).Intake
	switch {
	case p.State == added:
		return b.addedMessage(ctx, p, english), nil
	case p.State == declined || !yes && !b.wasAdded(&p):
		p.State = declined
		b.memory.Remember(surface.Proposal, key, p)
		return message.Say(fmt.Sprintf(w.Declined, message.Label(p.Name, maxShownName))), nil
	case p.State == proposed && b.now().Sub(p.At) > proposalLife:
		return message.Say(w.Expired), nil
	}
	rel, err := b.takeIn(ctx, key, &p)
	if err != nil && ctx.Err() != nil {
		return message.Message{}, err
	}
	if err != nil {
		return b.notAddedMessage(key, p, err, english), nil
	}
	p.State, p.Release = added, rel.ID
	b.memory.Remember(surface.Proposal, key, p)
	b.samples.forget()
	b.log.Info("release taken in", "release", rel.ID, "user", p.User)
	return b.addedMessage(ctx, p, english), nil
}

// takeIn fetches the file of a proposal again and adds it. p tells afterwards
// whether it may be in the folder.
func (b *Bot) takeIn(ctx context.Context, key string, p *proposal) (index.Release, error) {
	if b.wasAdded(p) {
		rel, _ := b.releaseNamed(p.Name)
		return rel, nil
	}
	if err := b.hold(ctx); err != nil {
		return index.Release{}, err
	}
	defer b.letGo()
	f, err := b.fetch(ctx, p.File)
	if err != nil {
		return index.Release{}, err
	}
	if contentHash(f.data) != p.Digest {
		return index.Release{}, errChanged
	}
	if p.State != adding {
		_, taken := b.releaseNamed(p.Name)
		p.State, p.Free = adding, !taken
		b.memory.Remember(surface.Proposal, key, *p)
	}
	return b.opts.Intake.Add(ctx, p.Name, f.data)
}

// wasAdded reports whether a try that did not come to its end, as that of a process
// that died, has added the release.
func (b *Bot) wasAdded(p *proposal) bool {
	if p.State != adding || !p.Free {
		return false
	}
	_, in := b.releaseNamed(p.Name)
	return in
}

// releaseNamed finds the release of a file by the file's name.
func (b *Bot) releaseNamed(name string) (index.Release, bool) {
	for _, r := range b.library.Releases() {
		if baseName(r.ID) == name {
			return r, true
		}
	}
	return index.Release{}, false
}

// addedMessage tells that a release was taken in, with questions about it that
// have an answer in it.
func (b *Bot) addedMessage(ctx context.Context, p proposal, english bool) message.Message {
	w := message.WordsOf(english).Intake
	rel := index.Release{ID: p.Release}
	for _, r := range b.library.Releases() {
		if r.ID == p.Release {
			rel = r
		}
	}
	head := fmt.Sprintf(w.Added, message.Label(cmp.Or(rel.Title, rel.ID), maxShownTitle))
	id := fmt.Sprintf(w.AddedAs, message.Label(rel.ID, message.MaxButton))
	m := message.Message{Text: message.Escape(head + "\n" + id), Forms: [][]slack.Block{{
		message.RichText(message.Line(message.Text(head, true))), message.RichText(message.Line(message.Text(id, false))),
	}}}
	if asks := b.asksAbout(ctx, rel.ID); len(asks) > 0 {
		m.Forms[0] = append(m.Forms[0], message.RichText(message.Line(message.Text(w.CanAsk, false))), slack.NewActionBlock("", message.AskButtons(asks)...))
	}
	return m
}

// Bounds of the questions that are offered about a release.
const (
	maxAsksTried = 6
	maxAsks      = 3
)

// asksAbout returns questions that are answered from a release.
func (b *Bot) asksAbout(ctx context.Context, id string) []string {
	all, err := b.library.Figures(ctx, "")
	if err != nil {
		b.log.Error("samples", "err", err) // some buttons less
		return nil
	}
	var own []index.Entry
	for _, e := range all {
		if len(e.Rows) > 0 && e.Rows[0].Passage.Release.ID == id {
			own = append(own, e)
		}
	}
	var out []string
	samples := message.SamplesOf(own, []index.Release{{ID: id}})
	for _, s := range samples[:min(len(samples), maxAsksTried)] {
		a, err := b.answerer.Follow(ctx, s.Question(), nil)
		if err == nil && a.Claim != nil && a.Claim.Hit.Passage.Release.ID == id && len(out) < maxAsks {
			out = append(out, s.Question())
		}
	}
	return out
}

// notAddedMessage tells why a release was not taken in, with a button to try
// again where that may help.
func (b *Bot) notAddedMessage(key string, p proposal, err error, english bool) message.Message {
	w := message.WordsOf(english).Intake
	b.log.Error("release not taken in", "file", p.File, "err", webapi.Redact(err))
	name, why := message.Label(p.Name, maxShownName), reasonOf(err, english)
	if errors.Is(err, errChanged) || errors.Is(err, errGone) {
		return message.Say(fmt.Sprintf(w.NotAdded, name, why))
	}
	m := message.Say(fmt.Sprintf(w.Again, name, why))
	m.Forms[0] = append(m.Forms[0], slack.NewActionBlock("", message.Button(takeInAction, key, w.Add), message.Button(leaveOutAction, key, w.Decline)))
	return m
}

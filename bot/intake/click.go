package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/index"
	"beilun/internal/logs"

	"github.com/slack-go/slack"
)

// Click does what a button of this package is for.
func (d *Desk) Click(ctx context.Context, c surface.Click) error {
	ctx, cancel := surface.Longer(ctx, workTime)
	defer cancel()
	english := d.Languages.English(ctx, c.User.ID)
	w := message.WordsOf(english).Intake
	undo := strings.HasPrefix(c.Action.ActionID, undoAction)
	switch {
	case undo && d.Corrector == nil, !undo && d.Folder == nil:
		c.Refuse(d.Log, logs.BuiltIn)
		return d.Post.Whisper(ctx, c, w.BuiltIn)
	case !d.isAdmin(c.User.ID):
		c.Refuse(d.Log, logs.NoAdmin)
		return d.Post.Whisper(ctx, c, message.WordsOf(english).UI.NotAdmin)
	case undo:
		m, err := d.corrections.undo(ctx, c.Action.Value, c.User.ID, english)
		if err != nil {
			return err
		}
		return d.Post.InPlace(ctx, c, c.Event, m)
	case strings.HasPrefix(c.Action.ActionID, removeAction):
		m, err := d.removed(ctx, c.Action.Value, english)
		if err != nil {
			return err
		}
		return d.Post.InPlace(ctx, c, c.Event, m)
	}
	key := c.Action.Value
	var p proposal
	if !d.Memory.Recall(surface.Proposal, key, &p) {
		c.Refuse(d.Log, logs.Gone)
		return d.Post.Whisper(ctx, c, w.Expired)
	}
	if p.User != c.User.ID {
		c.Refuse(d.Log, logs.NotYours)
		return d.Post.Whisper(ctx, c, w.NotYours)
	}
	m, err := d.decided(ctx, key, p, c.Action.ActionID == takeInAction, english)
	if err != nil {
		return err
	}
	return d.Post.InPlace(ctx, c, key, m)
}

// decided does what the admin decided on a proposal and returns what to say about it.
// It may be called again at any time and adds a release once. An error means
// that ctx ended.
func (d *Desk) decided(ctx context.Context, key string, p proposal, yes, english bool) (message.Message, error) {
	w := message.WordsOf(english).Intake
	switch {
	case p.State == added:
		return d.addedMessage(ctx, p, english), nil
	case p.State == declined || !yes && !d.wasAdded(&p):
		p.State = declined
		d.Memory.Remember(surface.Proposal, key, p)
		return message.Say(fmt.Sprintf(w.Declined, message.Label(p.Name, maxShownName))), nil
	case p.State == proposed && d.Now().Sub(p.At) > proposalLife:
		logs.Refuse(d.Log, slog.LevelDebug, logs.File, logs.TooOld, "file", p.File, "user", p.User)
		return message.Say(w.Expired), nil
	}
	rel, err := d.takeIn(ctx, key, &p)
	if err != nil && ctx.Err() != nil {
		return message.Message{}, err
	}
	if err != nil {
		return d.notAddedMessage(key, p, err, english), nil
	}
	p.State, p.Release = added, rel.ID
	d.Memory.Remember(surface.Proposal, key, p)
	d.Changed()
	d.Log.Info("release taken in", "release", rel.ID, "user", p.User)
	return d.addedMessage(ctx, p, english), nil
}

// takeIn fetches the file of a proposal again and adds it. p.State says afterwards
// whether it may be in the folder.
func (d *Desk) takeIn(ctx context.Context, key string, p *proposal) (index.Release, error) {
	if d.wasAdded(p) {
		rel, _ := d.releaseNamed(p.Name)
		return rel, nil
	}
	if err := d.fetcher.hold(ctx); err != nil {
		return index.Release{}, err
	}
	defer d.fetcher.letGo()
	f, err := d.fetcher.fetch(ctx, p.File)
	if err != nil {
		return index.Release{}, err
	}
	if contentHash(f.data) != p.Digest {
		return index.Release{}, errChanged
	}
	if p.State != adding {
		_, taken := d.releaseNamed(p.Name)
		p.State, p.Free = adding, !taken
		d.Memory.Remember(surface.Proposal, key, *p)
	}
	return d.Folder.Add(ctx, p.Name, f.data)
}

// wasAdded reports whether a try that did not come to its end, as that of a process
// that died, has added the release.
func (d *Desk) wasAdded(p *proposal) bool {
	if p.State != adding || !p.Free {
		return false
	}
	_, in := d.releaseNamed(p.Name)
	return in
}

// releaseNamed finds the release of a file by the file's name.
func (d *Desk) releaseNamed(name string) (index.Release, bool) {
	for _, r := range d.Library.Releases() {
		if baseName(r.ID) == name {
			return r, true
		}
	}
	return index.Release{}, false
}

// addedMessage says that a release was taken in, with questions that it answers.
func (d *Desk) addedMessage(ctx context.Context, p proposal, english bool) message.Message {
	w := message.WordsOf(english).Intake
	rel := index.Release{ID: p.Release}
	for _, r := range d.Library.Releases() {
		if r.ID == p.Release {
			rel = r
		}
	}
	head := fmt.Sprintf(w.Added, message.Label(cmp.Or(rel.Title, rel.ID), MaxTitle))
	id := fmt.Sprintf(w.AddedAs, message.Label(rel.ID, message.MaxButton))
	m := message.Message{Text: message.Escape(head + "\n" + id), Forms: [][]slack.Block{{
		message.RichText(message.Line(message.Text(head, true))), message.RichText(message.Line(message.Text(id, false))),
	}}}
	if asks := d.asksAbout(ctx, rel.ID); len(asks) > 0 {
		m.Forms[0] = append(m.Forms[0], message.RichText(message.Line(message.Text(w.CanAsk, false))), slack.NewActionBlock("", message.AskButtons(asks, english)...))
	}
	return m
}

// Bounds of the questions that are offered about a release.
const (
	maxAsksTried = 6
	maxAsks      = 3
)

// asksAbout returns questions that are answered from a release.
func (d *Desk) asksAbout(ctx context.Context, id string) []string {
	all, err := d.Library.Figures(ctx, "")
	if err != nil {
		d.Log.Error("cannot make examples of questions", "err", err) // some buttons less
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
		a, err := d.Answerer.Follow(ctx, s.Question(), nil)
		if err == nil && a.Claim != nil && a.Claim.Hit.Passage.Release.ID == id && len(out) < maxAsks {
			out = append(out, s.Question())
		}
	}
	return out
}

// notAddedMessage says why a release was not taken in, with a button to try again if
// that may help.
func (d *Desk) notAddedMessage(key string, p proposal, err error, english bool) message.Message {
	w := message.WordsOf(english).Intake
	d.Log.Error("release not taken in", "file", p.File, "why", string(whyOf(err)), "err", webapi.Redact(err))
	name, why := message.Label(p.Name, maxShownName), Reason(err, english)
	if errors.Is(err, errChanged) || errors.Is(err, errGone) {
		return message.Say(fmt.Sprintf(w.NotAdded, name, why))
	}
	m := message.Say(fmt.Sprintf(w.Again, name, why))
	m.Forms[0] = append(m.Forms[0], slack.NewActionBlock("", message.Button(takeInAction, key, w.Add), message.Button(leaveOutAction, key, w.Decline)))
	return m
}

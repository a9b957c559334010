package bot

import (
	"context"

	"github.com/slack-go/slack"
)

// message is what is posted. Slack may refuse blocks (a chart where none is
// taken, a limit of its own), so that a message may have several forms.
type message struct {
	text  string          // for notifications and screen readers, and where no form is taken: the whole claim; escaped
	forms [][]slack.Block // from the richest to the plainest; the first that Slack takes is shown
}

// target is where a message goes. Of user, responseURL and update at most one
// is set.
type target struct {
	channel     string
	thread      string // timestamp of the thread's first message; empty: none
	user        string // only this person sees it
	responseURL string // only the person who asked sees it, through this address
	replace     bool   // with responseURL: in the place of the message that was clicked
	update      string // timestamp of the message whose place it takes
	event       string // ID of the event that it answers, kept with the message so that none is answered twice
}

// send posts m to t and returns the timestamp of what was posted, empty where
// Slack tells none. It waits for its turn within Slack's limits.
func (b *Bot) send(ctx context.Context, t target, m message) (string, error) {
	var blocks []slack.Block
	if len(m.forms) > 0 {
		blocks = m.forms[0]
	}
	if t.responseURL != "" {
		return "", slack.PostWebhookContext(ctx, t.responseURL, &slack.WebhookMessage{
			Text: m.text, Blocks: &slack.Blocks{BlockSet: blocks}, ResponseType: slack.ResponseTypeEphemeral, ReplaceOriginal: t.replace,
		})
	}
	options := []slack.MsgOption{
		slack.MsgOptionText(m.text, false), slack.MsgOptionBlocks(blocks...),
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
	if t.thread != "" {
		options = append(options, slack.MsgOptionTS(t.thread))
	}
	switch {
	case t.user != "":
		return b.api.PostEphemeralContext(ctx, t.channel, t.user, options...)
	case t.update != "":
		_, ts, _, err := b.api.UpdateMessageContext(ctx, t.channel, t.update, options...)
		return ts, err
	}
	_, ts, err := b.api.PostMessageContext(ctx, t.channel, options...)
	return ts, err
}

package bot

import (
	"cmp"
	"context"
	"strings"

	"beilun/bot/message"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
)

// askMessage is the callback ID of the message shortcut.
const askMessage = "ask_message"

// interaction does what a click, a shortcut or a sent form asks for.
func (b *Bot) interaction(ctx context.Context, id string, i slack.InteractionCallback) error {
	switch i.Type {
	case slack.InteractionTypeMessageAction:
		if i.CallbackID == askMessage {
			return b.shortcut(ctx, id, i)
		}
	case slack.InteractionTypeViewSubmission, slack.InteractionTypeViewClosed:
		if i.View.CallbackID == message.FeedbackModal {
			return b.explained(ctx, i)
		}
	case slack.InteractionTypeBlockActions:
		for _, a := range i.ActionCallback.BlockActions {
			if err := b.clicked(ctx, click{InteractionCallback: i, event: id, action: a}); err != nil {
				return err
			}
		}
	}
	return nil
}

// click is a click on one element of a message or of Home.
type click struct {
	slack.InteractionCallback
	event  string
	action *slack.BlockAction
}

// channel and thread say where the message that was clicked stands.
func (c click) channel() string { return cmp.Or(c.Channel.ID, c.Container.ChannelID) }

func (c click) thread() string {
	return cmp.Or(c.Container.ThreadTs, cmp.Or(c.Message.ThreadTimestamp, ""))
}

// private reports whether only the clicker sees the message.
func (c click) private() bool { return c.Container.IsEphemeral || c.Message.Timestamp == "" }

// aside is where only the clicker sees what is said.
func (c click) aside() webapi.Target {
	if c.ResponseURL != "" {
		return webapi.Target{ResponseURL: c.ResponseURL, Event: c.event}
	}
	return webapi.Target{Channel: c.User.ID, Event: c.event} // Home has no channel: the direct message
}

// clicked does what an element of a message or of Home is for.
func (b *Bot) clicked(ctx context.Context, c click) error {
	value := c.action.Value
	switch id := c.action.ActionID; {
	case id == message.MoreAction, id == message.ContextAction:
		return b.withReply(ctx, c, value, b.openPassages)
	case id == takeInAction, id == leaveOutAction, strings.HasPrefix(id, removeAction):
		return b.intakeClicked(ctx, c)
	case strings.HasPrefix(id, uncorrectAction):
		return b.uncorrectClicked(ctx, c)
	case id == message.ChartAction:
		return b.withReply(ctx, c, value, b.showChart)
	case id == message.ShareAction:
		return b.withReply(ctx, c, value, b.share)
	case id == message.FeedbackAction, id == message.UsefulAction, id == message.UselessAction:
		verdict, key, _ := strings.Cut(value, " ")
		return b.withReply(ctx, c, key, func(ctx context.Context, c click, key string, k kept) error { return b.judged(ctx, c, verdict, key, k) })
	case id == message.FiguresAction:
		return b.turnPage(ctx, c)
	case id == message.ReplaceAction:
		return b.replace(ctx, c)
	case id == message.LanguageAction:
		return b.chooseLanguage(ctx, c)
	case strings.HasPrefix(id, newsAction):
		return b.newsClicked(ctx, c)
	case strings.HasPrefix(id, message.AskAction):
		return b.askClicked(ctx, c)
	}
	return nil
}

// withReply hands the kept reply under key to do, or tells that it is gone.
func (b *Bot) withReply(ctx context.Context, c click, key string, do func(context.Context, click, string, kept) error) error {
	var k kept
	if !b.recall(replyKind, key, &k) {
		return b.whisper(ctx, c, message.WordsOf(b.english(ctx, c.User.ID)).UI.Expired)
	}
	return do(ctx, c, key, k)
}

// whisper says a sentence to the clicker alone.
func (b *Bot) whisper(ctx context.Context, c click, text string) error {
	_, err := b.send(ctx, c.aside(), message.Say(text))
	return err
}

// askClicked asks the question on a button: in the thread of the message that
// it stands in, in its place where only one person sees that, and in the direct
// message when it stands in Home.
func (b *Bot) askClicked(ctx context.Context, c click) error {
	text := c.action.Value
	if c.private() && c.ResponseURL != "" {
		to := webapi.Target{ResponseURL: c.ResponseURL, Replace: true, Event: c.event}
		_, err := b.answerTo(ctx, to, func(ctx context.Context) (*message.Message, error) {
			m, err := b.privately(ctx, question{text: text, channel: c.channel(), user: c.User.ID})
			return &m, err
		})
		return err
	}
	q := question{text: text, channel: c.channel(), user: c.User.ID, ts: c.event, thread: c.thread(), event: c.event}
	if q.channel == "" {
		q.channel = b.directWith(ctx, c.User.ID)
	}
	return b.askAloud(ctx, q)
}

// shortcut answers the text of somebody's message, to the one who asked.
func (b *Bot) shortcut(ctx context.Context, id string, i slack.InteractionCallback) error {
	q := question{text: b.strip(i.Message.Text), channel: i.Channel.ID, user: i.User.ID, thread: cmp.Or(i.Message.ThreadTimestamp, i.Message.Timestamp)}
	to := webapi.Target{ResponseURL: i.ResponseURL, Event: id}
	_, err := b.answerTo(ctx, to, func(ctx context.Context) (*message.Message, error) {
		m, err := b.privately(ctx, q)
		return &m, err
	})
	return err
}

package bot

import (
	"cmp"
	"context"
	"strings"

	"beilun/bot/message"
	"beilun/bot/news"
	"beilun/bot/said"
	"beilun/bot/surface"
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
			if err := b.clicked(ctx, surface.Click{InteractionCallback: i, Event: id, Action: a}); err != nil {
				return err
			}
		}
	}
	return nil
}

// clicked does what an element of a message or of Home is for.
func (b *Bot) clicked(ctx context.Context, c surface.Click) error {
	value := c.Action.Value
	switch id := c.Action.ActionID; {
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
		return b.withReply(ctx, c, key, func(ctx context.Context, c surface.Click, key string, k kept) error {
			return b.judged(ctx, c, verdict, key, k)
		})
	case id == message.FiguresAction, strings.HasPrefix(id, news.FiguresAction):
		return b.turnPage(ctx, c)
	case id == message.ReplaceAction:
		return b.replace(ctx, c)
	case id == message.LanguageAction:
		return b.chooseLanguage(ctx, c)
	case strings.HasPrefix(id, news.ActionPrefix):
		text, err := b.news.Click(c, b.languages.English(ctx, c.User.ID))
		if err != nil || text == "" {
			return err
		}
		return b.post.Whisper(ctx, c, text)
	case strings.HasPrefix(id, message.AskAction):
		return b.askClicked(ctx, c)
	}
	return nil
}

// withReply hands the kept reply under key to do, or tells that it is gone.
func (b *Bot) withReply(ctx context.Context, c surface.Click, key string, do func(context.Context, surface.Click, string, kept) error) error {
	var k kept
	if !b.memory.Recall(surface.Reply, key, &k) {
		return b.post.Whisper(ctx, c, message.WordsOf(b.languages.English(ctx, c.User.ID)).UI.Expired)
	}
	return do(ctx, c, key, k)
}

// askClicked asks the question on a button: in the thread of the message that
// it stands in, in its place where only one person sees that, and in the direct
// message when it stands in Home.
func (b *Bot) askClicked(ctx context.Context, c surface.Click) error {
	text := c.Action.Value
	if c.IsPrivate() && c.ResponseURL != "" {
		to := webapi.Target{ResponseURL: c.ResponseURL, Replace: true, Event: c.Event}
		_, err := b.post.Answer(ctx, to, func(ctx context.Context) (*message.Message, error) {
			m, err := b.privately(ctx, question{text: text, channel: c.ChannelID(), user: c.User.ID})
			return &m, err
		})
		return err
	}
	q := question{text: text, channel: c.ChannelID(), user: c.User.ID, ts: c.Event, thread: c.ThreadTS(), event: c.Event}
	if q.channel == "" {
		q.channel = b.post.Direct(ctx, c.User.ID)
	}
	return b.askAloud(ctx, q)
}

// shortcut answers the text of somebody's message, to the one who asked.
func (b *Bot) shortcut(ctx context.Context, id string, i slack.InteractionCallback) error {
	q := question{text: said.Strip(i.Message.Text, b.self), channel: i.Channel.ID, user: i.User.ID, thread: cmp.Or(i.Message.ThreadTimestamp, i.Message.Timestamp)}
	to := webapi.Target{ResponseURL: i.ResponseURL, Event: id}
	_, err := b.post.Answer(ctx, to, func(ctx context.Context) (*message.Message, error) {
		m, err := b.privately(ctx, q)
		return &m, err
	})
	return err
}

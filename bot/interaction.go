package bot

import (
	"cmp"
	"context"
	"log/slog"
	"strings"

	"beilun/bot/intake"
	"beilun/bot/message"
	"beilun/bot/news"
	"beilun/bot/said"
	"beilun/bot/surface"
	"beilun/bot/talk"
	"beilun/bot/webapi"
	"beilun/internal/logs"

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
		logs.Refuse(b.log, slog.LevelDebug, logs.Click, logs.UnknownKind, "event", id, "action", i.CallbackID)
	case slack.InteractionTypeViewSubmission, slack.InteractionTypeViewClosed:
		if i.View.CallbackID == message.FeedbackModal {
			return b.talk.Explained(ctx, i)
		}
		logs.Refuse(b.log, slog.LevelDebug, logs.Click, logs.UnknownKind, "event", id, "action", i.View.CallbackID)
	case slack.InteractionTypeBlockActions:
		for _, a := range i.ActionCallback.BlockActions {
			if err := b.clicked(ctx, surface.Click{InteractionCallback: i, Event: id, Action: a}); err != nil {
				return err
			}
		}
	default:
		logs.Refuse(b.log, slog.LevelDebug, logs.Click, logs.UnknownKind, "event", id, "type", string(i.Type))
	}
	return nil
}

// clicked does what an element of a message or of Home is for.
func (b *Bot) clicked(ctx context.Context, c surface.Click) error {
	switch id := c.Action.ActionID; {
	case talk.IsAction(id):
		return b.talk.Click(ctx, c)
	case intake.IsAction(id):
		return b.intake.Click(ctx, c)
	case id == message.FiguresAction, strings.HasPrefix(id, news.FiguresAction):
		return b.turnPage(ctx, c)
	case strings.HasPrefix(id, message.ReleasesAction):
		return turnReleases(ctx, b.post, b.library.Releases(), c, b.languages.English(ctx, c.User.ID))
	case id == message.CommandAction:
		return b.clickedCommand(ctx, c)
	case id == message.LanguageAction:
		return b.chooseLanguage(ctx, c)
	case strings.HasPrefix(id, news.ActionPrefix):
		text, err := b.news.Click(c, b.languages.English(ctx, c.User.ID))
		if err != nil || text == "" {
			return err
		}
		return b.post.Whisper(ctx, c, text)
	}
	c.Refuse(b.log, logs.UnknownKind)
	return nil
}

// shortcut answers the text of somebody's message, to the one who asked.
func (b *Bot) shortcut(ctx context.Context, id string, i slack.InteractionCallback) error {
	q := surface.Question{Text: said.Question(i.Message.Text, b.self), Channel: i.Channel.ID, User: i.User.ID, Thread: cmp.Or(i.Message.ThreadTimestamp, i.Message.Timestamp)}
	to := webapi.Target{ResponseURL: i.ResponseURL, Event: id}
	_, err := b.post.Answer(ctx, to, func(ctx context.Context) (*message.Message, error) {
		m, err := b.talk.Privately(ctx, q)
		return &m, err
	})
	return err
}

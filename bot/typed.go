package bot

import (
	"context"
	"log/slog"

	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/internal/courtesy"
	"beilun/internal/logs"

	"github.com/slack-go/slack"
)

// Messages do what commands do: 订阅吉利, 数字 吉利, 帮助. What is asked, and what only begins
// like a command, is a question.

// typed does what a message asks of the bot itself: a command, how one is used, a
// courtesy. done reports whether it asks that.
func (b *Bot) typed(ctx context.Context, q surface.Question) (done bool, err error) {
	if s, rest, ok := b.commands().typed(ctx, q.Text); ok {
		return true, b.runTyped(ctx, q, s, rest)
	}
	if m, ok := b.aboutBot(ctx, q.User, q.Text); ok {
		return true, b.reply(ctx, q, func(context.Context) (message.Message, error) { return m, nil })
	}
	return false, nil
}

// aboutBot returns the reply to a text that asks about the bot or is a courtesy, or that
// is nearly a command.
func (b *Bot) aboutBot(ctx context.Context, user, text string) (m message.Message, ok bool) {
	english := b.languages.EnglishIn(ctx, user, text)
	if c, ok := said.HowTo(text, b.commands().names(true)); ok && (c.Rest == "" || b.commands().knows(ctx, c.Rest)) {
		if m, ok := b.host.howTo(ctx, c, english); ok {
			return m, true
		}
	}
	if kind, phrase := courtesy.Read(text); kind != courtesy.None {
		b.opts.Courteous()
		return b.host.courtesy(ctx, user, kind, phrase, english), true
	}
	if c, ok := b.commands().mistyped(ctx, text); ok {
		logs.Refuse(b.log, slog.LevelDebug, logs.Command, logs.UnknownCommand, "command", c.Name, "user", user)
		if no := b.host.lacks(c.Name, message.WordsOf(english)); no != "" {
			return message.Say(no), true
		}
		return message.WordsOf(english).Manners.Mistyped(c.Name, c.Word, c.Rest), true
	}
	return message.Message{}, false
}

// runTyped replies to a command in a message. What is for admins alone is shown to the
// admin alone.
func (b *Bot) runTyped(ctx context.Context, q surface.Question, s subcommand, rest string) error {
	c := slack.SlashCommand{ChannelID: q.Channel, UserID: q.User, Text: q.Text}
	english := b.languages.EnglishIn(ctx, q.User, q.Text)
	to := q.Target()
	if s.admin && !surface.IsDirect(q.Channel) {
		to.User = q.User
	}
	ctx, cancel := timeFor(ctx, s)
	defer cancel()
	_, err := b.post.Answer(ctx, to, func(ctx context.Context) (*message.Message, error) {
		m, err := b.run(ctx, c, s, rest, english)
		if err == nil && to.User == "" {
			b.talk.Join(q)
		}
		return &m, err
	})
	return err
}

// reply posts what make returns where q was said, and takes part in its thread from then
// on.
func (b *Bot) reply(ctx context.Context, q surface.Question, make func(context.Context) (message.Message, error)) error {
	_, err := b.post.Answer(ctx, q.Target(), func(ctx context.Context) (*message.Message, error) {
		m, err := make(ctx)
		if err != nil {
			return nil, err
		}
		b.talk.Join(q)
		return &m, nil
	})
	return err
}

// clickedCommand does what a suggested command is for: in place of a message that only
// one person sees, and else where that message is, at the pace of clicks that post.
func (b *Bot) clickedCommand(ctx context.Context, c surface.Click) error {
	to := webapi.Target{Channel: c.ChannelID(), Thread: c.ThreadTS(), Event: c.Event}
	if c.IsPrivate() && c.ResponseURL != "" {
		to = webapi.Target{ResponseURL: c.ResponseURL, Replace: true, Event: c.Event}
	} else if may, err := b.talk.MayPost(ctx, c); err != nil || !may {
		return err
	}
	_, err := b.post.Answer(ctx, to, func(ctx context.Context) (*message.Message, error) {
		m, err := b.command(ctx, slack.SlashCommand{ChannelID: c.ChannelID(), UserID: c.User.ID}, c.Action.Value)
		return &m, err
	})
	return err
}

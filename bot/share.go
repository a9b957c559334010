package bot

import (
	"context"
	"errors"
	"fmt"

	"beilun/bot/webapi"

	"github.com/slack-go/slack"
)

// share posts a private answer where it was asked, once.
func (b *Bot) share(ctx context.Context, c click, key string, k kept) error {
	w := uiOf(b.english(ctx, c.User.ID))
	var shared bool
	if b.recall(sharedKind, key, &shared) {
		return b.whisper(ctx, c, w.sharedBefore)
	}
	to := webapi.Target{Channel: firstOf(k.Channel, c.channel()), Thread: k.Thread, Event: c.event}
	_, err := b.send(ctx, to, sharedMessage(c.User.ID, key, k))
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) && (refused.Err == "not_in_channel" || refused.Err == "channel_not_found") {
		return b.whisper(ctx, c, w.notInChannel)
	}
	if err != nil {
		return fmt.Errorf("share: %w", err)
	}
	b.remember(sharedKind, key, true)
	return b.whisper(ctx, c, w.shared)
}

// sharedMessage is the reply below who shares it and what was asked. The
// person is named and the question told; neither is drawn as markup.
func sharedMessage(user, key string, k kept) message {
	w := uiOf(k.Reply.English)
	question := cut(plain(k.Question), nil, maxPassage)
	m := k.Reply.message(setting{key: key})
	by := richText(section(slack.NewRichTextSectionUserElement(user, nil), textElement(fmt.Sprintf(w.sharedBy, question), false)))
	m.text = "<@" + user + ">" + escape(fmt.Sprintf(w.sharedBy, cut(question, nil, 300))) + "\n" + m.text
	for i, f := range m.forms {
		m.forms[i] = append([]slack.Block{by}, f...)
	}
	return m
}

// showChart posts the figures as a chart and a table: in the thread of the
// answer for all to see, once, or to the one person who sees the answer.
func (b *Bot) showChart(ctx context.Context, c click, key string, k kept) error {
	if k.Reply.Series == nil {
		return nil
	}
	m := k.Reply.Series.message(k.Reply.English)
	if c.private() {
		_, err := b.send(ctx, c.aside(), m)
		return err
	}
	if !b.first("chart " + key) {
		return b.whisper(ctx, c, uiOf(b.english(ctx, c.User.ID)).chartShown)
	}
	_, err := b.send(ctx, webapi.Target{Channel: c.channel(), Thread: firstOf(c.thread(), c.Message.Timestamp), Event: c.event}, m)
	return err
}

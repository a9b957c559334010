package bot

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"
)

// slash queues the work of a slash command. Its answers go to the asker alone.
func (b *Bot) slash(ctx context.Context, c slack.SlashCommand) {
	text := b.strip(c.Text)
	do := func(ctx context.Context) error { return b.slashQuestion(ctx, c, text) }
	time := answerTime
	verb, rest, _ := strings.Cut(text, " ")
	switch strings.ToLower(verb) {
	case "figures", "数字":
		do = func(ctx context.Context) error {
			return b.figures(ctx, c.ResponseURL, figuresPage{Of: strings.TrimSpace(rest)})
		}
	}
	switch strings.ToLower(text) {
	case "releases":
		do = func(ctx context.Context) error {
			return b.whisper(ctx, c.ResponseURL, releasesWords(b.library.Releases()))
		}
	case "reindex":
		do = func(ctx context.Context) error { return b.reindex(ctx, c) }
		time = reindexTime
	default:
		if isHelp(text) {
			do = func(ctx context.Context) error { return b.whisper(ctx, c.ResponseURL, wordsHelp) }
		}
	}
	sorry := func(text string) func(context.Context) {
		return func(ctx context.Context) {
			if err := b.whisper(ctx, c.ResponseURL, text); err != nil {
				b.log.Error("post", "err", redact(err))
			}
		}
	}
	if !b.queue(job{"command", time, do, sorry(wordsFailed)}) {
		sorry(wordsBusy)(ctx)
	}
}

func (b *Bot) slashQuestion(ctx context.Context, c slack.SlashCommand, text string) error {
	a, err := b.answerer.Follow(ctx, text, nil)
	if err != nil {
		return err
	}
	r := NewReply(a)
	blocks := r.Blocks()
	if r.Answered {
		blocks = append(blocks, shareButton(b.shared.keep(r)))
	}
	return b.respond(ctx, c.ResponseURL, escape(r.Text()), blocks)
}

func (b *Bot) reindex(ctx context.Context, c slack.SlashCommand) error {
	if !b.isAdmin(c.UserID) {
		return b.whisper(ctx, c.ResponseURL, wordsNotAdmin)
	}
	changes, err := b.library.Reindex(ctx)
	if err != nil {
		b.log.Error("reindex", "err", err)
		return b.whisper(ctx, c.ResponseURL, wordsReindexing)
	}
	return b.whisper(ctx, c.ResponseURL, changesWords(changes))
}

// interaction queues the work of a click on a button.
func (b *Bot) interaction(ctx context.Context, i slack.InteractionCallback) {
	if i.Type != slack.InteractionTypeBlockActions {
		return
	}
	sorry := func(ctx context.Context) { _ = b.whisper(ctx, i.ResponseURL, wordsFailed) }
	for _, a := range i.ActionCallback.BlockActions {
		value := a.Value
		switch a.ActionID {
		case shareAction:
			b.queue(job{"share", answerTime, func(ctx context.Context) error { return b.share(ctx, i, value) }, sorry})
		case moreAction:
			var page figuresPage
			if json.Unmarshal([]byte(value), &page) != nil {
				continue
			}
			b.queue(job{"figures", answerTime, func(ctx context.Context) error { return b.figures(ctx, i.ResponseURL, page) }, sorry})
		}
	}
}

// share posts a private answer in the channel, once.
func (b *Bot) share(ctx context.Context, i slack.InteractionCallback, value string) error {
	r, ok := b.shared.take(value)
	if !ok {
		return b.whisper(ctx, i.ResponseURL, wordsExpired)
	}
	by := slack.NewRichTextBlock("by", slack.NewRichTextSection(slack.NewRichTextSectionUserElement(i.User.ID, nil), textElement(" 分享：", false)))
	blocks := append([]slack.Block{by}, r.Blocks()...)
	if err := b.post(ctx, question{channel: i.Channel.ID}, wordsSharedBy(i.User.ID)+escape(r.Text()), blocks); err != nil {
		return err
	}
	return b.whisper(ctx, i.ResponseURL, wordsShared)
}

// whisper sends a text of the bot's own to the person alone.
func (b *Bot) whisper(ctx context.Context, url, text string) error {
	return b.respond(ctx, url, escape(text), plainBlocks(text))
}

func (b *Bot) respond(ctx context.Context, url, text string, blocks []slack.Block) error {
	return slack.PostWebhookContext(ctx, url, &slack.WebhookMessage{
		Text: text, Blocks: &slack.Blocks{BlockSet: blocks}, ResponseType: slack.ResponseTypeEphemeral,
	})
}

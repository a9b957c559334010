package bot

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"
)

// slash does a slash command. Its answers go to the asker alone.
func (b *Bot) slash(ctx context.Context, c slack.SlashCommand) error {
	text := b.strip(c.Text)
	verb, rest, _ := strings.Cut(text, " ")
	switch strings.ToLower(verb) {
	case "figures", "数字":
		return b.figures(ctx, c.ResponseURL, figuresPage{Of: strings.TrimSpace(rest)})
	}
	switch strings.ToLower(text) {
	case "releases":
		return b.whisper(ctx, c.ResponseURL, releasesWords(b.library.Releases()))
	case "reindex":
		return b.reindex(ctx, c)
	}
	if isHelp(text) {
		return b.whisper(ctx, c.ResponseURL, wordsHelp)
	}
	return b.slashQuestion(ctx, c, text)
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

// interaction does what a click on a button asks for.
func (b *Bot) interaction(ctx context.Context, i slack.InteractionCallback) error {
	if i.Type != slack.InteractionTypeBlockActions {
		return nil
	}
	for _, a := range i.ActionCallback.BlockActions {
		switch a.ActionID {
		case shareAction:
			return b.share(ctx, i, a.Value)
		case moreAction:
			var page figuresPage
			if json.Unmarshal([]byte(a.Value), &page) != nil {
				continue
			}
			return b.figures(ctx, i.ResponseURL, page)
		}
	}
	return nil
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
	_, err := b.send(ctx, target{responseURL: url}, message{text, [][]slack.Block{blocks}})
	return err
}

package bot

import (
	"context"
	"encoding/json"
	"unicode/utf8"

	"beilun/bot/message"
	"beilun/bot/surface"
)

// figures returns the reply to "/beilun figures OF", a table of one page.
func (b *Bot) figures(ctx context.Context, page message.FiguresPage, english bool) (message.Message, error) {
	w := message.WordsOf(english).UI
	if utf8.RuneCountInString(page.Of) > message.MaxAskedFor {
		return message.Say(w.FiguresUsage), nil
	}
	entries, err := b.library.Figures(ctx, page.Of)
	if err != nil {
		return message.Message{}, err
	}
	if page.From < 0 || page.From >= len(entries) {
		return message.Say(w.NoFigures), nil
	}
	return message.Figures(entries, page, english), nil
}

// turnPage posts the page of a button for the clicker alone.
func (b *Bot) turnPage(ctx context.Context, c surface.Click) error {
	var page message.FiguresPage
	if json.Unmarshal([]byte(c.Action.Value), &page) != nil {
		return nil // not a value of ours
	}
	_, err := b.post.Answer(ctx, c.Aside(), func(ctx context.Context) (*message.Message, error) {
		m, err := b.figures(ctx, page, b.languages.English(ctx, c.User.ID))
		return &m, err
	})
	return err
}

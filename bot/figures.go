package bot

import (
	"context"
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/index"
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

// turnReleases shows the page of a button in the place of the one before, and where
// others read that one, to the clicker alone.
func turnReleases(ctx context.Context, post *surface.Poster, rs []index.Release, c surface.Click, english bool) error {
	from, err := strconv.Atoi(c.Action.Value)
	if err != nil {
		return nil // not a value of ours
	}
	m := message.ReleasesPage(rs, from, english)
	if !c.IsPrivate() && !surface.IsDirect(c.ChannelID()) {
		_, err := post.Send(ctx, c.Aside(), m)
		return err
	}
	return post.InPlace(ctx, c, c.Event, m)
}

package bot

import (
	"context"
	"fmt"
	"log/slog"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/index"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// publishHome publishes the Home tab of a person.
func (b *Bot) publishHome(ctx context.Context, user string) error {
	h := b.samples.home(ctx, b.library)
	h.Language, h.English, h.Admin = b.languages.Chosen(user), b.languages.English(ctx, user), b.opts.isAdmin(user) && b.opts.Intake != nil
	view := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: h.Blocks()}}
	if _, err := b.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: user, View: view}); err != nil {
		return fmt.Errorf("publish home: %w", webapi.Redact(err))
	}
	return nil
}

// Shown is what Home shows of releases.
type Shown interface {
	Releases() []index.Release
	Passages() int
	Figures(ctx context.Context, of string) ([]index.Entry, error)
}

// home returns the Home tab of releases, without what depends on a person.
func (s *samples) home(ctx context.Context, l Shown) message.Home {
	return message.Home{Local: s.local(ctx, message.HomeAsks), Releases: l.Releases(), Passages: l.Passages(), Samples: s.figures(ctx)}
}

// NewHome returns a function that draws the Home tab of releases as a Bot does, whose
// first call chooses the examples. It is for measuring.
func NewHome(l Shown, a Answerer, log *slog.Logger) func(ctx context.Context) []slack.Block {
	s := &samples{library: l, answerer: a, empty: func() bool { return len(l.Releases()) == 0 }, log: log}
	return func(ctx context.Context) []slack.Block {
		h := s.home(ctx, l)
		return h.Blocks()
	}
}

// chooseLanguage keeps a person's choice and publishes Home in that language.
func (b *Bot) chooseLanguage(ctx context.Context, c surface.Click) error {
	b.languages.Choose(c.User.ID, c.Action.SelectedOption.Value)
	return b.publishHome(ctx, c.User.ID)
}

// opened draws Home or, for the tab of messages, suggests questions and greets a
// person who opens it for the first time.
func (b *Bot) opened(ctx context.Context, ev *slackevents.AppHomeOpenedEvent) error {
	if ev.Tab == "home" {
		return b.publishHome(ctx, ev.User)
	}
	b.host.suggest(ctx, ev.User, ev.Channel)
	return b.host.greetUser(ctx, ev.User, ev.Channel)
}

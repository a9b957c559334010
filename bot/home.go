package bot

import (
	"context"
	"fmt"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// publishHome publishes the Home tab of a person.
func (b *Bot) publishHome(ctx context.Context, user string) error {
	h := message.Home{
		Local: b.samples.local(ctx, message.HomeAsks), Releases: b.library.Releases(), Passages: b.library.Passages(), Samples: b.samples.figures(ctx),
		Language: b.languages.Chosen(user), English: b.languages.English(ctx, user), Admin: b.opts.isAdmin(user) && b.opts.Intake != nil,
	}
	view := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: h.Blocks()}}
	if _, err := b.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: user, View: view}); err != nil {
		return fmt.Errorf("publish home: %w", webapi.Redact(err))
	}
	return nil
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

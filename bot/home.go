package bot

import (
	"context"
	"fmt"

	"beilun/bot/message"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
)

// publishHome draws the Home tab of a person.
func (b *Bot) publishHome(ctx context.Context, user string) error {
	var s settings
	b.recall(settingKind, user, &s)
	h := message.Home{
		Local: b.local(ctx, message.HomeAsks), Releases: b.library.Releases(), Passages: b.library.Passages(), Samples: b.sampleFigures(ctx),
		Language: s.Language, English: b.english(ctx, user), Admin: b.isAdmin(user),
	}
	view := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: h.Blocks()}}
	if _, err := b.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: user, View: view}); err != nil {
		return fmt.Errorf("publish home: %w", webapi.Redact(err))
	}
	return nil
}

// chooseLanguage keeps a person's choice and draws Home anew in it.
func (b *Bot) chooseLanguage(ctx context.Context, c click) error {
	var s settings
	b.recall(settingKind, c.User.ID, &s)
	switch code := c.action.SelectedOption.Value; code {
	case "zh", "en":
		s.Language = code
	default:
		s.Language = ""
	}
	b.remember(settingKind, c.User.ID, s)
	return b.publishHome(ctx, c.User.ID)
}

package bot

import (
	"context"
	"fmt"

	"beilun/bot/message"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// greetChannel says once what the bot is for, where it was invited.
func (b *Bot) greetChannel(ctx context.Context, channel, inviter string) error {
	if !b.memory.First("greeted " + channel) {
		return nil
	}
	w := message.WordsOf(b.languages.English(ctx, inviter)).UI
	return b.greet(ctx, webapi.Target{Channel: channel}, w.GreetChannel, false, w)
}

// greetUser says the same to a person who opens the app for the first time.
func (b *Bot) greetUser(ctx context.Context, user, channel string) error {
	if channel == "" || !b.memory.First("greeted "+user) {
		return nil
	}
	w := message.WordsOf(b.languages.English(ctx, user)).UI
	return b.greet(ctx, webapi.Target{Channel: channel}, w.GreetUser, true, w)
}

// greet says a greeting with an example and, where they are answered in place,
// more of them as buttons.
func (b *Bot) greet(ctx context.Context, to webapi.Target, format string, buttons bool, w *message.UI) error {
	examples := b.samples.examples(ctx, maxPrompts)
	m := message.Say(fmt.Sprintf(format, w.Place(b.samples.districtName()), examples[0]))
	if buttons {
		m.Forms[0] = append(m.Forms[0], slack.NewActionBlock("", message.AskButtons(examples)...))
	}
	if _, err := b.post.Send(ctx, to, m); err != nil {
		return fmt.Errorf("greet: %w", err)
	}
	return nil
}

// maxPrompts is how many suggested prompts Slack shows.
const maxPrompts = 4

// opened does what opening the app asks for: Home is drawn, the messages get
// suggestions, and who opens it for the first time is greeted.
func (b *Bot) opened(ctx context.Context, ev *slackevents.AppHomeOpenedEvent) error {
	if ev.Tab == "home" {
		return b.publishHome(ctx, ev.User)
	}
	b.suggest(ctx, ev.User, ev.Channel)
	return b.greetUser(ctx, ev.User, ev.Channel)
}

// suggest sets the suggested prompts. Without a thread: in the agent view they
// are those of the whole tab. That they cannot be set is no trouble: it needs a
// plan that has them.
func (b *Bot) suggest(ctx context.Context, user, channel string) {
	p := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: channel, Title: message.WordsOf(b.languages.English(ctx, user)).UI.PromptsTitle}
	for _, q := range b.samples.examples(ctx, maxPrompts) {
		p.Prompts = append(p.Prompts, slack.AssistantThreadsPrompt{Title: message.Clip(q, message.MaxButton), Message: q})
	}
	if err := b.api.SetAssistantThreadsSuggestedPromptsContext(ctx, p); err != nil {
		b.log.Debug("suggest", "err", webapi.Redact(err))
	}
}

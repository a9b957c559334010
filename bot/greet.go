package bot

import (
	"context"
	"fmt"

	"beilun/bot/message"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// greetChannel posts, once, what the bot is for in a channel that it was invited to.
func (b *Bot) greetChannel(ctx context.Context, channel, inviter string) error {
	if !b.memory.First("greeted " + channel) {
		return nil
	}
	w := message.WordsOf(b.languages.English(ctx, inviter)).UI
	return b.greet(ctx, webapi.Target{Channel: channel}, w.GreetChannel, false, w)
}

// greetUser posts the same for a person who opens the app for the first time.
func (b *Bot) greetUser(ctx context.Context, user, channel string) error {
	if channel == "" || !b.memory.First("greeted "+user) {
		return nil
	}
	w := message.WordsOf(b.languages.English(ctx, user)).UI
	return b.greet(ctx, webapi.Target{Channel: channel}, w.GreetUser, true, w)
}

// greet posts a greeting with an example and, if buttons is true, with more examples
// as buttons.
func (b *Bot) greet(ctx context.Context, to webapi.Target, format string, buttons bool, w *message.UI) error {
	examples := b.samples.examples(ctx, maxPrompts)
	m := message.Say(fmt.Sprintf(format, w.Place(b.samples.districtName()), w.Label(examples[0])))
	if buttons {
		m.Forms[0] = append(m.Forms[0], slack.NewActionBlock("", message.AskButtons(examples, w == message.WordsOf(true).UI)...))
	}
	if _, err := b.post.Send(ctx, to, m); err != nil {
		return fmt.Errorf("greet: %w", err)
	}
	return nil
}

// maxPrompts is how many suggested prompts Slack shows.
const maxPrompts = 4

// opened draws Home or, for the tab of messages, suggests questions and greets a
// person who opens it for the first time.
func (b *Bot) opened(ctx context.Context, ev *slackevents.AppHomeOpenedEvent) error {
	if ev.Tab == "home" {
		return b.publishHome(ctx, ev.User)
	}
	b.suggest(ctx, ev.User, ev.Channel)
	return b.greetUser(ctx, ev.User, ev.Channel)
}

// suggest sets the suggested prompts, without a thread for the whole tab. A failure is
// only logged: Slack has prompts in some plans only.
func (b *Bot) suggest(ctx context.Context, user, channel string) {
	w := message.WordsOf(b.languages.English(ctx, user)).UI
	p := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: channel, Title: w.PromptsTitle}
	for _, q := range b.samples.examples(ctx, maxPrompts) {
		p.Prompts = append(p.Prompts, slack.AssistantThreadsPrompt{Title: message.Clip(w.Label(q), message.MaxButton), Message: q})
	}
	if err := b.api.SetAssistantThreadsSuggestedPromptsContext(ctx, p); err != nil {
		b.log.Debug("suggest", "err", webapi.Redact(err))
	}
}

// helpFor explains how to ask and, to an admin, how to hand releases over.
func (b *Bot) helpFor(ctx context.Context, user string, english bool) message.Message {
	if !b.isAdmin(user) {
		return b.help(ctx, english)
	}
	w := message.WordsOf(english)
	return message.SayOutline(w.UI.HelpText(b.samples.local(ctx, helpExamples)) + string(w.Intake.Help+w.Corrections.Help))
}

// help explains how to ask.
func (b *Bot) help(ctx context.Context, english bool) message.Message {
	return message.SayOutline(message.WordsOf(english).UI.HelpText(b.samples.local(ctx, helpExamples)))
}

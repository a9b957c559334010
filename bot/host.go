package bot

import (
	"context"
	"fmt"
	"log/slog"
	"slices"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
)

// host greets people and says what the bot is for. It is safe for concurrent use.
type host struct {
	api       *webapi.Client
	memory    *surface.Memory
	languages *surface.Languages
	post      *surface.Poster
	samples   *samples
	admins    []string // user IDs
	isFixed   bool     // no releases will come, and so no news of them
	isBuiltIn bool     // nobody can add releases
	log       *slog.Logger
}

// greetChannel posts, once, what the bot is for in a channel that it was invited to.
func (h *host) greetChannel(ctx context.Context, channel, inviter string) error {
	return h.greet(ctx, "greeted "+channel, channel, h.toChannel(ctx, message.WordsOf(h.languages.English(ctx, inviter))))
}

// toChannel returns what the bot is for, in a channel.
func (h *host) toChannel(ctx context.Context, w *message.Words) message.Message {
	if h.samples.empty() {
		return h.helloEmpty(w)
	}
	return message.Say(fmt.Sprintf(w.UI.GreetChannel, w.UI.Place(h.samples.districtName()), w.UI.Label(h.samples.examples(ctx, 1)[0])))
}

// greetUser posts the same for a person who opens the app for the first time.
func (h *host) greetUser(ctx context.Context, user, channel string) error {
	if channel == "" {
		return nil
	}
	return h.greet(ctx, "greeted "+user, channel, h.hello(ctx, message.WordsOf(h.languages.English(ctx, user))))
}

// greet posts a greeting under a key, once. One that Slack refused does not count.
func (h *host) greet(ctx context.Context, key, channel string, m message.Message) error {
	if !h.memory.First(key) {
		return nil
	}
	_, err := h.post.Send(ctx, webapi.Target{Channel: channel}, m)
	if err == nil {
		return nil
	}
	if !webapi.IsUncertain(err) {
		h.memory.Again(key)
	}
	return fmt.Errorf("greet: %w", err)
}

// maxPrompts is how many suggested prompts Slack shows.
const maxPrompts = 4

// suggest sets the suggested prompts, without a thread for the whole tab. A failure is
// only logged: Slack has prompts in some plans only.
func (h *host) suggest(ctx context.Context, user, channel string) {
	if h.samples.empty() {
		return
	}
	w := message.WordsOf(h.languages.English(ctx, user)).UI
	p := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: channel, Title: w.PromptsTitle}
	for _, q := range h.samples.examples(ctx, maxPrompts) {
		p.Prompts = append(p.Prompts, slack.AssistantThreadsPrompt{Title: message.Clip(w.Label(q), message.MaxButton), Message: q})
	}
	if err := h.api.SetAssistantThreadsSuggestedPromptsContext(ctx, p); err != nil {
		h.log.Debug("cannot set suggested prompts", "err", webapi.Redact(err))
	}
}

// helpCommand is helpFor as a sub-command.
func (h *host) helpCommand(ctx context.Context, c slack.SlashCommand, _ string, english bool) (message.Message, error) {
	return h.helpFor(ctx, c.UserID, english), nil
}

// helpFor explains how to ask and, to an admin, how to hand releases over.
func (h *host) helpFor(ctx context.Context, user string, english bool) message.Message {
	if !slices.Contains(h.admins, user) || h.isBuiltIn { // what is built in takes no files and no corrections
		return h.help(ctx, english)
	}
	w := message.WordsOf(english)
	return message.SayOutline(w.HelpText(h.samples.local(ctx, helpExamples)) + string(w.Intake.Help+w.Corrections.Help))
}

// help explains how to ask.
func (h *host) help(ctx context.Context, english bool) message.Message {
	return message.SayOutline(message.WordsOf(english).HelpText(h.samples.local(ctx, helpExamples)))
}

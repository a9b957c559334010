package bot

import (
	"context"
	"encoding/json"
	"html"
	"regexp"
	"strings"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

// receive acknowledges what arrives and queues the work, until ctx ends.
func (b *Bot) receive(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-b.socket.Events:
			b.handle(ctx, e)
		}
	}
}

func (b *Bot) handle(ctx context.Context, e socketmode.Event) {
	switch e.Type {
	case socketmode.EventTypeHello:
		b.log.Info("connected to Slack")
		return
	case socketmode.EventTypeErrorBadMessage: // an envelope of an unknown type: Slack wants it acknowledged all the same
		if bad, ok := e.Data.(*socketmode.ErrorBadMessage); ok {
			b.ackRaw(ctx, bad.Message)
		}
		return
	}
	if e.Request == nil || e.Request.EnvelopeID == "" {
		return
	}
	if err := b.socket.AckCtx(ctx, e.Request.EnvelopeID, nil); err != nil {
		b.log.Warn("acknowledge", "err", redact(err))
	}
	switch data := e.Data.(type) {
	case slackevents.EventsAPIEvent:
		b.event(ctx, data)
	case slack.SlashCommand:
		b.slash(ctx, data)
	case slack.InteractionCallback:
		b.interaction(ctx, data)
	}
}

func (b *Bot) ackRaw(ctx context.Context, raw json.RawMessage) {
	var envelope struct {
		ID string `json:"envelope_id"`
	}
	if json.Unmarshal(raw, &envelope) != nil || envelope.ID == "" {
		return
	}
	if err := b.socket.AckCtx(ctx, envelope.ID, nil); err != nil {
		b.log.Warn("acknowledge", "err", redact(err))
	}
}

// question is something a person said to the bot, and where.
type question struct {
	text    string
	channel string
	user    string
	ts      string
	thread  string // to reply in; empty: none
}

// talk names the conversation of a question: one person in one thread, or in
// one direct message. Nothing carries over from one to another.
func (q question) talk() string { return q.channel + " " + q.thread + " " + q.user }

func (b *Bot) event(ctx context.Context, e slackevents.EventsAPIEvent) {
	id := ""
	if cb, ok := e.Data.(*slackevents.EventsAPICallbackEvent); ok {
		id = cb.EventID
	}
	var q question
	switch ev := e.InnerEvent.Data.(type) {
	case *slackevents.AppMentionEvent:
		if ev.BotID != "" || ev.User == "" || ev.User == b.self {
			return
		}
		q = question{b.strip(ev.Text), ev.Channel, ev.User, ev.TimeStamp, firstOf(ev.ThreadTimeStamp, ev.TimeStamp)}
	case *slackevents.MessageEvent:
		if ev.ChannelType != "im" || ev.BotID != "" || ev.User == "" || ev.User == b.self || !isSaid(ev.SubType) {
			return
		}
		q = question{b.strip(ev.Text), ev.Channel, ev.User, ev.TimeStamp, ev.ThreadTimeStamp}
	default:
		return
	}
	// Each of the two names of an event alone makes it a repetition.
	again := id != "" && b.seen.note("event "+id)
	if b.seen.note("message "+q.channel+" "+q.ts) || again {
		return
	}
	if !b.queue(b.questionJob(q)) {
		b.say(ctx, q, wordsBusy)
	}
}

// isSaid reports whether a message of that subtype is something a person said,
// and not an edit, a deletion or a note of Slack's.
func isSaid(subtype string) bool {
	return subtype == "" || subtype == "file_share" || subtype == "thread_broadcast"
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// markup is Slack's form of mentions, channels and links in a message:
// <@U1|name>, <#C1|name>, <!here>, <https://x|label>.
var markup = regexp.MustCompile(`<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>`)

// strip turns the text of a message into what the person typed, without the
// mention of the bot.
func (b *Bot) strip(text string) string {
	text = markup.ReplaceAllStringFunc(text, func(m string) string {
		part := markup.FindStringSubmatch(m)
		switch {
		case part[1] == "@" && (b.self == "" || part[2] == b.self), part[1] == "!":
			return " "
		case part[3] != "":
			return part[3]
		case part[1] == "":
			return part[2]
		}
		return " "
	})
	return strings.TrimSpace(html.UnescapeString(text))
}

func (b *Bot) questionJob(q question) job {
	return job{
		name: "question " + q.channel + " " + q.ts, time: answerTime,
		do: func(ctx context.Context) error {
			if isHelp(q.text) {
				return b.post(ctx, q, escape(wordsHelp), plainBlocks(wordsHelp))
			}
			before, _ := b.talks.take(q.talk())
			a, err := b.answerer.Follow(ctx, q.text, before)
			if err != nil {
				return err
			}
			b.talks.put(q.talk(), a)
			r := NewReply(a)
			return b.post(ctx, q, escape(r.Text()), r.Blocks())
		},
		sorr: func(ctx context.Context) { b.say(ctx, q, wordsFailed) },
	}
}

func isHelp(text string) bool {
	switch strings.ToLower(strings.Trim(text, " ?？!！")) {
	case "", "help", "帮助":
		return true
	}
	return false
}

// post sends a message to where the question was asked.
func (b *Bot) post(ctx context.Context, q question, text string, blocks []slack.Block) error {
	options := []slack.MsgOption{
		slack.MsgOptionText(text, false), slack.MsgOptionBlocks(blocks...),
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
	if q.thread != "" {
		options = append(options, slack.MsgOptionTS(q.thread))
	}
	_, _, err := b.api.PostMessageContext(ctx, q.channel, options...)
	return err
}

// say sends a sentence of the bot's own; that it fails is only logged.
func (b *Bot) say(ctx context.Context, q question, text string) {
	if err := b.post(ctx, q, escape(text), plainBlocks(text)); err != nil {
		b.log.Error("post", "err", redact(err))
	}
}

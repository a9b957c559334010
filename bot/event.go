package bot

import (
	"context"
	"html"
	"regexp"
	"strings"

	"github.com/slack-go/slack"
)

// question is something a person said to the bot, and where.
type question struct {
	text    string
	channel string
	user    string
	ts      string
	thread  string // to reply in; empty: none
	event   string // ID of the delivery
}

// talk names the conversation of a question: one person in one thread, or in
// one direct message. Nothing carries over from one to another.
func (q question) talk() string { return q.channel + " " + q.thread + " " + q.user }

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

// answer answers a question where it was asked.
func (b *Bot) answer(ctx context.Context, q question) error {
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
	_, err := b.send(ctx, target{channel: q.channel, thread: q.thread, event: q.event}, message{text, [][]slack.Block{blocks}})
	return err
}

package bot

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"beilun/bot/intake"
	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/index"
	"beilun/index/library"
	"beilun/internal/logs"

	"github.com/slack-go/slack"
)

// commands returns the sub-commands with what distinguishes them from questions.
func (b *Bot) commands() *commands { return &commands{b.subcommands(), b.library, b.log} }

// slash answers a slash command, to the asker alone.
func (b *Bot) slash(ctx context.Context, id string, c slack.SlashCommand) error {
	text := said.Strip(c.Text, b.self)
	to := webapi.Target{ResponseURL: c.ResponseURL, Event: id}
	s, _, _ := b.commands().called(text)
	ctx, cancel := timeFor(ctx, s)
	defer cancel()
	_, err := b.post.Answer(ctx, to, func(ctx context.Context) (*message.Message, error) {
		m, err := b.command(ctx, c, text)
		return &m, err
	})
	return err
}

// timeFor returns the context for a sub-command: those that read the releases anew take
// their time.
func timeFor(ctx context.Context, s subcommand) (context.Context, context.CancelFunc) {
	if s.slow {
		return surface.Longer(ctx, reindexTime)
	}
	return ctx, func() {}
}

// subcommands returns all of them. A new one is a row here, and a line of its names in
// said/words.txt.
func (b *Bot) subcommands() []subcommand {
	return []subcommand{
		{name: "help", run: b.host.helpCommand},
		{name: "figures", rest: true, run: b.figuresCommand},
		{name: "releases", run: b.releasesCommand},
		{name: "status", run: b.statusCommand},
		{name: "reindex", admin: true, rest: true, slow: true, run: b.reindexCommand},
		{name: "subscribe", rest: true, run: b.news.Subscribe},
		{name: "unsubscribe", rest: true, run: b.news.Unsubscribe},
		{name: "subscriptions", run: b.news.Subscriptions},
		{name: "notices", rest: true, run: b.news.Notices},
		{name: "feedback", admin: true, run: b.feedbackCommand},
		{name: "add", admin: true, rest: true, run: b.intake.Add},
		{name: "remove", admin: true, rest: true, run: b.intake.Remove},
		{name: "correct", admin: true, rest: true, slow: true, run: b.intake.Correct},
		{name: "corrections", admin: true, run: b.intake.Corrections},
	}
}

// command returns the reply to what is typed behind /beilun. What is no sub-command, and
// not about the bot, is a question.
func (b *Bot) command(ctx context.Context, c slack.SlashCommand, text string) (message.Message, error) {
	english := b.languages.English(ctx, c.UserID)
	q := surface.Question{Text: said.Question(c.Text, b.self), Channel: c.ChannelID, User: c.UserID}
	s, rest, ok := b.commands().called(text)
	if !ok {
		s, rest, ok = b.commands().typed(ctx, text)
	}
	if ok {
		return b.run(ctx, c, s, rest, english)
	}
	if said.IsHelp(text) {
		return b.host.helpFor(ctx, c.UserID, english), nil
	}
	if m, ok := b.aboutBot(ctx, c.UserID, text); ok {
		return m, nil
	}
	return b.talk.Privately(ctx, q)
}

// run runs a sub-command for those who may use it.
func (b *Bot) run(ctx context.Context, c slack.SlashCommand, s subcommand, rest string, english bool) (message.Message, error) {
	if s.admin && !b.opts.isAdmin(c.UserID) {
		logs.Refuse(b.log, slog.LevelInfo, logs.Command, logs.NoAdmin, "command", s.name, "channel", c.ChannelID, "user", c.UserID)
		return message.Say(message.WordsOf(english).UI.NotAdmin), nil
	}
	return s.run(ctx, c, rest, english)
}

func (b *Bot) figuresCommand(ctx context.Context, _ slack.SlashCommand, of string, english bool) (message.Message, error) {
	return b.figures(ctx, message.FiguresPage{Of: of}, english)
}

func (b *Bot) releasesCommand(_ context.Context, _ slack.SlashCommand, _ string, english bool) (message.Message, error) {
	return message.Releases(b.library.Releases(), english), nil
}

// statusCommand returns how recent the releases are and, to an admin where nobody else
// reads it, the state of the bot.
func (b *Bot) statusCommand(ctx context.Context, c slack.SlashCommand, _ string, english bool) (message.Message, error) {
	w := message.WordsOf(english).UI
	text := w.NoReleases
	if rs := b.library.Releases(); len(rs) > 0 {
		text = fmt.Sprintf(w.StatusFormat, len(rs), b.library.Passages(), message.WordsOf(english).Answer.Citation(rs[0]))
	}
	if b.opts.isAdmin(c.UserID) && (c.ResponseURL != "" || surface.IsDirect(c.ChannelID)) {
		lines := append(b.condition(w), b.intake.Status(ctx, english)...)
		if b.opts.Sites != nil {
			lines = append(lines, b.opts.Sites.Status(english)...)
		}
		for _, line := range lines {
			text += "\n" + line
		}
	}
	m := message.Say(text)
	m.Text = message.Escape(message.Cut(text, nil, message.MaxText*2/3))
	return m, nil
}

// guardedLibrary is a library that keeps releases that are suddenly missing until Accept
// says that they were removed on purpose.
type guardedLibrary interface {
	Accept(ctx context.Context) (*index.Changes, error)
}

// reindexCommand reads the releases anew. With a word of confirmation, those that are
// suddenly missing count as removed.
func (b *Bot) reindexCommand(ctx context.Context, _ slack.SlashCommand, rest string, english bool) (message.Message, error) {
	w := message.WordsOf(english).UI
	read := b.library.Reindex
	if g, ok := b.library.(guardedLibrary); ok && said.IsConfirm(rest) {
		read = g.Accept
	}
	changes, err := read(ctx)
	if err != nil {
		b.log.Error("the releases cannot be read anew", "err", err)
		return message.Say(w.ReindexFailed), nil
	}
	b.samples.forget()
	return message.Say(changesText(changes, english)), nil
}

// maxRatings is how many ratings a command lists.
const maxRatings = 10

func (b *Bot) feedbackCommand(_ context.Context, _ slack.SlashCommand, _ string, english bool) (message.Message, error) {
	w := message.WordsOf(english).UI
	all, err := ratings(b.memory.Store)
	if err != nil {
		return message.Message{}, fmt.Errorf("read feedback: %w", err)
	}
	if len(all) == 0 {
		return message.Say(w.FeedbackNone), nil
	}
	text := w.FeedbackHead
	for i := len(all) - 1; i >= 0 && i >= len(all)-maxRatings; i-- {
		text += "\n" + feedbackLine(all[i], w)
	}
	return message.Say(message.Cut(text, nil, message.MaxText*2/3)), nil
}

// changesText returns what reading the releases anew has changed.
func changesText(c *index.Changes, english bool) string {
	w := message.WordsOf(english).UI
	var b strings.Builder
	fmt.Fprintf(&b, w.Changes, len(c.New), len(c.Changed), len(c.Same), len(c.Gone), library.CountRefused(c.Refused))
	for _, line := range intake.RefusedLines(c.Refused, english) {
		b.WriteString("\n" + line)
	}
	return b.String()
}

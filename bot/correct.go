package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"beilun/bot/message"
	"beilun/index/catalog"
	"beilun/index/library"
	"beilun/knowledge/errata"

	"github.com/slack-go/slack"
)

// Corrector lets admins put right what was read from the releases.
type Corrector interface {
	// Errata returns what was put right.
	Errata(ctx context.Context) (catalog.Errata, error)
	// Correct writes a line down, with a remark, and obeys it. Where it returns an
	// error nothing is written, or all is that is going to be.
	Correct(ctx context.Context, line, remark string) error
	// Uncorrect takes a line out again.
	Uncorrect(ctx context.Context, line string) error
}

// Names of what puts right, and of the word behind it that takes a line out.
var (
	correctNames = []string{"correct", "更正"}
	undoNames    = []string{"undo", "撤销"}
)

// uncorrectAction is the button that takes a line out: the value is the line, and a
// number follows.
const uncorrectAction = "correct_undo"

// Bounds of what is listed.
const (
	maxCorrections  = 20
	maxBadLines     = 10
	maxRetracted    = 10
	maxShownLine    = 150 // characters
	maxShownRemark  = 40
	maxShownRetract = 200
)

// correctCommand answers "/beilun correct LINE" and "/beilun correct undo N".
func (b *Bot) correctCommand(ctx context.Context, c slack.SlashCommand, line string, english bool) (message.Message, error) {
	w := message.WordsOf(english).Corrections
	verb, rest, _ := strings.Cut(line, " ")
	switch {
	case b.opts.Corrector == nil:
		return message.Say(message.WordsOf(english).Intake.BuiltIn), nil
	case line == "" || isHelp(line):
		return message.Say(string(w.Usage)), nil
	case matches(undoNames, verb):
		return b.uncorrected(ctx, b.numbered(ctx, strings.TrimSpace(rest)), c.UserID, english)
	}
	remark := b.face.now().Format("2006-01-02") + " " + message.Label(cmp.Or(c.UserName, c.UserID), maxShownRemark)
	err := b.opts.Corrector.Correct(ctx, line, remark)
	text := w.Written
	switch {
	case ctx.Err() != nil:
		return message.Message{}, ctx.Err()
	case errors.Is(err, errata.ErrThere): // by a process that died before it could say so
		text = w.There
	case err != nil:
		b.log.Info("correction not written", "user", c.UserID, "err", err)
		return message.Say(fmt.Sprintf(w.NotWritten, reasonOf(err, english))), nil
	}
	b.face.samples.forget()
	b.log.Info("correction written", "line", line, "user", c.UserID)
	return message.Say(fmt.Sprintf(text, message.Label(line, maxShownLine))), nil
}

// numbered returns the line of the corrections that a person names by its number;
// anything else is the line itself.
func (b *Bot) numbered(ctx context.Context, line string) string {
	n, err := strconv.Atoi(strings.Trim(line, "第行 "))
	if err != nil {
		return line
	}
	e, err := b.opts.Corrector.Errata(ctx)
	if err != nil {
		return line
	}
	if i := slices.IndexFunc(e.Lines, func(l errata.Line) bool { return l.Number == n }); i >= 0 {
		return e.Lines[i].Text
	}
	if i := slices.IndexFunc(e.Problems, func(p errata.Problem) bool { return p.Number == n }); i >= 0 {
		return e.Problems[i].Text
	}
	return line
}

// uncorrected takes a line out and tells what came of it.
func (b *Bot) uncorrected(ctx context.Context, line, user string, english bool) (message.Message, error) {
	w := message.WordsOf(english).Corrections
	if err := b.opts.Corrector.Uncorrect(ctx, line); err != nil {
		if ctx.Err() != nil {
			return message.Message{}, ctx.Err()
		}
		return message.Say(fmt.Sprintf(w.NotUndone, reasonOf(err, english))), nil
	}
	b.face.samples.forget()
	b.log.Info("correction undone", "line", line, "user", user)
	return message.Say(fmt.Sprintf(w.Undone, message.Label(line, maxShownLine))), nil
}

// uncorrectClicked takes the line of a button out.
func (b *Bot) uncorrectClicked(ctx context.Context, c click) error {
	ctx, cancel := longer(ctx, reindexTime)
	defer cancel()
	english := b.english(ctx, c.User.ID)
	switch {
	case b.opts.Corrector == nil:
		return b.whisper(ctx, c, message.WordsOf(english).Intake.BuiltIn)
	case !b.isAdmin(c.User.ID):
		return b.whisper(ctx, c, message.WordsOf(english).UI.NotAdmin)
	}
	m, err := b.uncorrected(ctx, c.action.Value, c.User.ID, english)
	if err != nil {
		return err
	}
	return b.inPlace(ctx, c, c.event, m)
}

// correctionsCommand lists what was put right, each line with a button.
func (b *Bot) correctionsCommand(ctx context.Context, _ slack.SlashCommand, _ string, english bool) (message.Message, error) {
	w := message.WordsOf(english).Corrections
	if b.opts.Corrector == nil {
		return message.Say(message.WordsOf(english).Intake.BuiltIn), nil
	}
	e, err := b.opts.Corrector.Errata(ctx)
	if err != nil {
		return message.Message{}, fmt.Errorf("read corrections: %w", err)
	}
	if len(e.Lines)+len(e.Problems) == 0 {
		return message.Say(w.None), nil
	}
	head := fmt.Sprintf(w.Head, len(e.Lines))
	blocks := []slack.Block{message.RichText(message.Line(message.Text(head, true)))}
	text := head
	shown := e.Lines[max(0, len(e.Lines)-maxCorrections):] // the latest
	for i, l := range shown {
		line := fmt.Sprintf(w.Line, l.Number, message.Label(l.Text, maxShownLine))
		text += "\n• " + line
		undo := message.Button(uncorrectAction+strconv.Itoa(i), l.Text, w.Undo)
		blocks = append(blocks, slack.NewSectionBlock(message.PlainText(line, message.MaxSection), nil, slack.NewAccessory(undo)))
	}
	rest := b.erratumLines(e, english)
	if left := len(e.Lines) - len(shown); left > 0 {
		rest = append([]string{fmt.Sprintf(w.More, left)}, rest...)
	}
	for _, line := range rest {
		text += "\n" + line
		blocks = append(blocks, message.RichText(message.Line(message.Text(line, false))))
	}
	return message.Message{Text: message.Escape(message.Cut(text, nil, message.MaxText*2/3)), Forms: [][]slack.Block{blocks}}, nil
}

// erratumLines tell of the lines that do not hold and of the releases that are
// retracted, a line each.
func (b *Bot) erratumLines(e catalog.Errata, english bool) (out []string) {
	w := message.WordsOf(english).Corrections
	if n := len(e.Problems); n > 0 {
		out = append(out, fmt.Sprintf(w.Bad, n))
		for _, p := range e.Problems[:min(n, maxBadLines)] {
			out = append(out, "• "+fmt.Sprintf(w.Line, p.Number, message.Label(p.Text, maxShownLine))+uiColon(english)+reasonOf(p.Err, english))
		}
	}
	if n := len(e.Retracted); n > 0 {
		out = append(out, fmt.Sprintf(w.Retracted, n))
		for _, r := range e.Retracted[:min(n, maxRetracted)] {
			out = append(out, "• "+message.Label(cmp.Or(r.Release.Title, r.Release.ID), maxShownTitle)+uiColon(english)+message.Label(library.Retracted(r, english), maxShownRetract))
		}
	}
	return out
}

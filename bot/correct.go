package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"beilun/index"
	"beilun/index/library"
	"beilun/knowledge/errata"

	"github.com/slack-go/slack"
)

// Corrector lets admins put right what was read from the releases.
type Corrector interface {
	// Errata returns what was put right.
	Errata(ctx context.Context) (index.Errata, error)
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
func (b *Bot) correctCommand(ctx context.Context, c slack.SlashCommand, line string, english bool) (message, error) {
	w := correctWordsOf(english)
	verb, rest, _ := strings.Cut(line, " ")
	switch {
	case b.opts.Corrector == nil:
		return uiOf(english).say(intakeWordsOf(english).builtIn), nil
	case line == "" || isHelp(line):
		return uiOf(english).say(w.usage), nil
	case matches(undoNames, verb):
		return b.uncorrected(ctx, b.numbered(ctx, strings.TrimSpace(rest)), c.UserID, english)
	}
	remark := b.face.now().Format("2006-01-02") + " " + label(firstOf(c.UserName, c.UserID), maxShownRemark)
	err := b.opts.Corrector.Correct(ctx, line, remark)
	text := w.written
	switch {
	case ctx.Err() != nil:
		return message{}, ctx.Err()
	case errors.Is(err, errata.ErrThere): // by a process that died before it could say so
		text = w.there
	case err != nil:
		b.log.Info("correction not written", "user", c.UserID, "err", err)
		return uiOf(english).say(fmt.Sprintf(w.notWritten, intakeWordsOf(english).reason(err))), nil
	}
	b.face.samples.forget()
	b.log.Info("correction written", "line", line, "user", c.UserID)
	return uiOf(english).say(fmt.Sprintf(text, label(line, maxShownLine))), nil
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
func (b *Bot) uncorrected(ctx context.Context, line, user string, english bool) (message, error) {
	w := correctWordsOf(english)
	if err := b.opts.Corrector.Uncorrect(ctx, line); err != nil {
		if ctx.Err() != nil {
			return message{}, ctx.Err()
		}
		return uiOf(english).say(fmt.Sprintf(w.notUndone, intakeWordsOf(english).reason(err))), nil
	}
	b.face.samples.forget()
	b.log.Info("correction undone", "line", line, "user", user)
	return uiOf(english).say(fmt.Sprintf(w.undone, label(line, maxShownLine))), nil
}

// uncorrectClicked takes the line of a button out.
func (b *Bot) uncorrectClicked(ctx context.Context, c click) error {
	ctx, cancel := longer(ctx, reindexTime)
	defer cancel()
	english := b.english(ctx, c.User.ID)
	switch {
	case b.opts.Corrector == nil:
		return b.whisper(ctx, c, intakeWordsOf(english).builtIn)
	case !b.isAdmin(c.User.ID):
		return b.whisper(ctx, c, uiOf(english).notAdmin)
	}
	m, err := b.uncorrected(ctx, c.action.Value, c.User.ID, english)
	if err != nil {
		return err
	}
	return b.inPlace(ctx, c, c.event, m)
}

// correctionsCommand lists what was put right, each line with a button.
func (b *Bot) correctionsCommand(ctx context.Context, _ slack.SlashCommand, _ string, english bool) (message, error) {
	w := correctWordsOf(english)
	if b.opts.Corrector == nil {
		return uiOf(english).say(intakeWordsOf(english).builtIn), nil
	}
	e, err := b.opts.Corrector.Errata(ctx)
	if err != nil {
		return message{}, fmt.Errorf("read corrections: %w", err)
	}
	if len(e.Lines)+len(e.Problems) == 0 {
		return uiOf(english).say(w.none), nil
	}
	head := fmt.Sprintf(w.head, len(e.Lines))
	blocks := []slack.Block{richText(section(textElement(head, true)))}
	text := head
	shown := e.Lines[max(0, len(e.Lines)-maxCorrections):] // the latest
	for i, l := range shown {
		line := fmt.Sprintf(w.line, l.Number, label(l.Text, maxShownLine))
		text += "\n• " + line
		undo := button(uncorrectAction+strconv.Itoa(i), l.Text, w.undo)
		blocks = append(blocks, slack.NewSectionBlock(plainText(line, limitSection), nil, slack.NewAccessory(undo)))
	}
	rest := b.erratumLines(e, english)
	if left := len(e.Lines) - len(shown); left > 0 {
		rest = append([]string{fmt.Sprintf(w.more, left)}, rest...)
	}
	for _, line := range rest {
		text += "\n" + line
		blocks = append(blocks, richText(section(textElement(line, false))))
	}
	return message{text: escape(cut(text, nil, limitText*2/3)), forms: [][]slack.Block{blocks}}, nil
}

// erratumLines tell of the lines that do not hold and of the releases that are
// retracted, a line each.
func (b *Bot) erratumLines(e index.Errata, english bool) (out []string) {
	w := correctWordsOf(english)
	if n := len(e.Problems); n > 0 {
		out = append(out, fmt.Sprintf(w.bad, n))
		for _, p := range e.Problems[:min(n, maxBadLines)] {
			out = append(out, "• "+fmt.Sprintf(w.line, p.Number, label(p.Text, maxShownLine))+uiColon(english)+intakeWordsOf(english).reason(p.Err))
		}
	}
	if n := len(e.Retracted); n > 0 {
		out = append(out, fmt.Sprintf(w.retracted, n))
		for _, r := range e.Retracted[:min(n, maxRetracted)] {
			out = append(out, "• "+label(firstOf(r.Release.Title, r.Release.ID), maxShownTitle)+uiColon(english)+label(library.Retracted(r, english), maxShownRetract))
		}
	}
	return out
}

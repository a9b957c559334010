package intake

import (
	"beilun/index/catalog"
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"

	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/index/library"
	"beilun/internal/logs"
	"beilun/knowledge/errata"

	"github.com/slack-go/slack"
)

// Bounds of what is listed.
const (
	maxCorrections  = 20
	maxBadLines     = 10
	maxRetracted    = 10
	maxShownLine    = 150 // characters
	maxShownRemark  = 40
	maxShownRetract = 200
)

// corrections writes down what admins correct, and takes it back.
type corrections struct {
	corrector Corrector // nil: nothing can be corrected
	changed   func()    // called after the releases have changed
	now       func() time.Time
	log       *slog.Logger
}

// Correct answers "/beilun correct LINE" and "/beilun correct undo N".
func (d *Desk) Correct(ctx context.Context, c slack.SlashCommand, line string, english bool) (message.Message, error) {
	verb, rest, _ := strings.Cut(line, " ")
	switch {
	case d.Corrector == nil:
		logs.Refuse(d.Log, slog.LevelInfo, logs.Correction, logs.BuiltIn, "user", c.UserID)
		return message.Say(message.WordsOf(english).Intake.BuiltIn), nil
	case line == "" || said.IsHelp(line):
		return message.Say(string(message.WordsOf(english).Corrections.Usage)), nil
	case said.IsUndo(verb):
		return d.corrections.undo(ctx, d.corrections.numbered(ctx, strings.TrimSpace(rest)), c.UserID, english)
	}
	return d.corrections.write(ctx, line, c, english)
}

// write writes a line down, with the date and the person as a remark.
func (s *corrections) write(ctx context.Context, line string, c slack.SlashCommand, english bool) (message.Message, error) {
	w := message.WordsOf(english).Corrections
	remark := s.now().Format("2006-01-02") + " " + message.Label(cmp.Or(c.UserName, c.UserID), maxShownRemark)
	err := s.corrector.Correct(ctx, line, remark)
	text := w.Written
	switch {
	case ctx.Err() != nil:
		return message.Message{}, ctx.Err()
	case errors.Is(err, errata.ErrThere): // by a process that died before it could say so
		text = w.There
	case err != nil:
		logs.Refuse(s.log, slog.LevelInfo, logs.Correction, logs.NotWritten, "user", c.UserID, "err", err)
		return message.Say(fmt.Sprintf(w.NotWritten, Reason(err, english))), nil
	}
	s.changed()
	s.log.Info("correction written", "user", c.UserID)
	return message.Say(fmt.Sprintf(text, message.Label(line, maxShownLine))), nil
}

// read returns the corrections, none if they cannot be read.
func (s *corrections) read(ctx context.Context) catalog.Errata {
	if s.corrector == nil {
		return catalog.Errata{}
	}
	e, err := s.corrector.Errata(ctx)
	if err != nil {
		s.log.Warn("cannot read the corrections", "err", err)
		return catalog.Errata{}
	}
	return e
}

// numbered returns the line of the corrections that a person names by its number;
// anything else is the line itself.
func (s *corrections) numbered(ctx context.Context, line string) string {
	n, err := strconv.Atoi(strings.Trim(line, "第行 "))
	if err != nil {
		return line
	}
	e, err := s.corrector.Errata(ctx)
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

// undo takes a line out and returns what to say about it.
func (s *corrections) undo(ctx context.Context, line, user string, english bool) (message.Message, error) {
	w := message.WordsOf(english).Corrections
	if err := s.corrector.Uncorrect(ctx, line); err != nil {
		if ctx.Err() != nil {
			return message.Message{}, ctx.Err()
		}
		logs.Refuse(s.log, slog.LevelInfo, logs.Correction, logs.NotWritten, "user", user, "err", err)
		return message.Say(fmt.Sprintf(w.NotUndone, Reason(err, english))), nil
	}
	s.changed()
	s.log.Info("correction undone", "user", user)
	return message.Say(fmt.Sprintf(w.Undone, message.Label(line, maxShownLine))), nil
}

// Corrections answers "/beilun corrections" with the lines, each with a button that
// takes it out.
func (d *Desk) Corrections(ctx context.Context, _ slack.SlashCommand, _ string, english bool) (message.Message, error) {
	w := message.WordsOf(english).Corrections
	if d.Corrector == nil {
		return message.Say(message.WordsOf(english).Intake.BuiltIn), nil
	}
	e, err := d.Corrector.Errata(ctx)
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
		undo := message.Button(undoAction+strconv.Itoa(i), l.Text, w.Undo)
		blocks = append(blocks, slack.NewSectionBlock(message.PlainText(line, message.MaxSection), nil, slack.NewAccessory(undo)))
	}
	rest := problemLines(e, english)
	if left := len(e.Lines) - len(shown); left > 0 {
		rest = append([]string{fmt.Sprintf(w.More, left)}, rest...)
	}
	for _, line := range rest {
		text += "\n" + line
		blocks = append(blocks, message.RichText(message.Line(message.Text(line, false))))
	}
	return message.Message{Text: message.Escape(message.Cut(text, nil, message.MaxText*2/3)), Forms: [][]slack.Block{blocks}}, nil
}

// problemLines returns the lines that cannot be obeyed and the releases that are
// retracted, a line each.
func problemLines(e catalog.Errata, english bool) (out []string) {
	w := message.WordsOf(english).Corrections
	if n := len(e.Problems); n > 0 {
		out = append(out, fmt.Sprintf(w.Bad, n))
		for _, p := range e.Problems[:min(n, maxBadLines)] {
			out = append(out, "• "+fmt.Sprintf(w.Line, p.Number, message.Label(p.Text, maxShownLine))+uiColon(english)+Reason(p.Err, english))
		}
	}
	if n := len(e.Retracted); n > 0 {
		out = append(out, fmt.Sprintf(w.Retracted, n))
		for _, r := range e.Retracted[:min(n, maxRetracted)] {
			out = append(out, "• "+message.Label(cmp.Or(r.Release.Title, r.Release.ID), MaxTitle)+uiColon(english)+message.Label(library.Retracted(r, english), maxShownRetract))
		}
	}
	return out
}

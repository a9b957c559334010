package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"beilun/bot"
	"beilun/cmd/beilun/terminal"
	"beilun/index/answer"

	"github.com/peterh/liner"
)

// questionSource is a source of the questions of a chat.
type questionSource interface {
	next() (string, error) // io.EOF after the last one
	Close() error
}

func runChat(ctx context.Context, e *env) (err error) {
	fs := flags("chat")
	paths := fs.String("releases", "", "")
	on := dayFlag(fs)
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if err := noArguments(args); err != nil {
		return err
	}
	c, err := configOf(e, *paths, *on)
	if err != nil {
		return err
	}
	x, err := readIndex(ctx, e, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	in := e.openQuestions()
	defer func() { err = errors.Join(err, in.Close()) }()
	a := answer.New(x, answer.Options{Today: c.today()})
	var before *answer.Answer
	for ctx.Err() == nil {
		question, err := in.next()
		if errors.Is(err, io.EOF) || errors.Is(err, liner.ErrPromptAborted) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read question: %w", err)
		}
		if strings.TrimSpace(question) == "" {
			before = nil
			continue
		}
		if said, err := bot.Polite(ctx, x, question); said != "" || err != nil {
			if err = e.printPolite(said, question, false, err); err != nil {
				return err
			}
			continue
		}
		ans, err := a.Follow(ctx, question, before)
		if err != nil {
			return err
		}
		if ans.Leads() {
			before = ans
		}
		if _, err := io.WriteString(e.stdout, terminal.Render(ans)+"\n"); err != nil {
			return fmt.Errorf("print answer: %w", err)
		}
	}
	return nil
}

// openQuestions returns the questions of the standard input: from a terminal with
// line editing, from anything else line by line.
func (e *env) openQuestions() questionSource {
	if e.stdin == os.Stdin && liner.TerminalSupported() {
		if info, err := os.Stdin.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			return openLineEditor()
		}
	}
	sc := bufio.NewScanner(e.stdin)
	sc.Buffer(nil, 1<<20)
	return lineQuestions{sc}
}

type lineQuestions struct{ *bufio.Scanner }

func (l lineQuestions) next() (string, error) {
	if l.Scan() {
		return l.Text(), nil
	}
	if l.Err() != nil {
		return "", l.Err()
	}
	return "", io.EOF
}

func (lineQuestions) Close() error { return nil }

// lineEditor reads questions with line editing. It keeps them in the user's cache
// directory for the next chat.
type lineEditor struct {
	*liner.State
	history string
}

func openLineEditor() *lineEditor {
	t := &lineEditor{State: liner.NewLiner()}
	t.SetCtrlCAborts(true)
	if dir, err := os.UserCacheDir(); err == nil {
		t.history = filepath.Join(dir, "beilun", "chat")
		if f, err := os.Open(t.history); err == nil { // none yet is fine
			_, _ = t.ReadHistory(f)
			_ = f.Close()
		}
	}
	return t
}

func (t *lineEditor) next() (string, error) {
	line, err := t.Prompt(terminal.Words().Prompt)
	if err == nil && strings.TrimSpace(line) != "" {
		t.AppendHistory(line)
	}
	return line, err
}

// Close restores the terminal and saves the questions. It ignores errors of saving,
// because old questions are only a convenience.
func (t *lineEditor) Close() error {
	if t.history != "" && os.MkdirAll(filepath.Dir(t.history), 0o700) == nil {
		if f, err := os.OpenFile(t.history, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600); err == nil {
			_, _ = t.WriteHistory(f)
			_ = f.Close()
		}
	}
	return t.State.Close()
}

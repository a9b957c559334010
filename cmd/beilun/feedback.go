package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"beilun/bot"
	"beilun/cmd/beilun/terminal"
	"beilun/internal/state"
)

func runFeedback(_ context.Context, e *env) (err error) {
	fs := flags("feedback")
	asJSON := fs.Bool("json", false, "")
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if err := noArguments(args); err != nil {
		return err
	}
	c, err := loadConfig(e.getenv)
	if err != nil {
		return err
	}
	if _, err := os.Stat(c.state); errors.Is(err, os.ErrNotExist) { // state.Open would create the file
		return e.declineFeedback()
	}
	st, err := state.Open(c.state, state.Options{})
	if errors.Is(err, state.ErrHeld) {
		return misuse("feedback.held")
	}
	if err != nil {
		return stateError(c.state, err)
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	e.logLosses(st.Losses())
	n := 0
	err = st.Feedback.Each(func(_ string, _ time.Time, f state.Feedback) error {
		n++
		return printFeedback(e.stdout, f, *asJSON)
	})
	if err == nil && n == 0 {
		return e.declineFeedback()
	}
	return err
}

func (e *env) declineFeedback() error {
	e.say("feedback.none")
	return errDeclined
}

func printFeedback(w io.Writer, f state.Feedback, asJSON bool) error {
	var err error
	if asJSON {
		err = terminal.PrintJSON(w, f, terminal.OneALine)
	} else {
		_, err = fmt.Fprintln(w, terminal.Printable(bot.FeedbackLine(f)))
	}
	if err != nil {
		return fmt.Errorf("print feedback: %w", err)
	}
	return nil
}

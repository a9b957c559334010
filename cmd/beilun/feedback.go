package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"beilun/bot"
	"beilun/internal/state"
)

const feedbackUsage = `beilun feedback [-json]

lists what people in Slack thought of the answers: when, whether it was of use,
the question, the first line of the answer, the reason and the comment. Exits
with 1 when nobody has said anything. The state that it reads from is in use
while beilun serves; then an admin asks with /beilun feedback.

  -json  print it as JSON, one object a line
`

func runFeedback(_ context.Context, e *env) (err error) {
	fs := flags("feedback")
	asJSON := fs.Bool("json", false, "")
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if len(args) > 0 {
		return errUsage
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
		return usagef("feedback: the state is in use; while beilun serves, an admin asks with /beilun feedback")
	}
	if err != nil {
		return err
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
	e.logf("%s", terminalWords().NoFeedback)
	return errDeclined
}

func printFeedback(w io.Writer, f state.Feedback, asJSON bool) error {
	var err error
	if asJSON {
		err = printJSON(w, f, oneALine)
	} else {
		_, err = fmt.Fprintln(w, printable(bot.FeedbackLine(f)))
	}
	if err != nil {
		return fmt.Errorf("print feedback: %w", err)
	}
	return nil
}

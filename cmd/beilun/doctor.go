package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"beilun/bot"
	"beilun/cmd/beilun/terminal"
	"beilun/internal/state"
)

// doctorTime bounds the calls to Slack.
const doctorTime = 30 * time.Second

func runDoctor(ctx context.Context, e *env) error {
	args, err := e.parse(flags("doctor"))
	if err != nil {
		return err
	}
	if len(args) > 0 {
		return errUsage
	}
	c, err := loadConfig(e.getenv, "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, doctorTime)
	defer cancel()
	found := bot.Examine(ctx, c.botToken, c.appToken, bot.Options{APIURL: c.slackAPI, Shared: c.shared})
	found = append(found, e.stateFinding(c.state))
	broken := 0
	for _, f := range found {
		if f.State == bot.Broken {
			broken++
		}
	}
	if _, err := io.WriteString(e.stdout, e.lang.Findings(found)); err != nil {
		return fmt.Errorf("print findings: %w", err)
	}
	if broken > 0 {
		return misuse("doctor.broken", broken)
	}
	return nil
}

// stateFinding returns what there is to know of the state file, in the user's language.
func (e *env) stateFinding(path string) bot.Finding {
	f := bot.Finding{What: "BEILUN_STATE", State: bot.Fine}
	losses, err := state.Check(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.Text = e.lang.Text("doctor.state-none", path)
	case errors.Is(err, state.ErrHeld):
		f.Text = e.lang.Text("doctor.state-held")
	case errors.Is(err, state.ErrNewer) || errors.Is(err, state.ErrForeign):
		f.Text, f.State = e.lang.Explain(stateError(path, err)), bot.Broken
	case err != nil:
		f.Text, f.State = e.lang.Text("doctor.state-damaged", path, err), bot.Lacking
	case len(losses) > 0:
		lines := bot.LossLines(losses[len(losses)-1], e.lang == terminal.English)
		f.Text, f.State = strings.Join(lines, " "), bot.Lacking
	default:
		f.Text = e.lang.Text("doctor.state-whole", path)
	}
	return f
}

// stateError returns why a state is not opened, in the user's language. Another file or
// another program is needed where the exit code says so.
func stateError(path string, err error) error {
	for cause, key := range map[error]string{state.ErrNewer: "store.newer", state.ErrForeign: "store.foreign", state.ErrHeld: "store.held", state.ErrRestoring: "store.restoring"} {
		if errors.Is(err, cause) {
			return misuse("config.setting", path, terminal.Errorf(key))
		}
	}
	return err
}

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
	"beilun/cmd/beilun/setup"
	"beilun/cmd/beilun/terminal"
	"beilun/internal/state"
	"beilun/knowledge/corpus"
)

// doctorTime bounds the calls to Slack.
const doctorTime = 30 * time.Second

func runDoctor(ctx context.Context, e *env) error {
	args, err := e.parse(flags("doctor"))
	if err != nil {
		return err
	}
	if err := noArguments(args); err != nil {
		return err
	}
	c, err := loadConfig(e.getenv, "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, doctorTime)
	defer cancel()
	found := bot.Examine(ctx, c.botToken, c.appToken, bot.Options{APIURL: c.slackAPI, Shared: c.shared})
	found = append(found, e.releasesFinding(ctx, c.releases), e.stateFinding(c.state))
	if c.sources != "" {
		found = append(found, e.sourcesFinding(c.sources))
	}
	if c.web.listen != "" {
		found = append(found, e.webFinding(ctx, c))
	}
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

// releasesFinding returns how many of the releases can be read, in the user's language.
func (e *env) releasesFinding(ctx context.Context, paths []string) bot.Finding {
	f := bot.Finding{What: e.lang.Text("doctor.releases"), State: bot.Noted}
	if len(paths) == 0 {
		f.Text, f.State = e.lang.Text("doctor.releases-own"), bot.Fine
		return f
	}
	t, err := tallyReleases(ctx, paths)
	switch {
	case err != nil:
		f.Text = e.lang.Text("doctor.releases-unread", err)
	case t.Read+t.Refused < t.Files:
		f.Text, f.State = e.lang.Text("doctor.releases-many", t.Files), bot.Fine
	case t.Read == 0 && t.Refused == 0:
		f.Text = e.lang.Text("doctor.releases-none", strings.Join(paths, ","))
	case t.Refused > 0:
		f.Text = e.lang.Text("doctor.releases-refused", t.Read, t.Refused)
	default:
		f.Text, f.State = e.lang.Text("doctor.releases-found", t.Read), bot.Fine
	}
	return f
}

// tallyTime bounds the reading of releases to count them.
const tallyTime = 15 * time.Second

// tallyReleases counts the releases at paths, and reads them if that takes no longer than
// tallyTime.
func tallyReleases(ctx context.Context, paths []string) (t setup.Tally, err error) {
	files, err := openCorpus(paths)
	if err != nil {
		return t, err
	}
	defer func() { err = errors.Join(err, files.Close()) }()
	inner, cancel := context.WithTimeout(ctx, tallyTime)
	defer cancel()
	err = files.Each(inner, func(f corpus.File) error {
		if f.Errata {
			return nil
		}
		_, err := f.Outline(inner)
		switch {
		case inner.Err() != nil:
			return inner.Err()
		case err != nil:
			t.Refused += max(1, corpus.More(err))
		default:
			t.Read++
		}
		return nil
	})
	if t.Files = t.Read + t.Refused; err == nil || ctx.Err() != nil || inner.Err() == nil {
		return t, err
	}
	n, err := files.Count(ctx)
	t.Files = max(n, t.Files+1)
	return t, err
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
		f.Text, f.State = e.lang.Text("doctor.state-damaged", path, err), bot.Damaged
	case len(losses) > 0:
		lines := bot.LossLines(losses[len(losses)-1], e.lang == terminal.English)
		f.Text, f.State = strings.Join(lines, " "), bot.Damaged
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

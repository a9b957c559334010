package main

import (
	"context"
	"errors"
	"log/slog"

	"beilun/bot"
	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/state"
)

const serveUsage = `beilun serve

connects to Slack and answers there until it is stopped. Needs SLACK_BOT_TOKEN
and SLACK_APP_TOKEN, in the environment or in .env.
`

// library gives the bot what its commands about the releases need.
type library struct {
	*index.Index
	paths []string
}

// Reindex brings the index in step with the releases as they are now.
func (l library) Reindex(ctx context.Context) (_ *index.Changes, err error) {
	c, err := openCorpus(l.paths)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	return l.Sync(ctx, source(c))
}

func runServe(ctx context.Context, e *env) (err error) {
	args, err := e.parse(flags("serve"))
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
	level := slog.LevelInfo
	if c.debug {
		level = slog.LevelDebug
	}
	log := slog.New(slog.NewTextHandler(e.stderr, &slog.HandlerOptions{Level: level}))
	x, _, err := openIndex(ctx, e, c, log, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	log.Info("ready", "releases", len(x.Releases()), "passages", x.Passages())
	st, err := state.Open(c.state, state.Options{Logger: log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	b := bot.New(c.botToken, c.appToken, answer.New(x, answer.Options{}), library{x, c.releases}, bot.Options{
		Admins: c.admins, Channels: c.channels, Quiet: c.quiet, State: st, APIURL: c.slackAPI, Logger: log,
	})
	return b.Run(ctx)
}

func runManifest(_ context.Context, e *env) error {
	_, err := e.stdout.Write(bot.Manifest())
	return err
}

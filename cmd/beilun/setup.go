package main

import (
	"context"
	"errors"
	"os"
	"time"

	"beilun/bot"
	"beilun/cmd/beilun/setup"
)

// checkTime bounds a check of setup.
const checkTime = 15 * time.Second

func runSetup(ctx context.Context, e *env) error {
	args, err := e.parse(flags("setup"))
	if err != nil {
		return err
	}
	if err := noArguments(args); err != nil {
		return err
	}
	return e.setUp(ctx, setup.NewConsole(e.stdin, e.stdout))
}

// setUp asks for the settings at a console, and serves if that is wanted.
func (e *env) setUp(ctx context.Context, console *setup.Console) error {
	opts := bot.Options{APIURL: e.slackAPI()}
	g := setup.Guide{
		Console: console, Lang: e.lang, File: dotenvFile, Getenv: e.getenv, Browse: setup.Browse(e.getenv),
		CheckBot: func(ctx context.Context, token string) []bot.Finding {
			ctx, cancel := context.WithTimeout(ctx, checkTime)
			defer cancel()
			return bot.ExamineBotToken(ctx, token, opts)
		},
		CheckApp: func(ctx context.Context, token string) []bot.Finding {
			ctx, cancel := context.WithTimeout(ctx, checkTime)
			defer cancel()
			return []bot.Finding{bot.ExamineAppToken(ctx, token, opts)}
		},
		Count: func(ctx context.Context, paths string) (setup.Tally, error) {
			return tallyReleases(ctx, splitList(paths))
		},
	}
	g.Home, _ = os.UserHomeDir() // without it "~" is not understood
	serve, err := g.Run(ctx)
	switch {
	case errors.Is(err, setup.ErrEnded):
		return usageError{err}
	case err != nil || !serve:
		return err
	}
	return e.become(ctx, "serve")
}

// become runs another command, without arguments. That of serving is announced, because
// its log is in English and may be silent for long.
func (e *env) become(ctx context.Context, name string) error {
	c, _ := find(name)
	if name == "serve" {
		e.print("start.serving")
	}
	e.args = nil
	return c.run(ctx, e)
}

// slackAPI returns the base URL of Slack's Web API that is configured, empty for Slack's
// own. Mistakes in other settings do not matter to it.
func (e *env) slackAPI() string {
	const name = "SLACK_API_URL"
	v := e.setting(name)
	var c config
	for _, s := range settings() {
		if s.name == name && v != "" && s.read(&c, v) == nil {
			return c.slackAPI
		}
	}
	return ""
}

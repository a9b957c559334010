package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"beilun/bot"
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

package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"beilun/bot"
)

const doctorUsage = `beilun doctor

looks at what answering in Slack needs, and serves nothing: both tokens, the
scopes that the app was granted, that Socket Mode is on, whether channels
shared with other organisations get answers, and the file of the state. Each line says what is in order, or
what is wrong and what to do. Exits with 2 when anything is missing that every
answer needs.
`

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
	found = append(found, stateFinding(c.state))
	var b strings.Builder
	broken := 0
	for _, f := range found {
		fmt.Fprintf(&b, "%-5s  %s: %s\n", f.State, f.What, printable(f.Text))
		if f.State == bot.Broken {
			broken++
		}
	}
	if _, err := io.WriteString(e.stdout, b.String()); err != nil {
		return fmt.Errorf("print findings: %w", err)
	}
	if broken > 0 {
		return usagef("%d of these keep beilun from answering in Slack", broken)
	}
	return nil
}

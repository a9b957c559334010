package main

import (
	"context"
	"errors"
)

const serveUsage = `beilun serve

connects to Slack and answers there until it is stopped. Needs SLACK_BOT_TOKEN
and SLACK_APP_TOKEN.
`

func runServe(context.Context, *env) error { return errors.New("serve: not built yet") }

func runManifest(context.Context, *env) error { return errors.New("manifest: not built yet") }

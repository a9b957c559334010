package main

import (
	"context"

	"beilun/bot"
)

const manifestUsage = "beilun manifest\n\nprints the manifest of the Slack app as JSON.\n"

func runManifest(_ context.Context, e *env) error {
	_, err := e.stdout.Write(bot.Manifest())
	return err
}

package main

import (
	"context"
	"fmt"

	"beilun/bot"
)

func runManifest(_ context.Context, e *env) error {
	fs := flags("manifest")
	link := fs.Bool("link", false, "")
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if err := noArguments(args); err != nil {
		return err
	}
	if *link {
		_, err = fmt.Fprintln(e.stdout, bot.ManifestLink())
	} else {
		_, err = e.stdout.Write(bot.Manifest())
	}
	return err
}

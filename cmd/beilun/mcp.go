package main

import (
	"context"
	"errors"
	"time"

	"beilun/bot"
	"beilun/index/answer"
	"beilun/internal/web/ledger"
	"beilun/internal/web/mcpserver"
	pages "beilun/internal/web/page"
)

// runMCP serves an assistant on the standard input and output until it hangs up. Nothing
// but messages goes to the standard output.
func runMCP(ctx context.Context, e *env) (err error) {
	fs := flags("mcp")
	paths := fs.String("releases", "", "")
	on := dayFlag(fs)
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if err := noArguments(args); err != nil {
		return err
	}
	c, err := configOf(e, *paths, *on)
	if err != nil {
		return err
	}
	x, err := readIndex(ctx, e, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	synced := time.Now()
	site := &pages.Site{
		Index: x, Answerer: answer.New(x, answer.Options{Today: c.today()}), Today: c.today(), URL: c.web.url, Log: newLog(e, c),
		Polite: func(ctx context.Context, text string) (string, error) { return bot.Polite(ctx, x, text) },
		Synced: func() time.Time { return synced },
	}
	return mcpserver.New(site, ledger.New(x, site.Log)).Run(ctx, e.stdin, e.stdout)
}

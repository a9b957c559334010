// Command fakeslack is a Slack to try the bot with, without a workspace: it prints what
// "beilun serve" needs to find it, takes lines as what a person types, and prints what
// the bot posts, with its buttons by number.
//
//	go run ./internal/fakeslack/cmd/fakeslack -env .env
//	go run ./cmd/beilun serve                            (in another terminal)
//
// It listens on the loopback interface only, until its input ends.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"beilun/internal/fakeslack/try"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := try.Run(ctx, os.Args[1:], os.Stdin, os.Stdout)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "fakeslack:", err)
		os.Exit(1)
	}
}

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"beilun/bot"
	"beilun/cmd/beilun/terminal"
	"beilun/index/store"
	"beilun/internal/pdftext"
	"beilun/internal/state"
	"beilun/internal/zone"

	_ "golang.org/x/crypto/x509roots/fallback" // for systems without certificate authorities, such as an empty container
)

// command is one command of the program. Most have a file of their own, and all their help in
// each language below help.
type command struct {
	name string
	run  func(ctx context.Context, e *env) error
}

func commands() []command {
	return []command{
		{"setup", runSetup},
		{"ask", runAsk},
		{"index", runIndex},
		{"fetch", runFetch},
		{"serve", runServe},
		{"web", runWeb},
		{"doctor", runDoctor},
		{"feedback", runFeedback},
		{"backup", runBackup},
		{"restore", runRestore},
		{"chat", runChat},
		{"mcp", runMCP},
		{"figures", runFigures},
		{"changes", runChanges},
		{"check", runCheck},
		{"show", runShow},
		{"eval", runEval},
		{"bench", runBench},
		{"manifest", runManifest},
		{"install", runInstall},
		{"version", runVersion},
	}
}

// Exit codes.
const (
	exitAnswered = 0
	exitDeclined = 1 // the releases do not say
	exitUsage    = 2 // the command line or the configuration is wrong
	exitFailure  = 3
)

func main() {
	pdftext.Child() // does not return in the process that reads PDFs
	if err := zone.Use(os.Getenv); err != nil {
		fmt.Fprintln(os.Stderr, "beilun:", err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	terminal.SetProgram(startedAs())
	newEnv(os.Getenv, os.Stdin, os.Stdout, os.Stderr).warnEnvironment(os.Environ())
	code := run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
	stop()
	if len(os.Args) == 1 {
		holdWindow(newEnv(os.Getenv, os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(code)
}

// run is main without the process around it. It returns the exit code.
func run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	e := newEnv(getenv, stdin, stdout, stderr)
	switch {
	case len(args) == 0 && e.interactive():
		return report(e, command{name: "serve"}, runStart(ctx, e))
	case len(args) == 0:
		printHelp(stderr, e.lang)
		return exitUsage
	}
	name := args[0]
	e.args = args[1:]
	switch name {
	case "help", "-h", "-help", "--help", "-?", "/?":
		return runHelp(e)
	case "-version", "--version", "-v", "-V":
		name = "version"
	}
	c, ok := find(name)
	if !ok {
		e.unknownCommand(name)
		return exitUsage
	}
	e.warnDotenv()
	return report(e, c, c.run(ctx, e))
}

func find(name string) (command, bool) {
	for _, c := range commands() {
		if c.name == name {
			return c, true
		}
	}
	return command{}, false
}

// report prints the error of a command, or its usage if that was asked for, and
// returns the exit code.
func report(e *env, c command, err error) int {
	var u usageError
	var a argumentError
	var refused *bot.SetupError
	e.level = slog.LevelError
	switch {
	case err == nil:
		return exitAnswered
	case errors.Is(err, errDeclined):
		return exitDeclined
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(e.stdout, helpOf(e.lang, c.name).text)
		return exitAnswered
	case errors.Is(err, errUsage):
		fmt.Fprint(e.stderr, helpOf(e.lang, c.name).text)
		return exitUsage
	case errors.As(err, &a):
		e.reportArguments(c.name, a)
		return exitUsage
	case errors.As(err, &refused):
		reportFailure(e, c, err)
		return exitUsage
	case errors.As(err, &u):
		e.logLines(e.lang.Explain(err))
		return exitUsage
	case errors.Is(err, context.Canceled):
		e.say("interrupted")
		return exitFailure
	}
	reportFailure(e, c, err)
	return exitFailure
}

// reportFailure prints an error that is no mistake of the user's: what did not work,
// what kind of trouble it is where that is known, and the error.
func reportFailure(e *env, c command, err error) {
	text := e.lang.Explain(err)
	if c.name != "serve" && c.name != "setup" {
		e.logLines(e.lang.Text("failed", text))
		return
	}
	e.logLines(e.lang.Text("failed.serve", text))
	if !terminal.HasCause(err) && !errors.Is(err, state.ErrHeld) && !errors.Is(err, store.ErrLocked) {
		e.say("failed.doctor-hint")
	}
}

func runHelp(e *env) int {
	if len(e.args) == 0 || slices.Contains([]string{"help", "-h", "-help", "--help"}, e.args[0]) {
		printHelp(e.stdout, e.lang)
		return exitAnswered
	}
	c, ok := find(e.args[0])
	if !ok {
		e.unknownCommand(e.args[0])
		return exitUsage
	}
	fmt.Fprint(e.stdout, helpOf(e.lang, c.name).text)
	return exitAnswered
}

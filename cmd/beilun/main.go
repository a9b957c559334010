package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"beilun/internal/pdftext"
)

// command is one command of the program. Each has a file of its own.
type command struct {
	name    string
	summary string
	usage   string // its help, after "usage: "
	run     func(ctx context.Context, e *env) error
}

func commands() []command {
	return []command{
		{"ask", "answer one question", askUsage, runAsk},
		{"index", "bring the index in step with the releases", indexUsage, runIndex},
		{"serve", "answer in Slack", serveUsage, runServe},
		{"doctor", "look at what answering in Slack needs", doctorUsage, runDoctor},
		{"feedback", "list what people thought of the answers", feedbackUsage, runFeedback},
		{"backup", "save the state and the releases in a file", backupUsage, runBackup},
		{"restore", "put back what backup saved", restoreUsage, runRestore},
		{"chat", "answer questions one after the other", chatUsage, runChat},
		{"figures", "list the figures and their history", figuresUsage, runFigures},
		{"show", "print a release as it was read", showUsage, runShow},
		{"eval", "ask a set of questions and write the predictions", evalUsage, runEval},
		{"bench", "measure against a naive program", benchUsage, runBench},
		{"manifest", "print the Slack app manifest to paste", manifestUsage, runManifest},
		{"version", "print the version", versionUsage, runVersion},
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
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	code := run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is main without the process around it. It returns the exit code.
func run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	e := &env{getenv: getenv, stdin: stdin, stdout: stdout, stderr: stderr}
	if len(args) == 0 {
		printHelp(stderr)
		return exitUsage
	}
	name := args[0]
	e.args = args[1:]
	switch name {
	case "help", "-h", "-help", "--help":
		return runHelp(e)
	}
	c, ok := find(name)
	if !ok {
		e.logf("unknown command %q; run beilun help", name)
		return exitUsage
	}
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
	switch {
	case err == nil:
		return exitAnswered
	case errors.Is(err, errDeclined):
		return exitDeclined
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintf(e.stdout, "usage: %s", c.usage)
		return exitAnswered
	case errors.Is(err, errUsage):
		fmt.Fprintf(e.stderr, "usage: %s", c.usage)
		return exitUsage
	case errors.As(err, &u):
		e.logLines(err)
		return exitUsage
	case errors.Is(err, context.Canceled):
		e.logf("interrupted")
		return exitFailure
	}
	e.logLines(err)
	return exitFailure
}

func printHelp(w io.Writer) {
	fmt.Fprint(w, "beilun answers questions about a district from its press releases.\n\nusage: beilun COMMAND [ARGUMENTS]\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-9s %s\n", c.name, c.summary)
	}
	fmt.Fprintf(w, "  help      print this, or the help of a command\n\nexample: beilun ask %s\n", terminalWords().Example)
}

func runHelp(e *env) int {
	if len(e.args) == 0 {
		printHelp(e.stdout)
		return exitAnswered
	}
	c, ok := find(e.args[0])
	if !ok {
		e.logf("unknown command %q; run beilun help", e.args[0])
		return exitUsage
	}
	fmt.Fprintf(e.stdout, "usage: %s", c.usage)
	return exitAnswered
}

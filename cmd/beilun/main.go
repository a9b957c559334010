package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"beilun/internal/pdftext"
)

// Exit codes.
const (
	exitAnswered = 0
	exitDeclined = 1 // the releases do not say
	exitUsage    = 2 // the command line or the configuration is wrong
	exitFailure  = 3
)

// env is all that a command touches outside itself, so that tests can swap it.
type env struct {
	args           []string // behind the command's name
	getenv         func(string) string
	stdin          io.Reader
	stdout, stderr io.Writer
}

// logf writes a line for the person at the terminal.
func (e *env) logf(format string, args ...any) {
	fmt.Fprintf(e.stderr, "beilun: "+format+"\n", args...)
}

// command is one command of the program.
type command struct {
	name    string
	summary string
	usage   string // of its help, without the "usage:" line's start
	run     func(ctx context.Context, e *env) error
}

func commands() []command {
	return []command{
		{"ask", "answer one question", askUsage, runAsk},
		{"index", "bring the index in step with the releases", indexUsage, runIndex},
		{"serve", "answer in Slack", serveUsage, runServe},
		{"doctor", "look at what answering in Slack needs", doctorUsage, runDoctor},
		{"feedback", "list what people thought of the answers", feedbackUsage, runFeedback},
		{"chat", "answer questions one after the other", chatUsage, runChat},
		{"figures", "list the figures and their history", figuresUsage, runFigures},
		{"show", "print a release as it was read", showUsage, runShow},
		{"eval", "ask a set of questions and write the predictions", evalUsage, runEval},
		{"bench", "measure against a naive program", benchUsage, runBench},
		{"manifest", "print the Slack app manifest to paste", "beilun manifest\n\nprints the manifest of the Slack app as JSON.\n", runManifest},
		{"version", "print the version", "beilun version\n", runVersion},
	}
}

// Errors that choose the exit code; the message has been printed already where
// they are bare.
var (
	errDeclined = errors.New("declined")
	errUsage    = errors.New("usage")
)

// usageError is a mistake of the command line or the configuration.
type usageError struct{ err error }

func (u usageError) Error() string { return u.err.Error() }
func (u usageError) Unwrap() error { return u.err }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

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
		help(stderr)
		return exitUsage
	}
	name := args[0]
	e.args = args[1:]
	switch name {
	case "help", "-h", "-help", "--help":
		return runHelp(e)
	}
	for _, c := range commands() {
		if c.name == name {
			return exitCode(e, c, c.run(ctx, e))
		}
	}
	e.logf("unknown command %q; run beilun help", name)
	return exitUsage
}

func exitCode(e *env, c command, err error) int {
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

// logLines writes each line of an error that joins several.
func (e *env) logLines(err error) {
	for line := range strings.Lines(err.Error()) {
		e.logf("%s", strings.TrimRight(line, "\n"))
	}
}

func help(w io.Writer) {
	fmt.Fprint(w, "beilun answers questions about a district from its press releases.\n\nusage: beilun COMMAND [ARGUMENTS]\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-9s %s\n", c.name, c.summary)
	}
	fmt.Fprint(w, "  help      print this, or the help of a command\n\nexample: beilun ask 哪个项目总投资最大？\n")
}

func runHelp(e *env) int {
	if len(e.args) == 0 {
		help(e.stdout)
		return exitAnswered
	}
	for _, c := range commands() {
		if c.name == e.args[0] {
			fmt.Fprintf(e.stdout, "usage: %s", c.usage)
			return exitAnswered
		}
	}
	e.logf("unknown command %q; run beilun help", e.args[0])
	return exitUsage
}

// flags makes a flag set that reports its mistakes as usage errors.
func flags(name string) *flag.FlagSet {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	return fs
}

// parse reads the arguments. Flags may stand before or behind the others.
func (e *env) parse(fs *flag.FlagSet) ([]string, error) {
	var rest []string
	args := e.args
	for {
		if err := fs.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, usageError{fmt.Errorf("%w; run beilun help %s", err, fs.Name())}
		}
		if fs.NArg() == 0 {
			return rest, nil
		}
		if n := len(args) - fs.NArg(); n > 0 && args[n-1] == "--" {
			return append(rest, fs.Args()...), nil
		}
		rest = append(rest, fs.Arg(0))
		args = fs.Args()[1:]
	}
}

func runVersion(_ context.Context, e *env) error {
	version := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				version += " " + s.Value
			}
		}
		version += " " + info.GoVersion
	}
	_, err := fmt.Fprintln(e.stdout, "beilun", version)
	return err
}

package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

// env is everything that a command uses outside the program, so that tests can
// replace it.
type env struct {
	args           []string // after the command's name
	getenv         func(string) string
	stdin          io.Reader
	stdout, stderr io.Writer
}

// logf writes a line to the standard error.
func (e *env) logf(format string, args ...any) {
	fmt.Fprintf(e.stderr, "beilun: "+format+"\n", args...)
}

// logLines writes each line of an error that joins several.
func (e *env) logLines(err error) {
	for line := range strings.Lines(err.Error()) {
		e.logf("%s", strings.TrimRight(line, "\n"))
	}
}

// Errors that select the exit code. Whoever returns one of them has already
// printed what there is to say.
var (
	errDeclined = errors.New("declined")
	errUsage    = errors.New("usage")
)

// usageError is a mistake in the command line or in the configuration.
type usageError struct{ err error }

func (u usageError) Error() string { return u.err.Error() }
func (u usageError) Unwrap() error { return u.err }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// flags returns a flag set for a command, to be parsed with [env.parse].
func flags(name string) *flag.FlagSet {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	return fs
}

// parse parses the flags in e.args, which may come before or after the other
// arguments, and returns the others. Its error is a usageError or flag.ErrHelp.
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

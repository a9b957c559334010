package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"beilun/cmd/beilun/terminal"
	"beilun/internal/dotenv"
	"beilun/internal/logs"
	"beilun/knowledge"
)

// env is everything that a command uses outside the program, so that tests can
// replace it.
type env struct {
	args           []string // after the command's name
	lang           terminal.Lang
	getenv         func(string) string
	flags          *flag.FlagSet // of the command, once it has parsed them
	stdin          io.Reader
	stdout, stderr io.Writer

	// The log where the standard error has JSON only, and the level of what is said; nil:
	// it has lines for people.
	log   *slog.Logger
	level slog.Level
}

// setting returns the value of a setting, of the environment or else of .env. It is empty
// if there is none or .env cannot be read, which loadConfig reports.
func (e *env) setting(name string) string {
	v := strings.TrimSpace(e.getenv(name))
	if v == "" {
		file, _ := dotenv.Read(dotenvFile) // as above
		v = strings.TrimSpace(file[name])
	}
	return v
}

// newEnv returns the environment of a command. Its language is that of getenv, or else
// of .env.
func newEnv(getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) *env {
	e := &env{getenv: getenv, stdin: stdin, stdout: stdout, stderr: stderr}
	e.lang = terminal.LangOf(func(name string) string {
		if name == "BEILUN_LANG" {
			return e.setting(name)
		}
		return getenv(name)
	})
	return e
}

// print writes the message of a key to the standard output, in the user's language.
func (e *env) print(key string, args ...any) {
	fmt.Fprintln(e.stdout, terminal.Printable(e.lang.Text(key, args...)))
}

// say writes the message of a key to the standard error, in the user's language.
func (e *env) say(key string, args ...any) { e.logf("%s", e.lang.Text(key, args...)) }

// logf writes a line to the standard error, in English: what developers read, and what
// is in the user's language already. A token that was put in a wrong place is not shown.
func (e *env) logf(format string, args ...any) {
	line := strings.ReplaceAll(terminal.Printable(logs.Redact(strings.TrimRight(fmt.Sprintf(format, args...), "\n"))), "\n", " ")
	if e.log != nil {
		e.log.Log(context.Background(), e.level, "said to who started the program", "says", line)
		return
	}
	fmt.Fprintln(e.stderr, "beilun: "+line)
}

// logLines writes each line of a text.
func (e *env) logLines(text string) {
	for line := range strings.Lines(text) {
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

// usagef returns a usageError in English, of the commands that developers use.
func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// misuse returns a usageError with the message of a key, in the user's language.
func misuse(key string, args ...any) error { return usageError{terminal.Errorf(key, args...)} }

// flags returns a flag set for a command, to be parsed with [env.parse].
func flags(name string) *flag.FlagSet {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	return fs
}

// dayFlag adds the flag -on to fs and returns its value, the day on which a
// question is asked. Without the flag it is zero.
func dayFlag(fs *flag.FlagSet) *knowledge.Date { return onFlag(fs, "on") }

// onFlag adds a flag to fs whose value is a day, and returns it; zero without the flag.
func onFlag(fs *flag.FlagSet, name string) *knowledge.Date {
	day := new(knowledge.Date)
	fs.Func(name, "", func(s string) error {
		d, err := knowledge.ParseDate(s)
		if err == nil && d.Day == 0 {
			err = usagef("want a day such as 2024-09-29")
		}
		*day = d
		return err
	})
	return day
}

// parse parses the flags in e.args, which may come before or after the other
// arguments, and returns the others. Its error is a usageError or flag.ErrHelp.
func (e *env) parse(fs *flag.FlagSet) ([]string, error) {
	e.flags = fs
	var rest []string
	args := e.args
	for {
		if err := fs.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, misuse("flag.see", flagError(fs, err), fs.Name())
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

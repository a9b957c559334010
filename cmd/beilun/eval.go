package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"io"
	"log/slog"
	"os"

	"beilun/index/eval"
)

const evalUsage = `beilun eval qa       -contexts FILE[,FILE] -questions FILE -out FILE
       beilun eval district -releases PATH[,PATH] -questions FILE -out FILE
       beilun eval history  -questions FILE -out FILE

asks every question as "ask" would, of an index in memory, and writes a
prediction a line. "-" is standard input or output.
`

func runEval(ctx context.Context, e *env) error {
	if len(e.args) == 0 {
		return errUsage
	}
	kind := e.args[0]
	e.args = e.args[1:]
	fs := flags("eval")
	var contexts, releases *string
	switch kind {
	case "qa":
		contexts = fs.String("contexts", "", "")
	case "district":
		releases = fs.String("releases", "", "")
	case "history":
	case "-h", "-help", "--help":
		return flag.ErrHelp
	default:
		return usagef("eval: unknown kind %q; run beilun help eval", kind)
	}
	questions := fs.String("questions", "", "")
	out := fs.String("out", "-", "")
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if len(args) > 0 || *questions == "" || contexts != nil && *contexts == "" {
		return errUsage
	}
	return e.eval(ctx, contexts, releases, *questions, *out)
}

func (e *env) eval(ctx context.Context, contexts, releases *string, questions, out string) (err error) {
	c, err := loadConfig(e.getenv)
	if err != nil {
		return err
	}
	lex, err := lexicon(c)
	if err != nil {
		return err
	}
	in, closeIn, err := e.input(questions)
	if err != nil {
		return err
	}
	defer closeIn()
	w, flush, err := e.output(out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, flush()) }()
	r := eval.Run{Lexicon: lex, Out: w, Progress: slog.New(slog.NewTextHandler(e.stderr, nil))}
	var s eval.Summary
	switch {
	case contexts != nil:
		var files []eval.Input
		for _, name := range splitList(*contexts) {
			f, closeFile, err := e.input(name)
			if err != nil {
				return err
			}
			defer closeFile()
			files = append(files, f)
		}
		s, err = r.QA(ctx, files, in)
	case releases != nil:
		if *releases != "" {
			c.releases = splitList(*releases)
		}
		files, oerr := openCorpus(c.releases)
		if oerr != nil {
			return oerr
		}
		s, err = r.District(ctx, source(files), in)
		err = errors.Join(err, files.Close())
	default:
		s, err = r.History(ctx, in)
	}
	if err == nil {
		e.logf("%s", s)
	}
	return err
}

func (e *env) input(name string) (eval.Input, func(), error) {
	if name == "-" {
		return eval.Input{Name: "standard input", Reader: e.stdin}, func() {}, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return eval.Input{}, nil, usageError{err}
	}
	return eval.Input{Name: name, Reader: f}, func() { _ = f.Close() }, nil
}

// output opens the file for predictions and returns with it what writes the
// rest and closes it.
func (e *env) output(name string) (io.Writer, func() error, error) {
	if name == "-" {
		w := bufio.NewWriter(e.stdout)
		return w, w.Flush, nil
	}
	f, err := os.Create(name)
	if err != nil {
		return nil, nil, usageError{err}
	}
	w := bufio.NewWriter(f)
	return w, func() error { return errors.Join(w.Flush(), f.Close()) }, nil
}

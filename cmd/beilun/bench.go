package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"beilun/cmd/beilun/seen"
	"beilun/cmd/beilun/terminal"
	"beilun/index/bench"
	"beilun/index/bench/wire"
	"beilun/internal/logs"
)

func runBench(ctx context.Context, e *env) error {
	fs := flags("bench")
	n := fs.Int("n", 0, "")
	seed := fs.Uint64("seed", 1, "")
	contexts := fs.String("contexts", "", "")
	questions := fs.String("questions", "", "")
	scores := fs.String("scores", "", "")
	quick := fs.Bool("quick", false, "")
	asJSON := fs.Bool("json", false, "")
	readme := fs.String("readme", "", "")
	worker := fs.Bool("worker", false, "") // the process that is measured; not for people
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if *worker && len(args) == 2 {
		w, err := bench.OpenWorker(args[0], args[1], seen.Views)
		if err != nil {
			return err
		}
		serve := func(ctx context.Context) error { return wire.Serve(ctx, e.stdin, e.stdout, w) }
		return runWithOthers(ctx, serve, collecting(nil)) // as serve does
	}
	switch {
	case *worker || len(args) > 0:
		return errUsage
	case *n != 0 && (*n < bench.MinParagraphs || *n > bench.MaxParagraphs):
		return usagef("bench: -n %d is not from %d to %d", *n, bench.MinParagraphs, bench.MaxParagraphs)
	case *questions != "" && *contexts == "":
		return usagef("bench: -questions needs the -contexts that they are of")
	}
	stderr := &lockedWriter{w: e.stderr}
	opts := bench.Options{Paragraphs: *n, Seed: *seed, Quick: *quick, Scores: splitList(*scores), Log: logs.New(stderr, logs.Options{Form: logs.FormOf(e.stderr, "")})}
	if *contexts != "" {
		files, closeFiles, err := e.openInputs(*contexts)
		if err != nil {
			return err
		}
		defer closeFiles()
		opts.Contexts = files
	}
	if *questions != "" {
		in, closeIn, err := e.openInput(*questions)
		if err != nil {
			return err
		}
		defer closeIn()
		opts.Questions = &in
	}
	report, err := bench.Run(ctx, stderr, opts)
	if err != nil {
		return err
	}
	if *asJSON {
		err = terminal.PrintJSON(e.stdout, report, terminal.Indented)
	} else {
		err = report.Print(e.stdout)
	}
	if err == nil && *readme != "" {
		err = showIn(*readme, report)
	}
	return errors.Join(err, report.Err())
}

// showIn puts the rows of a report into the README in a file.
func showIn(file string, report *bench.Report) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text, err := report.InReadme(string(data))
	if err != nil {
		return fmt.Errorf("show the rows in %s: %w", file, err)
	}
	return os.WriteFile(file, []byte(text), 0o644)
}

// lockedWriter is a writer that several goroutines may write to.
type lockedWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *lockedWriter) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(p)
}

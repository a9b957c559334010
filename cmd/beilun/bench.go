package main

import (
	"context"
	"io"
	"sync"

	"beilun/index/bench"
	"beilun/index/bench/wire"
	"beilun/internal/logs"
)

const benchUsage = `beilun bench [-n PARAGRAPHS] [-seed N] [-contexts FILE[,FILE]] [-questions FILE] [-quick] [-json]

measures beilun side by side with a naive program on the same releases and
questions and prints how many times better it is: cold start, memory, time of an
answer by size of the library, indexing, disk. The naive program is gse with its
whole dictionary and one Bleve match query; it is built with the Go tool, so
that this runs in a clone of the repository. Elsewhere beilun is measured alone.
The built-in releases are grown with invented ones. -n 200000 takes six
minutes on two cores and some 2 GB of the temporary directory (TMPDIR).

  -n PARAGRAPHS        size of the largest library, from 1000 to 1000000; 20000
                       when it is not given
  -seed N              invent other releases and questions
  -contexts FILE       make the releases of these texts, as "eval qa" reads them,
                       and of sentences drawn from them up to -n
  -questions FILE      ask these questions, as "eval qa" reads them; with the
                       -contexts that they are of alone, the first passages that
                       are right are counted, too
  -quick               a very small run, to see that all works
  -json                print all that was measured as JSON
`

func runBench(ctx context.Context, e *env) error {
	fs := flags("bench")
	n := fs.Int("n", 0, "")
	seed := fs.Uint64("seed", 1, "")
	contexts := fs.String("contexts", "", "")
	questions := fs.String("questions", "", "")
	quick := fs.Bool("quick", false, "")
	asJSON := fs.Bool("json", false, "")
	worker := fs.Bool("worker", false, "") // the process that is measured; not for people
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if *worker && len(args) == 2 {
		w, err := bench.OpenWorker(args[0], args[1])
		if err != nil {
			return err
		}
		return wire.Serve(ctx, e.stdin, e.stdout, w)
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
	opts := bench.Options{Paragraphs: *n, Seed: *seed, Quick: *quick, Log: logs.New(stderr, logs.Options{Form: logs.FormOf(e.stderr, "")})}
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
	if !*asJSON {
		return report.Print(e.stdout)
	}
	return printJSON(e.stdout, report, indented)
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

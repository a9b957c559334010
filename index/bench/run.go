package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"beilun/index/bench/wire"
)

// Run measures. To build the naive program it needs the Go tool and the project's
// source in the working directory; without them it measures beilun alone and sets
// Report.Missing. What fails after that is in Report.Failed and the rest is measured all
// the same, unless ctx has ended. Run writes only to a temporary directory, which it
// removes.
func Run(ctx context.Context, stderr io.Writer, opts Options) (_ *Report, err error) {
	r, err := newRun(ctx, stderr, opts)
	if err != nil {
		return nil, err
	}
	defer func() {
		if rerr := os.RemoveAll(r.dir); err == nil && rerr != nil {
			err = fmt.Errorf("remove what was measured: %w", rerr)
		}
	}()
	for _, sizes := range r.scale.groups {
		if err := r.group(sizes); err != nil {
			return nil, err
		}
	}
	for _, s := range []struct {
		name string
		do   func() error
	}{{dropping, r.drop}, {limiting, r.limit}, {readingPDF, func() (err error) {
		r.report.PDF, err = firstPDF(r.ctx, r.programs[0].path, r.dir)
		return err
	}}, {scoring, func() (err error) {
		r.report.Scores, err = score(r.ctx, r.scored)
		return err
	}}} {
		r.log.Info(s.name)
		if err := r.step(s.name, s.do); err != nil {
			return nil, err
		}
	}
	r.report.Grown = grown(r.report.Sizes)
	r.report.Rows = r.rows()
	return r.report, nil
}

// run is the state of Run.
type run struct {
	ctx      context.Context
	stderr   io.Writer
	log      *slog.Logger
	dir      string // temporary directory for all files
	scale    scale
	programs []program // beilun and, if it could be built, naive
	starts   []coldStart
	peer     *measured // Bleve with its own analyzer, in the group that is measured; nil: there is none
	feed     *feed
	texts    int            // of context files
	asked    []given        // of a file; nil: invented
	number   map[string]int // of contexts, by ID
	made     int            // number of directories of indexes
	scored   []string       // folders of districts
	report   *Report
}

func newRun(ctx context.Context, stderr io.Writer, opts Options) (*run, error) {
	r := &run{ctx: ctx, stderr: stderr, log: opts.Log, scored: opts.Scores, report: &Report{
		Date: time.Now().Format(time.DateOnly), Machine: thisMachine(), Seed: opts.Seed,
	}}
	if r.log == nil {
		r.log = slog.New(slog.DiscardHandler)
	}
	var err error
	if r.dir, err = os.MkdirTemp("", "beilun-bench-*"); err != nil {
		return nil, fmt.Errorf("make a directory: %w", err)
	}
	// Before anything large is read, as coldStarts requires.
	if err := r.start(newScale(DefaultParagraphs, opts.Quick).starts); err != nil {
		return nil, errors.Join(err, os.RemoveAll(r.dir))
	}
	if err := r.read(opts); err != nil {
		return nil, errors.Join(err, os.RemoveAll(r.dir))
	}
	return r, nil
}

// start builds the programs and measures their cold starts.
func (r *run) start(n int) error {
	builtIn := filepath.Join(r.dir, "built-in")
	if err := copyBuiltIn(builtIn); err != nil {
		return err
	}
	r.log.Info("build the programs")
	var err error
	r.programs, err = build(r.ctx, r.dir, builtIn)
	if errors.Is(err, errNoSource) {
		r.report.Missing = err.Error()
		r.log.Warn("there will be no ratios", "why", err)
	} else if err != nil {
		return err
	}
	r.log.Info("start cold", "times", n)
	r.starts, err = coldStarts(r.ctx, r.programs, r.dir, n)
	return err
}

// read reads the files of contexts and questions.
func (r *run) read(opts Options) error {
	var texts []string
	var err error
	if opts.Contexts != nil {
		if texts, r.number, err = readContexts(opts.Contexts); err != nil {
			return err
		}
		if r.texts = len(texts); opts.Paragraphs == 0 {
			opts.Paragraphs = r.texts
		}
	}
	if opts.Questions != nil {
		if r.asked, err = readQuestions(*opts.Questions); err != nil {
			return err
		}
	}
	if opts.Paragraphs == 0 {
		opts.Paragraphs = DefaultParagraphs
	}
	r.scale = newScale(opts.Paragraphs, opts.Quick)
	r.feed, err = newFeed(filepath.Join(r.dir, "releases"), opts.Seed, texts)
	return err
}

// measured is a running program, at one size.
type measured struct {
	*wire.Process
	name  string
	dir   string     // of its index
	n     int        // paragraphs in it
	start wire.Reply // memory before anything was indexed
	now   *Measured
}

// group measures the sizes of one growing index. After a size that failed there are no
// larger ones, because a program may have ended.
func (r *run) group(sizes []int) error {
	done := 0
	err := r.measure(sizes, &done)
	if err == nil || r.ctx.Err() != nil {
		return err
	}
	if done == len(sizes) {
		r.fail(ending, err)
	}
	for i, size := range sizes[done:] {
		if i > 0 {
			err = fmt.Errorf("%s: it was to grow from %s", measuring(size), thousands(sizes[done]))
		}
		r.fail(measuring(size), err)
	}
	return nil
}

// measure starts the programs and measures the sizes in turn. It counts them in done.
func (r *run) measure(sizes []int, done *int) (err error) {
	var ms []*measured
	defer func() {
		if r.peer != nil {
			ms = append(ms, r.peer)
		}
		r.peer = nil
		for _, m := range ms {
			cerr := m.Close()
			if err == nil {
				err = cerr
			} else if cerr != nil { // how it ended is why it did not reply
				r.log.Warn("the program has ended", "program", m.name, "err", cerr)
			}
			if rerr := os.RemoveAll(m.dir); err == nil {
				err = rerr
			}
		}
	}()
	for _, p := range r.programs {
		m, err := r.begin(p)
		if err != nil {
			return err
		}
		ms = append(ms, m)
		if m.start, err = m.Do(wire.Request{Do: wire.Memory}); err != nil {
			return err
		}
	}
	if len(r.programs) > 1 {
		peer := r.programs[1]
		peer.name, peer.serve = "cjk", []string{"cjk"}
		if r.peer, err = r.begin(peer); err != nil {
			return err
		}
	}
	for _, size := range sizes {
		if err := r.size(ms, size); err != nil {
			return err
		}
		*done++
	}
	return nil
}

// begin starts a program with an index of its own.
func (r *run) begin(p program) (m *measured, err error) {
	r.made++
	m = &measured{name: p.name, dir: filepath.Join(r.dir, fmt.Sprintf("index-%d", r.made))}
	m.Process, err = wire.Start(r.ctx, r.stderr, nil, p.name, p.path, append(slices.Clone(p.serve), r.feed.folder, m.dir)...)
	return m, err
}

// size grows the indexes to n paragraphs and measures them.
func (r *run) size(ms []*measured, n int) (err error) {
	if err := r.feed.grow(n); err != nil {
		return err
	}
	for _, m := range ms {
		if err := r.index(m); err != nil {
			return err
		}
	}
	asked := r.feed.questions(r.scale.warmUp + r.scale.questions)
	if r.asked != nil {
		asked = r.drawGiven()
	}
	if err := r.latency(ms, asked); err != nil {
		return err
	}
	if err := r.step(drawingAt(n), func() error { return r.draw(ms[0], asked) }); err != nil {
		return err
	}
	last := n == r.largest()
	if last || n == loadSize {
		if err := r.step(loading(n), func() error { return r.load(ms, asked) }); err != nil {
			return err
		}
	}
	err = r.step(remembering(n), func() error {
		for _, m := range ms {
			reply, err := m.Do(wire.Request{Do: wire.Memory})
			if err != nil {
				return err
			}
			m.now.Memory = reply.Memory
		}
		return nil
	})
	if err != nil {
		return err
	}
	s := Size{Paragraphs: n, Beilun: ms[0].now}
	if last {
		if err := r.largestOnly(ms, n); err != nil {
			return err
		}
	}
	err = r.step(searching(n), func() (err error) {
		s.Alone, err = r.searchAlone(ms[0], n, asked)
		return err
	})
	if err != nil {
		return err
	}
	if len(ms) > 1 {
		s.Naive = ms[1].now
	}
	r.report.Sizes = append(r.report.Sizes, s)
	return nil
}

// largestOnly measures what is measured at the largest size only.
func (r *run) largestOnly(ms []*measured, n int) error {
	if r.asked != nil && n == r.texts {
		if err := r.step(recalling, func() error { return r.recall(ms) }); err != nil {
			return err
		}
	}
	if err := r.step(adding, func() error { return r.addNew(ms) }); err != nil {
		return err
	}
	return r.step(seeing, func() error { return r.see(ms[0]) })
}

// largest returns the largest size.
func (r *run) largest() int {
	last := r.scale.groups[len(r.scale.groups)-1]
	return last[len(last)-1]
}

// index brings an index in step with the folder and waits until its files no longer
// change.
func (r *run) index(m *measured) error {
	before, err := m.Do(wire.Request{Do: wire.Memory})
	if err != nil {
		return err
	}
	reply, err := m.Do(wire.Request{Do: wire.Index})
	if err != nil {
		return err
	}
	if reply.Paragraphs < r.feed.paragraphs {
		return fmt.Errorf("%s has %d paragraphs of %d", m.name, reply.Paragraphs, r.feed.paragraphs)
	}
	m.now = &Measured{Added: reply.Paragraphs - m.n, Fresh: m.n == 0, Indexing: reply.Took, CPU: reply.CPU - before.CPU}
	if m.now.Fresh {
		m.now.AtStart = m.start.Memory
	}
	m.n = reply.Paragraphs
	if m.now.Bytes, err = r.settle(m.dir); err != nil {
		return err
	}
	r.log.Info("indexed", "program", m.name, "paragraphs", m.n, "took", reply.Took.Round(time.Millisecond), "bytes", m.now.Bytes)
	return nil
}

// An index is merged in the background. It has settled if its files have not changed
// for settleTime; after maxSettle it is measured anyway.
const (
	settleTime = time.Second
	maxSettle  = 2 * time.Minute
)

// settle waits until the files of a directory no longer change, and returns their size.
func (r *run) settle(dir string) (int64, error) {
	size, files, err := sizeOfDir(dir)
	changed := time.Now()
	for start := changed; err == nil && time.Since(changed) < settleTime && time.Since(start) < maxSettle; {
		select {
		case <-r.ctx.Done():
			return 0, r.ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
		s, n, serr := sizeOfDir(dir)
		if s != size || n != files {
			size, files, changed = s, n, time.Now()
		}
		err = serr
	}
	return size, err
}

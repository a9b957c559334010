package main

import (
	"context"
	"os"
	"time"

	"beilun/index"
	"beilun/index/library"
	"beilun/knowledge/corpus"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// Progress is shown only for work of more than a moment: on a terminal as a bar, and
// elsewhere as a line at intervals.
const (
	progressAfter = time.Second
	progressEvery = 5 * time.Second
)

// progress shows how many files of the releases have been read.
type progress struct {
	env      *env
	terminal bool
	bar      *progressbar.ProgressBar // nil: not shown
	from     time.Time
	logged   time.Time // time of the last line
	done, of int       // files
}

func newProgress(e *env) *progress {
	f, ok := e.stderr.(*os.File)
	return &progress{env: e, terminal: ok && term.IsTerminal(int(f.Fd()))}
}

// source returns the files of c for an index, with those that are suddenly missing as
// guard knows them, and shows the progress of its reading. An index may read them twice,
// if it finds that too much has changed.
func (p *progress) source(c *corpus.Corpus, guard corpus.Guard) index.Corpus {
	guard.Listed = p.begin
	files := library.Source(func(ctx context.Context, yield func(corpus.File) error) error {
		now := guard
		guard.Listing = nil // it is too old for another time
		return c.EachGuarded(ctx, now, yield)
	})
	return func(ctx context.Context, yield func(index.File) error) error {
		defer p.end()
		return files(ctx, func(f index.File) error {
			err := yield(f)
			p.step(time.Now())
			return err
		})
	}
}

func (p *progress) begin(total int) {
	now := time.Now()
	p.done, p.of, p.logged = 0, total, now
	if p.from.IsZero() {
		p.from = now
	}
}

func (p *progress) step(now time.Time) {
	p.done++
	p.of = max(p.of, p.done) // a file may hold several
	switch {
	case now.Sub(p.from) < progressAfter:
	case p.terminal:
		if p.bar == nil {
			p.bar = progressbar.NewOptions(p.of, progressbar.OptionSetWriter(p.env.stderr), progressbar.OptionSetDescription(p.env.lang.Text("progress.bar")),
				progressbar.OptionShowCount(), progressbar.OptionSetWidth(30), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
		}
		_ = p.bar.Set(p.done) // a broken terminal is no reason to stop
	case now.Sub(p.logged) >= progressEvery:
		p.logged = now
		p.env.say("progress", p.done, p.of)
	}
}

// end removes the bar from the terminal.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Clear() // as above
		p.bar = nil
	}
}

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

// When progress is shown: not at all for what is done in a moment, as a bar on
// a terminal, and as a line now and then elsewhere.
const (
	progressAfter = time.Second
	progressEvery = 5 * time.Second
)

// progress tells the person who waits how far the reading of the releases is.
type progress struct {
	env      *env
	terminal bool
	bar      *progressbar.ProgressBar // nil: not shown yet
	from     time.Time
	said     time.Time // when the last line was written
	done, of int       // files
}

func newProgress(e *env) *progress {
	f, ok := e.stderr.(*os.File)
	return &progress{env: e, terminal: ok && term.IsTerminal(int(f.Fd()))}
}

// source gives the files of c to an index and counts them. An index that finds
// that too much has changed reads them a second time.
func (p *progress) source(c *corpus.Corpus) index.Corpus {
	files := library.Source(c.Each)
	return func(ctx context.Context, yield func(index.File) error) error {
		total, err := c.Count(ctx)
		if err != nil {
			return err
		}
		p.begin(total)
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
	p.done, p.of, p.said = 0, total, now
	if p.from.IsZero() {
		p.from = now
	}
}

func (p *progress) step(now time.Time) {
	p.done++
	switch {
	case now.Sub(p.from) < progressAfter:
	case p.terminal:
		if p.bar == nil {
			p.bar = progressbar.NewOptions(p.of, progressbar.OptionSetWriter(p.env.stderr), progressbar.OptionSetDescription("beilun: reading"),
				progressbar.OptionShowCount(), progressbar.OptionSetWidth(30), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
		}
		_ = p.bar.Set(p.done) // that a terminal takes no more is no reason to stop
	case now.Sub(p.said) >= progressEvery:
		p.said = now
		p.env.logf("read %d of %d files", p.done, p.of)
	}
}

// end takes the bar off the terminal.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Clear() // as above
		p.bar = nil
	}
}

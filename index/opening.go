package index

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"time"

	"beilun/index/store"
	"beilun/knowledge"
)

// ErrSlow says that a file takes too long to be read.
var ErrSlow = errors.New("reading the file takes too long")

// retrySlow is how long a file that took too long is left alone.
const retrySlow = time.Hour

// opening is a file that is being read. Only reading goes on beside what else
// is done: it is the part that may not come back.
type opening struct {
	file    File
	budget  time.Duration
	started time.Time
	done    chan struct{} // closed when what follows is set; nil: it has not been started
	cancel  context.CancelFunc

	took    time.Duration
	article *knowledge.Article
	fill    func(*knowledge.Paragraph)
	err     error
}

// start begins to read the file, unless that has been done.
func (o *opening) start(ctx context.Context) {
	if o.done != nil {
		return
	}
	o.started, o.done = time.Now(), make(chan struct{})
	if o.file.Timed {
		ctx, o.cancel = context.WithCancel(ctx)
	} else {
		ctx, o.cancel = context.WithTimeout(ctx, o.budget)
	}
	go func() { // ends with the reader, which ends with ctx where it can
		defer close(o.done)
		defer func() { o.took = time.Since(o.started) }()
		o.err = store.Guarded(func() (err error) { // a file that makes a reader panic is one that cannot be read
			if o.file.Open != nil {
				o.article, o.fill, err = o.file.Open(ctx)
				return err
			}
			o.article, err = o.file.Article()
			o.fill = func(*knowledge.Paragraph) {}
			return err
		})
	}()
}

// wait waits until the file is read, at most for the time given, and reports
// whether it is.
func (o *opening) wait(ctx context.Context, most time.Duration) bool {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-o.done:
	case <-ctx.Done():
	case <-timer.C:
	}
	select {
	case <-o.done: // however long ago
		return true
	default:
		return false
	}
}

// finish returns when the file is read, or with the reason why it is not.
func (o *opening) finish(ctx context.Context) error {
	o.start(ctx)
	defer o.cancel()
	most := o.budget - time.Since(o.started)
	if o.file.Timed {
		most = math.MaxInt64
	}
	read := o.wait(ctx, most)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case !read || !o.file.Timed && errors.Is(o.err, context.DeadlineExceeded):
		return o.slow()
	}
	return o.err
}

// slow is the error of a file that took longer than its budget.
func (o *opening) slow() error {
	return fmt.Errorf("%w: more than %.0f s", ErrSlow, max(1, math.Ceil(o.budget.Seconds())))
}

// What is left for later in a line: a file that is large, and one that has not
// been read after a moment. The others are not to wait for it.
const (
	largeFile = 1 << 20
	moment    = time.Second
	maxLate   = 32 << 20 // bytes of files that wait, for their bytes may be in memory
	maxSlow   = 2        // files that are being read at the same time
)

// maxAhead is how many bytes of files are read ahead of the release whose turn it is, and
// maxAheadEach how many files for each processor: enough for all processors to be at work
// while a long release is read, and no more than a small machine has room for.
const (
	maxAhead     = 128 << 10
	maxAheadEach = 4
)

// line is the files of a corpus on their way into the index. The small ones are read beside
// each other and taken in their order.
type line struct {
	k     *keeper
	take  func(*adding) error // in the order of the line
	ctx   context.Context     // of what is read
	stop  context.CancelFunc
	slots chan struct{} // see adding
	ahead []*adding     // not taken yet
	bytes int64         // of ahead
	ended bool          // with an error of take

	late []*opening // those that are left for later
	size int64      // of late
	slow int        // of late, those that are being read
}

// open opens the next file. It returns nil when the file was left for later.
func (l *line) open(ctx context.Context, f File) *opening {
	o := &opening{file: f, budget: l.k.reading.of(f.Size)}
	if f.Err != nil || l.k.leaves(f) != nil {
		return o // nothing is read
	}
	switch {
	case l.size+f.Size > maxLate:
		return o
	case f.Size <= largeFile:
		if l.slow == maxSlow {
			return o
		}
		if o.start(ctx); o.wait(ctx, moment) || ctx.Err() != nil {
			return o
		}
		l.slow++
	}
	l.size += f.Size
	l.late = append(l.late, o)
	return nil
}

// newLine returns an empty line. Its owner has to leave it.
func newLine(ctx context.Context, k *keeper) line {
	l := line{k: k, slots: make(chan struct{}, runtime.GOMAXPROCS(0))}
	l.ctx, l.stop = context.WithCancel(ctx)
	return l
}

// put adds an opened file at the end, to be bound with the names given, and takes what is at
// the beginning when the line has become long.
func (l *line) put(o *opening, given []string) error {
	l.ahead = append(l.ahead, l.begin(l.ctx, o, given))
	l.bytes += o.file.Size
	for l.bytes > maxAhead || len(l.ahead) > maxAheadEach*cap(l.slots) {
		if err := l.next(); err != nil {
			return err
		}
	}
	return nil
}

// next takes the first of the line.
func (l *line) next() error {
	a := l.ahead[0]
	l.ahead[0] = nil
	l.ahead = l.ahead[1:]
	l.bytes -= a.file.Size
	err := l.take(a)
	l.ended = err != nil
	return err
}

// empty takes all of the line but what was left for later. After an error there is nothing
// to be taken.
func (l *line) empty() error {
	for len(l.ahead) > 0 && !l.ended {
		if err := l.next(); err != nil {
			return err
		}
	}
	return nil
}

// leave gives up what is still being read, and waits until nothing is.
func (l *line) leave() {
	l.stop()
	for _, o := range l.late {
		if o.cancel != nil {
			o.cancel()
		}
	}
	for _, a := range l.ahead {
		<-a.ended
	}
}

// leaves returns why a file is not tried: it took too long before, or is known to be under
// an embargo.
func (k *keeper) leaves(f File) error {
	a, ok := k.aside[f.ID]
	if ok && a.digest == f.Digest && (time.Now().Before(a.until) || k.embargoed(a.day)) {
		return a.err
	}
	return nil
}

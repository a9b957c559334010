package delivery

import (
	"context"
	"errors"
	"time"
)

// errStopped says that the person who asked wants no answer any more.
var errStopped = errors.New("stopped by the person who asked")

// work is one delivery on its way.
type work struct {
	sighting
	Job
	ctx      context.Context // ends when the person stops it
	cancel   context.CancelCauseFunc
	first    time.Time // when it was queued for the first time
	queued   time.Time // and for the last; where it is put off, not before
	notified bool      // that it waits; of the queue
	paced    bool      // put off because its person asks too fast, and told so
	look     *look     // whether it was answered already; nil: it was not
}

func newWork(ctx context.Context, s sighting, d Job) *work {
	now := time.Now()
	w := &work{sighting: s, Job: d, first: now, queued: now}
	w.ctx, w.cancel = context.WithCancelCause(ctx)
	return w
}

// Limits in time of a job.
const (
	Timeout     = 5 * time.Minute  // of a job, with the wait for its turn to post
	apologyTime = 15 * time.Second // to say that a job failed, at the end of the process, too
)

// Bounds of the queue.
const (
	workers       = 64 // works at a time; most of them wait for their turn to post
	urgentWorkers = 8  // more, for what is urgent only
	perPlace      = 8  // of one channel among them, so that a busy one keeps no other waiting
	maxNotices    = 256
	againTime     = 30 * time.Second // after which what may be answered is looked at again
	resumeTime    = 10 * time.Minute // after which a question that an earlier process left is of no use
	unreachedTime = time.Hour        // for which an answer is kept while Slack cannot be reached
	patientTime   = 5 * time.Second  // after which a person is asked to wait
	paceTime      = 5 * time.Minute  // the longest that a question waits because its person asks too fast
	shortTime     = time.Second      // a wait for that reason that is not worth a word
	refusedTime   = time.Minute      // between two words to a person about what was not taken
	maxRefused    = 1000             // persons who are still to get one
)

// post is a notice for the person of a work.
type post struct {
	*work
	notice
}

// place is the channel whose limit the work's answer comes under.
func (w *work) place() string {
	if w.responseURL != "" {
		return ""
	}
	return w.channel
}

// reachable reports whether somebody waits for a reply who can get a notice in
// private.
func (w *work) reachable() bool {
	return (w.question || w.once || w.lasting) && (w.responseURL != "" || w.channel != "" && w.user != "")
}

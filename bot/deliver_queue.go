package bot

import (
	"context"
	"errors"
	"sync"
	"time"
)

// errStopped says that the person who asked wants no answer any more.
var errStopped = errors.New("stopped by the person who asked")

// work is one delivery on its way.
type work struct {
	sighting
	delivery
	ctx    context.Context // ends when the person stops it
	cancel context.CancelCauseFunc
	queued time.Time
	told   bool // that it waits; of the queue
}

func newWork(ctx context.Context, s sighting, d delivery) *work {
	w := &work{sighting: s, delivery: d, queued: time.Now()}
	w.ctx, w.cancel = context.WithCancelCause(ctx)
	return w
}

// Bounds of the queue.
const (
	deliverers  = 64 // works at a time; most of them wait for their turn to post
	urgents     = 8  // more, for what is urgent only
	perPlace    = 8  // of one channel among them, so that a busy one keeps no other waiting
	maxNotices  = 256
	resumeTime  = 10 * time.Minute // after which a question that was left is of no use
	patientTime = 5 * time.Second  // after which a person is told to wait
)

// queue holds work until it is done. Work of one conversation is done in order.
// It is safe for concurrent use.
type queue struct {
	mu      sync.Mutex
	changed sync.Cond
	max     int
	waiting []*work
	urgent  []*work
	running map[*work]bool
	talks   map[string]bool // conversations that are being answered
	places  map[string]int  // works that run, by channel
	notices chan tell
	closed  bool
}

// tell is a notice on its way to the person who asked.
type tell struct {
	*work
	notice
}

func newQueue(max int) *queue {
	q := &queue{max: max, running: map[*work]bool{}, talks: map[string]bool{}, places: map[string]int{}, notices: make(chan tell, maxNotices)}
	q.changed.L = &q.mu
	return q
}

// put adds work and reports whether there was room.
func (q *queue) put(w *work) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	list := &q.waiting
	if w.urgent {
		list = &q.urgent
	}
	if len(*list) >= q.max || q.closed {
		return false
	}
	*list = append(*list, w)
	q.changed.Broadcast() // not every worker takes everything
	return true
}

// resume adds work that was left; it is bounded by what was noted.
func (q *queue) resume(w *work) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = append(q.waiting, w)
	q.changed.Broadcast()
}

// take waits for the next work, nil when there will be none. Some workers take
// what is urgent only, so that there always is one for a click.
func (q *queue) take(urgentOnly bool) *work {
	q.mu.Lock()
	defer q.mu.Unlock()
	for {
		w := q.next(&q.urgent)
		left := len(q.urgent)
		if w == nil && !urgentOnly {
			w = q.next(&q.waiting)
			left += len(q.waiting)
		}
		if w != nil {
			q.running[w] = true
			q.talks[w.talk()] = true
			q.places[w.place()]++
			return w
		}
		if q.closed && left == 0 {
			return nil
		}
		q.changed.Wait()
	}
}

// place is the channel whose limit the work's answer comes under.
func (w *work) place() string {
	if w.responseURL != "" {
		return ""
	}
	return w.channel
}

// next removes the first work whose conversation and channel are free. The
// caller holds q.mu.
func (q *queue) next(list *[]*work) *work {
	for i, w := range *list {
		if talk := w.talk(); talk != "" && q.talks[talk] {
			continue
		}
		if place := w.place(); place != "" && q.places[place] >= perPlace {
			continue
		}
		*list = append((*list)[:i:i], (*list)[i+1:]...)
		return w
	}
	return nil
}

// done ends work.
func (q *queue) done(w *work) {
	q.mu.Lock()
	defer q.mu.Unlock()
	w.cancel(nil)
	delete(q.running, w)
	delete(q.talks, w.talk())
	if q.places[w.place()]--; q.places[w.place()] <= 0 {
		delete(q.places, w.place())
	}
	q.changed.Broadcast()
}

// stop cancels the work of a conversation, and returns how much there was.
// Waiting work is cancelled in its place: the worker that takes it settles it.
func (q *queue) stop(channel, thread string) (n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	cancel := func(w *work) {
		if w.channel == channel && (thread == "" || w.thread == thread || w.ts == thread) {
			w.cancel(errStopped)
			n++
		}
	}
	for w := range q.running {
		cancel(w)
	}
	for _, w := range q.waiting {
		cancel(w)
	}
	return n
}

// patient returns the questions that have waited for a while and whose askers
// were not told yet, each with how many are before it; they count as told.
func (q *queue) patient(since time.Duration) (out []tell) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for i, w := range q.waiting {
		if time.Since(w.queued) < since {
			break // those behind came later
		}
		if !w.told && w.question {
			w.told = true
			out = append(out, tell{w, noticePlace(i + 1)})
		}
	}
	return out
}

// notice puts a notice on its way; where too many are, it is left out.
func (q *queue) notice(w *work, n notice) {
	select {
	case q.notices <- tell{w, n}:
	default:
	}
}

// Len is how much waits.
func (q *queue) Len() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.waiting) + len(q.urgent)
}

// close lets take return nil when everything is taken.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.changed.Broadcast()
}

package delivery

import (
	"slices"
	"sync"
	"time"
)

// queue holds work until it is done. Work of one conversation is done in order.
// It is safe for concurrent use.
type queue struct {
	mu      sync.Mutex
	changed sync.Cond
	max     int
	waiting []*work
	urgent  []*work
	later   []*work
	running map[*work]bool
	talks   map[string]bool // conversations that are being answered
	places  map[string]int  // works that run, by channel
	notices chan post
	closed  bool
}

func newQueue(max int) *queue {
	q := &queue{max: max, running: map[*work]bool{}, talks: map[string]bool{}, places: map[string]int{}, notices: make(chan post, maxNotices)}
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

// putOff adds work that waits until a time, and reports whether there was room.
// At the end of the process it is left.
func (q *queue) putOff(w *work, until time.Time) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.later) >= q.max || q.closed {
		return false
	}
	w.queued = until
	q.later = append(q.later, w)
	return true
}

// isPaced reports whether a person knows already that what they ask is put off.
func (q *queue) isPaced(user string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return slices.ContainsFunc(q.later, func(w *work) bool { return w.paced && w.user == user })
}

// ripen moves the work whose time has come to where it is taken.
func (q *queue) ripen(now time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.later = slices.DeleteFunc(q.later, func(w *work) bool {
		if w.queued.After(now) {
			return false
		}
		q.waiting = append(q.waiting, w)
		q.changed.Broadcast()
		return true
	})
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
	for _, w := range append(slices.Clone(q.waiting), q.later...) {
		cancel(w)
	}
	return n
}

// patient returns the questions that have waited for a while and whose askers
// were not notified yet, each with how many are before it; they count as notified.
func (q *queue) patient(since time.Duration) (out []post) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for i, w := range q.waiting {
		if time.Since(w.queued) < since {
			break // those behind came later
		}
		if !w.notified && w.question {
			w.notified = true
			out = append(out, post{w, noticePlace(i + 1)})
		}
	}
	return out
}

// notice puts a notice on its way; where too many are, it is left out.
func (q *queue) notice(w *work, n notice) {
	select {
	case q.notices <- post{w, n}:
	default:
	}
}

// Len is how much waits.
func (q *queue) Len() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.waiting) + len(q.urgent) + len(q.later)
}

// close lets take return nil when everything is taken.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.changed.Broadcast()
}

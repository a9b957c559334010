package delivery

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func newTestWork(ctx context.Context, id, channel, thread, user string) *work {
	return newWork(ctx, sighting{id: id, channel: channel, thread: thread, ts: "ts " + id, user: user, question: true}, Job{ID: id})
}

// TestQueueOrder takes the work of one conversation one after the other, no
// more than a few of one channel, and what is urgent first.
func TestQueueOrder(t *testing.T) {
	t.Parallel()
	q := newQueue(100)
	put := func(w *work) *work {
		if !q.put(w) {
			t.Fatal("no room")
		}
		return w
	}
	ctx := t.Context()
	first := put(newTestWork(ctx, "1", "D1", "", "U1"))
	put(newTestWork(ctx, "2", "D1", "", "U1"))
	put(newTestWork(ctx, "3", "D2", "", "U2"))
	click := newWork(ctx, sighting{id: "4", urgent: true, once: true, responseURL: "https://r"}, Job{ID: "4"})
	put(click)
	var order []string
	for range 3 {
		order = append(order, q.take(false).sighting.id)
	}
	q.done(first)
	order = append(order, q.take(false).sighting.id)
	if diff := cmp.Diff([]string{"4", "1", "3", "2"}, order); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	for i := range perPlace + 1 {
		put(newTestWork(ctx, fmt.Sprint("busy", i), "C1", "", "U1"))
	}
	put(newTestWork(ctx, "elsewhere", "C2", "", "U1"))
	for range perPlace {
		q.take(false)
	}
	if w := q.take(false); w.sighting.id != "elsewhere" {
		t.Errorf("a busy channel keeps another waiting: %s", w.sighting.id)
	}
}

func TestQueueBounds(t *testing.T) {
	t.Parallel()
	q := newQueue(2)
	ctx := t.Context()
	for i, want := range []bool{true, true, false} {
		if got := q.put(newTestWork(ctx, fmt.Sprint(i), fmt.Sprint("D", i), "", "U")); got != want {
			t.Errorf("work %d taken: %v", i, got)
		}
	}
	if n := q.Len(); n != 2 {
		t.Errorf("%d wait", n)
	}
	q.close()
	if q.put(newTestWork(ctx, "late", "D9", "", "U")) {
		t.Error("taken after the end")
	}
	for range 2 {
		if q.take(false) == nil {
			t.Error("what was queued is lost at the end")
		}
	}
	if q.take(false) != nil {
		t.Error("more than was put in")
	}
}

// TestQueueUrgent keeps workers for what is urgent.
func TestQueueUrgent(t *testing.T) {
	t.Parallel()
	q := newQueue(10)
	q.put(newTestWork(t.Context(), "question", "D1", "", "U1"))
	taken := make(chan *work)
	go func() { taken <- q.take(true); taken <- q.take(true) }()
	q.put(newWork(t.Context(), sighting{id: "click", urgent: true, once: true}, Job{}))
	if w := <-taken; w.sighting.id != "click" {
		t.Errorf("took %s", w.sighting.id)
	}
	q.close()
	if w := <-taken; w != nil {
		t.Errorf("took %s", w.sighting.id)
	}
}

// TestQueueStop cancels the work of one conversation, whether it waits or runs.
func TestQueueStop(t *testing.T) {
	t.Parallel()
	q := newQueue(10)
	ctx := t.Context()
	running := newTestWork(ctx, "1", "D1", "1.1", "U1")
	q.put(running)
	q.take(false)
	waiting, other := newTestWork(ctx, "2", "D1", "1.1", "U1"), newTestWork(ctx, "3", "D1", "2.2", "U1")
	q.put(waiting)
	q.put(other)
	if n := q.stop("D1", "1.1"); n != 2 {
		t.Errorf("%d stopped", n)
	}
	for _, w := range []*work{running, waiting} {
		if context.Cause(w.ctx) != errStopped {
			t.Errorf("%s goes on", w.sighting.id)
		}
	}
	if other.ctx.Err() != nil {
		t.Error("another conversation is stopped")
	}
}

// TestQueuePatience tells each person who waits once.
func TestQueuePatience(t *testing.T) {
	t.Parallel()
	q := newQueue(10)
	for i := range 3 {
		w := newTestWork(t.Context(), fmt.Sprint(i), fmt.Sprint("D", i), "", "U")
		if i < 2 {
			w.queued = w.queued.Add(-time.Minute)
		}
		q.put(w)
	}
	told := q.patient(10 * time.Second)
	if len(told) != 2 || told[1].message("").Text != noticePlace(2).message("").Text || len(q.patient(10*time.Second)) != 0 {
		t.Errorf("told %v", told)
	}
}

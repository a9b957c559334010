package index

import (
	"context"
	"time"
)

// Times is how the time of one answer was spent, for measuring. The
// index fills them in for a context that carries them; they are for one answer
// at a time and not safe for concurrent use.
type Times struct {
	Analysis time.Duration // from WithTimes to the first search: the question is understood
	Search   time.Duration // candidates are found by BM25 and read, in all searches
	Rerank   time.Duration // and measured and ranked

	last     time.Time
	searched bool
}

type timesKey struct{}

// WithTimes returns a context whose searches add what they take to t, which is
// set to zero and begins now.
func WithTimes(ctx context.Context, t *Times) context.Context {
	*t = Times{last: time.Now()}
	return context.WithValue(ctx, timesKey{}, t)
}

// timesOf returns the times that ctx carries, or nil. A nil Times keeps none.
func timesOf(ctx context.Context) *Times {
	t, _ := ctx.Value(timesKey{}).(*Times)
	return t
}

// begin is called when a search begins.
func (t *Times) begin() {
	if t == nil {
		return
	}
	now := time.Now()
	if !t.searched {
		t.Analysis, t.searched = now.Sub(t.last), true
	}
	t.last = now
}

// found is called when the candidates of a search are there.
func (t *Times) found() {
	if t != nil {
		t.Search += t.lap()
	}
}

// ranked is called when they are ranked.
func (t *Times) ranked() {
	if t != nil {
		t.Rerank += t.lap()
	}
}

func (t *Times) lap() time.Duration {
	now := time.Now()
	d := now.Sub(t.last)
	t.last = now
	return d
}

package index

import (
	"context"
	"time"
)

// Stage is a part of the way from a question to its answer.
type Stage int

// The stages.
const (
	Understand Stage = iota // the question is put right and read, and whatever no other stage has
	Candidates              // passages that have its words are found
	Judge                   // these are measured, ranked and read for what may answer
	Choose                  // what may answer is ordered, and the best believed or not
	Compose                 // the answer is made: its history, what others say, suggestions
	Stages                  // their number
)

// Times is how the time of one answer was spent, for measuring. Whoever answers
// enters the stages for a context that carries it, and for another one enters none,
// which costs a look into the context. It is for one answer at a time and not safe
// for concurrent use. A nil Times keeps nothing.
type Times struct {
	Spent [Stages]time.Duration

	now   Stage
	since time.Time
}

type timesKey struct{}

// WithTimes returns a context whose answer adds what it takes to t, which is set to
// zero and begins now with Understand.
func WithTimes(ctx context.Context, t *Times) context.Context {
	*t = Times{since: time.Now()}
	return context.WithValue(ctx, timesKey{}, t)
}

// TimesOf returns the times that ctx carries, or nil.
func TimesOf(ctx context.Context) *Times {
	t, _ := ctx.Value(timesKey{}).(*Times)
	return t
}

// Enter ends the stage that t is in, which it returns, and begins s.
func (t *Times) Enter(s Stage) (before Stage) {
	if t == nil {
		return s
	}
	now := time.Now()
	t.Spent[t.now] += now.Sub(t.since)
	before, t.now, t.since = t.now, s, now
	return before
}

package mcpserver

import (
	"context"
	"errors"
	"sync/atomic"
	"time"
)

// Limits of the calls of all clients together.
const (
	atOnce   = 4                // that are worked on
	most     = 1000             // that are worked on or wait; others are refused
	callTime = 20 * time.Second // with the time in line
)

// line is the line in which calls wait.
type line struct {
	places chan struct{}
	length *atomic.Int64
}

func newLine() line { return line{make(chan struct{}, atOnce), new(atomic.Int64)} }

// errBusy says that too many calls wait.
var errBusy = errors.New("too many calls")

// enter waits for a place, which leave gives back. The error is errBusy or that of ctx.
func (l line) enter(ctx context.Context) (leave func(), err error) {
	if l.length.Add(1) > most {
		l.length.Add(-1)
		return nil, errBusy
	}
	select {
	case l.places <- struct{}{}:
		return func() { <-l.places; l.length.Add(-1) }, nil
	case <-ctx.Done():
		l.length.Add(-1)
		return nil, ctx.Err()
	}
}

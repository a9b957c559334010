package wire

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// load asks with several askers at once for the duration in q, each at least once. It
// returns the number of answered questions when all askers have ended.
func load(ctx context.Context, w Worker, q Request) (int, error) {
	if len(q.Asked) == 0 || q.Askers < 1 || q.For <= 0 {
		return 0, errors.New("load: it needs questions, askers and a time")
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next, done atomic.Int64
	end := time.Now().Add(q.For)
	var askers sync.WaitGroup
	for range q.Askers {
		askers.Go(func() {
			for first := true; (first || time.Now().Before(end)) && ctx.Err() == nil; first = false {
				question := q.Asked[int(next.Add(1)-1)%len(q.Asked)]
				if _, _, err := w.Ask(ctx, question); err != nil {
					cancel(fmt.Errorf("load: ask %q: %w", question, err))
					return
				}
				done.Add(1)
			}
		})
	}
	askers.Wait()
	return int(done.Load()), context.Cause(ctx)
}

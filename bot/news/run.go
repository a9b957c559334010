package news

import (
	"context"
	"fmt"
	"time"

	"beilun/bot/webapi"
)

// Run posts the news until ctx ends. It alone writes notes.
func (d *Desk) Run(ctx context.Context) {
	if d.Newsroom == nil {
		return
	}
	d.outbox.started = time.Now()
	for ctx.Err() == nil {
		next := d.round(ctx)
		wake := time.NewTimer(next)
		select {
		case <-ctx.Done():
		case <-wake.C:
		case <-d.Newsroom.Arrived():
			_ = webapi.Pause(ctx, d.scaled(d.Gather)) // an error is the end of ctx
		}
		wake.Stop()
	}
}

// round notes what is new and posts what is due. It returns after how long the
// next round is due.
func (d *Desk) round(ctx context.Context) (next time.Duration) {
	next = d.scaled(d.Poll)
	defer func() {
		if r := recover(); r != nil {
			d.Log.Error("the news failed", "err", fmt.Errorf("panic: %v", r))
		}
	}()
	if err := d.noteNews(ctx); err != nil && ctx.Err() == nil {
		d.Log.Error("cannot note the news", "err", webapi.Redact(err))
	}
	if err := d.noteLate(ctx); err != nil && ctx.Err() == nil {
		d.Log.Error("cannot note the news of late answers", "err", webapi.Redact(err))
	}
	return min(next, d.outbox.post(ctx))
}

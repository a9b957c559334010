package surface

import (
	"context"
	"errors"
	"time"
)

// Longer gives work that takes longer than an answer a deadline of its own. The
// work still ends if ctx is cancelled, as at the end of the process.
func Longer(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	long, cancel := context.WithTimeout(context.WithoutCancel(ctx), d)
	stop := context.AfterFunc(ctx, func() {
		if errors.Is(ctx.Err(), context.Canceled) {
			cancel()
		}
	})
	return long, func() { stop(); cancel() }
}

package delivery

import (
	"context"
	"log/slog"
	"time"

	"beilun/bot/message"
	"beilun/bot/webapi"
	"beilun/internal/state"

	"golang.org/x/sync/errgroup"
)

// Courier brings what Slack delivers to those who answer it. Use New.
type Courier struct {
	Options
	queue    *queue
	refusals refusals
}

// Options are the options of a Courier.
type Options struct {
	API       *webapi.Client                           // required
	State     *state.Store                             // required: what survives a restart
	Self      string                                   // the bot's user ID
	Do        func(ctx context.Context, job Job) error // required: does what a job asks for
	MaySpeak  func(channel string) bool                // required: whether the bot may speak in a channel
	Foreign   Foreign                                  // channels in which it may not speak because others read them; nil: none
	IsLasting func(action string) bool                 // whether a button starts what is done to its end, however late; nil: none
	Queue     int                                      // jobs that may wait
	PerUser   int                                      // questions of one person that are answered in a minute; the others wait
	Started   time.Time                                // when the process began, which may be long before Slack was reached; zero: now
	Speed     float64                                  // factor by which time runs faster, for tests
	Logger    *slog.Logger                             // required
}

// Foreign knows which channels are shared with other organisations.
type Foreign interface {
	Note(channel string, foreign bool)
	Is(ctx context.Context, channel string) bool
}

// New returns a courier whose queue is empty.
func New(opts Options) *Courier {
	if opts.Started.IsZero() {
		opts.Started = time.Now()
	}
	return &Courier{Options: opts, queue: newQueue(opts.Queue), refusals: refusals{of: map[string]*refusal{}}}
}

// Work does the jobs in the queue until Close is called and none is left. Once ctx
// ends, it leaves them undone for the next start.
func (c *Courier) Work(ctx context.Context) {
	var pool errgroup.Group
	for i := range workers + urgentWorkers {
		pool.Go(func() error { c.work(ctx, i >= workers); return nil })
	}
	_ = pool.Wait() // workers return nil
}

// Close lets Work return when the queue is empty. Receive must not be called
// any more.
func (c *Courier) Close() { c.queue.close() }

// Waiting returns how many jobs wait.
func (c *Courier) Waiting() int { return c.queue.Len() }

// scaled returns d in the time that the courier runs in.
func (c *Courier) scaled(d time.Duration) time.Duration {
	return time.Duration(float64(d) / c.Speed)
}

// send posts a message to t.
func (c *Courier) send(ctx context.Context, t webapi.Target, m message.Message) error {
	_, err := c.API.Send(ctx, t, m.Text, m.Forms)
	return err
}

package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"beilun/bot/delivery"
	"beilun/bot/intake"
	"beilun/bot/socket"
	"beilun/bot/webapi"
	"beilun/internal/state"

	"golang.org/x/sync/errgroup"
)

// Limits in time.
const (
	reindexTime  = 10 * time.Minute
	shutdownTime = 15 * time.Second // to finish what is in flight
)

// SetupError says that Slack does not let the bot work until a person changes
// something: it is of no use to start again. Its text says what to do.
type SetupError struct{ Err error }

func (e *SetupError) Error() string { return e.Err.Error() }
func (e *SetupError) Unwrap() error { return e.Err }

// Run waits until Slack can be reached, connects, and answers until ctx ends; then it
// finishes what is in flight and returns nil. Its error is a [SetupError] if a token,
// a scope or the address of Slack is wrong.
func (b *Bot) Run(ctx context.Context) (err error) {
	defer b.api.Close()
	started := time.Now()
	if err := b.checkToken(ctx); err != nil || ctx.Err() != nil {
		return err
	}
	if err := b.checkScopes(); err != nil {
		return &SetupError{err}
	}
	if b.memory.Store == nil {
		if b.memory.Store, err = state.Temporary(state.Options{Logger: b.log}); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, b.memory.Store.Close()) }()
	}
	work, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	courier := b.newCourier(started)
	b.courier.Store(courier)
	if err := courier.Resume(work); err != nil {
		return err
	}
	var pool errgroup.Group
	pool.Go(func() error { courier.Work(work); return nil })
	tending, stopTending := context.WithCancel(work)
	var tenders errgroup.Group
	tenders.Go(func() error { courier.Tend(tending); return nil })
	tenders.Go(func() error { b.news.Run(tending); return nil })
	err = b.socket.Run(ctx, func(_ context.Context, e socket.Envelope) (json.RawMessage, error) {
		return nil, courier.Receive(work, e)
	})
	stopTending()
	_ = tenders.Wait() // they return nil
	courier.Close()    // no receiver is left to put anything in
	late := time.AfterFunc(shutdownTime, stopWork)
	defer late.Stop()
	_ = pool.Wait() // workers return nil
	if err != nil {
		return &SetupError{fmt.Errorf("SLACK_APP_TOKEN: %w", webapi.Redact(err))}
	}
	return nil
}

// newCourier returns the courier of a run.
func (b *Bot) newCourier(started time.Time) *delivery.Courier {
	opts := delivery.Options{
		API: b.api, State: b.memory.Store, Self: b.self, Do: b.dispatch, MaySpeak: b.allowed, IsLasting: intake.IsLasting,
		Queue: b.opts.Queue, PerUser: b.opts.PerUser, Started: started, Speed: b.opts.Speed, Logger: b.log,
	}
	if b.foreign != nil {
		opts.Foreign = b.foreign
	}
	return delivery.New(opts)
}

// checkToken asks Slack who the bot is, before anything else, until there is an answer
// or ctx ends.
func (b *Bot) checkToken(ctx context.Context) error {
	err := b.socket.Await(ctx, func(ctx context.Context) error {
		me, err := b.api.AuthTestContext(ctx)
		if err != nil {
			return reachError(err, b.opts.APIURL != "")
		}
		if me.UserID == "" {
			return socket.ErrNotSlack
		}
		b.self = me.UserID
		return nil
	})
	var refused *socket.OpenError
	switch {
	case ctx.Err() != nil:
		return nil
	case errors.As(err, &refused) && refused.Code != "":
		return &SetupError{fmt.Errorf("SLACK_BOT_TOKEN: %w; %s", err, mendBotToken)}
	case err != nil:
		return &SetupError{err}
	}
	return nil
}

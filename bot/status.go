package bot

import (
	"cmp"
	"context"
	"sync"
	"time"

	"beilun/bot/message"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
)

// Times of the status line. Most answers are there before it would be.
const (
	statusAfter = 300 * time.Millisecond
	statusTime  = 2 * time.Second
)

// showStatus tells the asker that their question is being worked on, once it
// takes a moment. The function it returns waits until no status can come
// behind the answer, which takes it away; where none will come, as when the
// person stops it, the status is taken away at once. That a status cannot be
// shown is no trouble: it needs a plan that has it.
func (b *Bot) showStatus(ctx context.Context, q question, english bool) (done func(answered bool)) {
	outer := ctx
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	shown := false
	wg.Go(func() {
		timer := time.NewTimer(statusAfter)
		defer timer.Stop()
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		shown = true
		b.setStatus(ctx, q, message.WordsOf(english).UI.Status)
	})
	return func(answered bool) {
		cancel()
		wg.Wait()
		if shown && !answered {
			b.setStatus(context.WithoutCancel(outer), q, "")
		}
	}
}

func (b *Bot) setStatus(ctx context.Context, q question, status string) {
	ctx, cancel := context.WithTimeout(ctx, statusTime)
	defer cancel()
	err := b.api.SetAssistantThreadsStatusContext(ctx, slack.AssistantThreadsSetStatusParameters{
		ChannelID: q.channel, ThreadTS: cmp.Or(q.thread, q.ts), Status: status,
	})
	if err != nil {
		b.log.Debug("status", "err", webapi.Redact(err))
	}
}

package talk

import (
	"cmp"
	"context"
	"sync"
	"time"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
)

// Times of the status line. Most answers are there before it would be.
const (
	statusAfter = 300 * time.Millisecond
	statusTime  = 2 * time.Second
)

// showStatus shows the asker that their question is being worked on, once it takes a
// moment. After stop no status can come any more, behind the answer, say. A reply in
// the thread takes the status away; takeAway does where none comes, because there is no
// answer or because it goes beside the question and not into a thread of it. A status
// that cannot be shown is only logged: Slack has it in some plans only.
func (d *Desk) showStatus(ctx context.Context, q surface.Question, english bool) (stop, takeAway func()) {
	outer := context.WithoutCancel(ctx)
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
		d.setStatus(ctx, q, message.WordsOf(english).UI.Status)
	})
	stop = func() { cancel(); wg.Wait() }
	takeAway = func() {
		if stop(); shown {
			d.setStatus(outer, q, "")
		}
	}
	return stop, takeAway
}

func (d *Desk) setStatus(ctx context.Context, q surface.Question, status string) {
	ctx, cancel := context.WithTimeout(ctx, statusTime)
	defer cancel()
	err := d.API.SetAssistantThreadsStatusContext(ctx, slack.AssistantThreadsSetStatusParameters{
		ChannelID: q.Channel, ThreadTS: cmp.Or(q.Thread, q.TS), Status: status,
	})
	if err != nil {
		d.Log.Debug("cannot set the status of a thread", "err", webapi.Redact(err))
	}
}

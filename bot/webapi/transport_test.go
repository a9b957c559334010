package webapi

import (
	"errors"
	"testing"
	"time"

	"beilun/internal/fakeslack"

	"github.com/slack-go/slack"
)

// TestAheadOfTiers calls as fast as it is let: Slack never says that it was too
// fast, whoever makes the call.
func TestAheadOfTiers(t *testing.T) {
	t.Parallel()
	// No faster: a call that is held up on its way is nearer to the next one, and
	// a busy machine's pauses must stay small beside the second between two.
	const speed = 5
	srv, err := fakeslack.Start(fakeslack.Options{Speed: speed, Tiers: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = srv.Close() })
	c := New(fakeslack.BotToken, fakeslack.AppToken, Options{URL: srv.URL(), Speed: speed})
	ctx := within(t)
	for i := range 70 {
		if _, err := c.Send(ctx, Target{Channel: "C1"}, "x", nil); err != nil {
			t.Fatal(err)
		}
		if i%2 == 0 {
			if _, _, _, err := c.UpdateMessageContext(ctx, "C1", srv.Channels.Posts()[0].TS, slack.MsgOptionText("y", false)); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := c.GetUserInfoContext(ctx, "U1"); err != nil {
			t.Fatal(err)
		}
	}
	if v := srv.Stats().TierViolations; len(v) > 0 {
		t.Errorf("too fast: %v", v)
	}
}

// TestTooFastAllTheSame waits as long as Slack says, and calls again.
func TestTooFastAllTheSame(t *testing.T) {
	t.Parallel()
	c, srv := newTestClient(t)
	srv.Fail("users.info", fakeslack.Failure{RetryAfter: 4 * time.Second, Times: 2}) // 0.2 s each at this speed
	srv.Fail("users.info", fakeslack.Failure{Code: "ratelimited"})                   // with status 200
	start := time.Now()
	if _, err := c.GetUserInfoContext(within(t), "U1"); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took < 400*time.Millisecond {
		t.Errorf("called again after %v", took)
	}
}

// TestStatusNeverWaits leaves a status out where there is no room for it.
func TestStatusNeverWaits(t *testing.T) {
	t.Parallel()
	c, _ := newTestClient(t)
	c.limits.hold("assistant.threads.setStatus", time.Hour)
	err := c.SetAssistantThreadsStatusContext(within(t), slack.AssistantThreadsSetStatusParameters{ChannelID: "C1", ThreadTS: "1.1", Status: "x"})
	if !errors.Is(err, ErrNoRoom) {
		t.Errorf("error %v", err)
	}
}

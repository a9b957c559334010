package delivery

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode"

	"beilun/bot/message"
	"beilun/bot/webapi"
)

// notice is a sentence about delivery itself.
type notice struct {
	key  string // posted at most once a minute to a person
	once bool   // and, except in reply to a command or a click, only once in a channel
	say  func(*message.DeliveryWords) string
}

var (
	noticeFailed    = notice{"failed", false, func(w *message.DeliveryWords) string { return w.Failed }}
	noticeLater     = notice{"later", false, func(w *message.DeliveryWords) string { return w.Later }}
	noticeElsewhere = notice{"elsewhere", true, func(w *message.DeliveryWords) string { return w.Elsewhere }}
	noticeForeign   = notice{"foreign", true, func(w *message.DeliveryWords) string { return w.Foreign }}
)

// noticePlace says how many questions are answered before one that waits.
func noticePlace(n int) notice {
	return notice{"place", false, func(w *message.DeliveryWords) string { return fmt.Sprintf(w.Place, n) }}
}

// message returns the notice in the language of what was said.
func (n notice) message(said string) message.Message {
	isHan := func(r rune) bool { return unicode.Is(unicode.Han, r) }
	english := said != "" && !strings.ContainsFunc(said, isHan) && strings.ContainsFunc(said, unicode.IsLetter)
	return message.Say(n.say(message.WordsOf(english).Delivery))
}

// Tend posts notices about questions that wait or are not answered, and removes old
// state, until ctx ends.
func (c *Courier) Tend(ctx context.Context) {
	look := time.NewTicker(max(c.scaled(time.Second), 50*time.Millisecond))
	defer look.Stop()
	sweep := time.NewTicker(10 * time.Minute)
	defer sweep.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case t := <-c.queue.notices:
			c.notify(ctx, t)
		case <-look.C:
			c.queue.ripen(time.Now())
			for _, t := range c.queue.patient(c.scaled(patientTime)) {
				c.notify(ctx, t)
			}
			for _, t := range c.refusals.due(time.Now(), c.scaled(refusedTime), c.mayNotify) {
				c.post(ctx, t)
			}
		case <-sweep.C:
			if err := c.State.Sweep(); err != nil {
				c.Logger.Error("cannot remove old state", "err", err)
			}
		}
	}
}

// notify posts a notice for one person, unless they had it lately. It is a courtesy:
// it is left out where Slack's limits leave no room for it.
func (c *Courier) notify(ctx context.Context, t post) {
	if !t.reachable() || t.user == c.Self {
		return
	}
	if t.once && t.responseURL == "" {
		if fresh, err := c.State.Flags.Add(t.key+" "+t.channel+" "+t.user, true); err != nil || !fresh {
			return
		}
	} else {
		rate := webapi.Rate{Every: time.Minute, Burst: 1}
		if t.once { // a command without a reply looks broken
			rate.Burst = 5
		}
		if !c.API.Try("told "+t.key+" "+t.user, rate) {
			return
		}
	}
	if c.mayNotify() {
		c.post(ctx, t)
	}
}

// mayNotify reports whether Slack's limits leave room for a notice.
func (c *Courier) mayNotify() bool {
	return c.API.Try("notices", webapi.Rate{Every: time.Second, Burst: 10})
}

// post posts a notice.
func (c *Courier) post(ctx context.Context, t post) {
	to := webapi.Target{Channel: t.channel, Thread: t.thread, User: t.user, ResponseURL: t.responseURL}
	if to.ResponseURL != "" {
		to.User = ""
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if err := c.send(ctx, to, t.message(t.text)); err != nil {
		c.Logger.Warn("cannot post a notice", "event", t.id, "err", webapi.Redact(err))
	}
}

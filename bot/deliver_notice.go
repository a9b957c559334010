package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"beilun/bot/message"
	"beilun/bot/webapi"
)

// notice is a sentence about delivery itself.
type notice struct {
	key string // posted at most once a minute to a person; "ever": once per channel
	say func(*message.DeliveryWords) string
}

var (
	noticeFailed    = notice{"failed", func(w *message.DeliveryWords) string { return w.Failed }}
	noticeBusy      = notice{"busy", func(w *message.DeliveryWords) string { return w.Busy }}
	noticeTooMany   = notice{"many", func(w *message.DeliveryWords) string { return w.TooMany }}
	noticeElsewhere = notice{"ever", func(w *message.DeliveryWords) string { return w.Elsewhere }}
)

// noticePlace says how many questions are answered before one that waits.
func noticePlace(n int) notice {
	return notice{"place", func(w *message.DeliveryWords) string { return fmt.Sprintf(w.Place, n) }}
}

// message returns the notice in the language of what was said.
func (n notice) message(said string) message.Message {
	isHan := func(r rune) bool { return unicode.Is(unicode.Han, r) }
	english := said != "" && !strings.ContainsFunc(said, isHan) && strings.ContainsFunc(said, unicode.IsLetter)
	return message.Say(n.say(message.WordsOf(english).Delivery))
}

// tend tells people what they ought to know about their questions, and keeps
// the state small, until ctx ends.
func (b *Bot) tend(ctx context.Context) {
	look := time.NewTicker(max(b.scaled(time.Second), 50*time.Millisecond))
	defer look.Stop()
	sweep := time.NewTicker(10 * time.Minute)
	defer sweep.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case t := <-b.queue.notices:
			b.tell(ctx, t)
		case <-look.C:
			b.queue.ripen(time.Now())
			for _, t := range b.queue.patient(b.scaled(patientTime)) {
				b.tell(ctx, t)
			}
		case <-sweep.C:
			if err := b.state.Sweep(); err != nil {
				b.log.Error("sweep", "err", err)
			}
		}
	}
}

// tell gives a person a notice, unless they had it lately. It is a courtesy:
// where there is no room for it within Slack's limits it is left out.
func (b *Bot) tell(ctx context.Context, t tell) {
	if !t.reachable() || t.user == b.self {
		return
	}
	if t.key == "ever" {
		if fresh, err := b.state.Flags.Add("elsewhere "+t.channel+" "+t.user, true); err != nil || !fresh {
			return
		}
	} else if !b.api.Try("told "+t.key+" "+t.user, webapi.Rate{Every: time.Minute, Burst: 1}) {
		return
	}
	if !b.api.Try("notices", webapi.Rate{Every: time.Second, Burst: 10}) {
		return
	}
	to := webapi.Target{Channel: t.channel, Thread: t.thread, User: t.user, ResponseURL: t.responseURL}
	if to.ResponseURL != "" {
		to.User = ""
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if _, err := b.send(ctx, to, t.message(t.text)); err != nil {
		b.log.Warn("tell", "event", t.id, "err", webapi.Redact(err))
	}
}

// perUser bounds the questions of a person.
func (b *Bot) perUser() webapi.Rate {
	return webapi.Rate{Every: time.Minute / time.Duration(b.opts.PerUser), Burst: b.opts.PerUser}
}

// allowed reports whether the bot may speak in a channel. In a direct message
// it always may.
func (b *Bot) allowed(channel string) bool {
	return len(b.opts.Channels) == 0 || channel == "" || strings.HasPrefix(channel, "D") || slices.Contains(b.opts.Channels, channel)
}

func (b *Bot) now() time.Time { return time.Now() }

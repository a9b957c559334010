package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"beilun/bot/webapi"

	"github.com/slack-go/slack"
)

// notice is a sentence about delivery itself, in both languages.
type notice struct {
	key    string // told at most once a minute to a person; "ever": once per channel
	zh, en string
}

var (
	noticeFailed    = notice{"failed", wordsFailed, "Something went wrong, and I could not look it up. Please ask again in a while."}
	noticeBusy      = notice{"busy", wordsBusy, "Too many people are asking just now. Please ask again in a while."}
	noticeTooMany   = notice{"many", "你问得有点快，请过一分钟再问。", "That was a bit fast for me. Please ask again in a minute."}
	noticeElsewhere = notice{"ever", "我没有获准在这个频道回答。可以直接给我发消息。", "I may not answer in this channel. You can write to me directly."}
)

// noticePlace tells a person who waits how many are before them.
func noticePlace(n int) notice {
	return notice{"place", fmt.Sprintf("问的人比较多，你的问题排在第%d位，请稍候。", n), fmt.Sprintf("Many people are asking; your question is number %d in line.", n)}
}

// message puts a notice into the language of what was said.
func (n notice) message(said string) message {
	text := n.zh
	if said != "" && !strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Han, r) }) && strings.ContainsFunc(said, unicode.IsLetter) {
		text = n.en
	}
	return message{text: escape(text), forms: [][]slack.Block{plainBlocks(text)}}
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

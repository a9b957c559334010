package surface

import (
	"context"
	"log/slog"
	"time"

	"beilun/bot/webapi"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/slack-go/slack"
)

// Bounds of what is kept of channels.
const (
	maxChannels  = 10_000
	channelLife  = time.Hour
	channelRetry = 5 * time.Minute // after a failure
	channelTime  = 2 * time.Second // no answer waits longer for it
)

// Foreign knows which channels are shared with other organisations, by Slack Connect.
// It is safe for concurrent use. Use NewForeign.
type Foreign struct {
	api   ChannelAPI
	log   *slog.Logger
	known *lru.Cache[string, shared] // by channel
}

// ChannelAPI is the part of the Web API that Foreign needs.
type ChannelAPI interface {
	GetConversationInfoContext(ctx context.Context, in *slack.GetConversationInfoInput) (*slack.Channel, error)
}

// shared is whether a channel is shared, and until when that is used without asking again.
type shared struct {
	foreign bool
	until   time.Time
}

// NewForeign returns a Foreign that knows no channel yet.
func NewForeign(api ChannelAPI, log *slog.Logger) *Foreign {
	known, err := lru.New[string, shared](maxChannels)
	if err != nil { // the size is positive
		panic(err)
	}
	return &Foreign{api: api, log: log, known: known}
}

// Note keeps what an event has said about its channel.
func (f *Foreign) Note(channel string, foreign bool) {
	f.known.Add(channel, shared{foreign, time.Now().Add(channelLife)})
}

// Is reports whether a channel is shared with another organisation. It asks Slack once
// an hour. A channel of which Slack says nothing, for want of a scope or because the bot
// is not in it, counts as one of the own organisation, and so do direct messages, of
// which only events say it.
func (f *Foreign) Is(ctx context.Context, channel string) bool {
	if channel == "" || IsDirect(channel) {
		known, _ := f.known.Get(channel)
		return known.foreign
	}
	if known, ok := f.known.Get(channel); ok && time.Now().Before(known.until) {
		return known.foreign
	}
	ctx, cancel := context.WithTimeout(ctx, channelTime)
	defer cancel()
	info, err := f.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
	if err != nil {
		f.log.Debug("cannot ask whether a channel is shared", "channel", channel, "err", webapi.Redact(err))
		before, _ := f.known.Get(channel)
		f.known.Add(channel, shared{before.foreign, time.Now().Add(channelRetry)})
		return before.foreign
	}
	f.Note(channel, info.IsExtShared)
	return info.IsExtShared
}

package surface

import (
	"cmp"
	"log/slog"

	"beilun/bot/webapi"
	"beilun/internal/logs"

	"github.com/slack-go/slack"
)

// Click is a click on one element of a message or of Home.
type Click struct {
	slack.InteractionCallback
	Event  string // ID of the delivery
	Action *slack.BlockAction
}

// ChannelID returns the channel of the message that was clicked, empty in Home.
func (c Click) ChannelID() string { return cmp.Or(c.Channel.ID, c.Container.ChannelID) }

// ThreadTS returns the thread of the message that was clicked, empty outside threads.
func (c Click) ThreadTS() string {
	return cmp.Or(c.Container.ThreadTs, c.Message.ThreadTimestamp)
}

// IsPrivate reports whether only the clicker sees the message.
func (c Click) IsPrivate() bool { return c.Container.IsEphemeral || c.Message.Timestamp == "" }

// Aside returns the target that only the clicker sees.
func (c Click) Aside() webapi.Target {
	if c.ResponseURL != "" {
		return webapi.Target{ResponseURL: c.ResponseURL, Event: c.Event}
	}
	return webapi.Target{Channel: c.User.ID, Event: c.Event} // Home has no channel: the direct message
}

// Refuse logs why the click is not acted on.
func (c Click) Refuse(log *slog.Logger, why logs.Why) {
	logs.Refuse(log, slog.LevelDebug, logs.Click, why, "event", c.Event, "action", c.Action.ActionID, "channel", c.ChannelID(), "user", c.User.ID)
}

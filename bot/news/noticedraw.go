package news

import (
	"strings"

	"beilun/bot/message"
	"beilun/bot/surface"

	"github.com/slack-go/slack"
)

// The action IDs of the buttons of news begin with ActionPrefix.
const (
	ActionPrefix       = "news_"
	FiguresAction      = ActionPrefix + "figures" // shows the figures of a subject; a number follows
	quietThreadAction  = ActionPrefix + "quiet_thread"
	quietChannelAction = ActionPrefix + "quiet_channel"
)

// noticeMessage draws a notice: what was answered, and what is said now.
func noticeMessage(n *note) message.Message {
	w := message.WordsOf(n.English).News
	buttons := []slack.BlockElement{message.Button(quietThreadAction, n.place(), w.QuietThread)}
	if n.Thread != "" && !strings.HasPrefix(n.Channel, "D") {
		buttons = append(buttons, message.Button(quietChannelAction, surface.Place(n.Channel, ""), w.QuietChannel))
	}
	return draw(w, n, w.Notice, true, nil, "", buttons)
}

// Click does what a button of a notice is for and returns what to say to the
// clicker, "" for nothing. FiguresAction is the caller's matter.
func (d *Desk) Click(c surface.Click, english bool) (reply string, err error) {
	w := message.WordsOf(english).News
	channel, thread, ok := strings.Cut(c.Action.Value, " ")
	if !ok || channel != c.ChannelID() {
		return "", nil // not a value of ours
	}
	switch c.Action.ActionID {
	case quietChannelAction:
		return w.ChannelQuiet, d.places.silence(surface.Place(channel, ""), c.User.ID)
	case quietThreadAction:
		return w.ThreadQuiet, d.places.silence(surface.Place(channel, thread), c.User.ID)
	}
	return "", nil
}

package news

import (
	"strings"

	"beilun/bot/message"
	"beilun/bot/surface"
)

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

package news

import (
	"strings"
	"time"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/internal/logs"
)

// Click does what a button of a notice, or of a reply to Subscribe, is for and returns what to say to the
// clicker, "" for nothing. FiguresAction is the caller's matter.
func (d *Desk) Click(c surface.Click, english bool) (reply string, err error) {
	w := message.WordsOf(english).News
	channel, rest, ok := strings.Cut(c.Action.Value, " ") // a thread or a subject
	if !ok || channel != c.ChannelID() {
		c.Refuse(d.Log, logs.Unreadable) // not a value of ours
		return "", nil
	}
	switch c.Action.ActionID {
	case quietChannelAction:
		return w.ChannelQuiet, d.places.silence(surface.Place(channel, ""), c.User.ID)
	case quietThreadAction:
		return w.ThreadQuiet, d.places.silence(surface.Place(channel, rest), c.User.ID)
	case subscribeAction:
		if subject, ok := tidySubject(rest); ok && subject != "" && d.Newsroom != nil {
			text, err := d.keep(subscription{Channel: channel, Subject: subject, User: c.User.ID, English: english, Since: time.Now()}, w)
			return text, err
		}
	}
	c.Refuse(d.Log, logs.BadSubject)
	return "", nil
}

package bot

import (
	"context"
	"strings"

	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/bot/surface"

	"github.com/slack-go/slack"
)

// The buttons of news begin with newsAction.
const (
	newsAction         = "news_"
	newsFiguresAction  = newsAction + "figures" // shows the figures of a subject; a number follows
	quietThreadAction  = newsAction + "quiet_thread"
	quietChannelAction = newsAction + "quiet_channel"
)

// noticeMessage draws a notice: what was answered, and what is said now.
func noticeMessage(n *newsNote) message.Message {
	w := message.WordsOf(n.English).News
	buttons := []slack.BlockElement{message.Button(quietThreadAction, n.place(), w.QuietThread)}
	if n.Thread != "" && !strings.HasPrefix(n.Channel, "D") {
		buttons = append(buttons, message.Button(quietChannelAction, surface.Place(n.Channel, ""), w.QuietChannel))
	}
	return newsMessage(w, n, w.Notice, true, nil, "", buttons)
}

// quiet lets a thread or a channel have no more notices.
func (d *newsDesk) quiet(place, user string) error {
	if err := d.state.Quiet.Put(place, true); err != nil {
		return err
	}
	d.log.Info("no more notices", "place", place, "user", user)
	return nil
}

// noticesCommand switches the notices of a channel on or off.
func (d *newsDesk) noticesCommand(_ context.Context, c slack.SlashCommand, rest string, english bool) (message.Message, error) {
	w, say := message.WordsOf(english).News, message.Say
	if d.newsroom == nil {
		return say(w.NoNews), nil
	}
	if d.muted {
		return say(w.NoticesNo), nil
	}
	key := surface.Place(c.ChannelID, "")
	switch word := strings.ToLower(rest); {
	case said.IsOn(word):
		return say(w.NoticesOn), d.state.Quiet.Delete(key)
	case said.IsOff(word):
		return say(w.NoticesOff), d.state.Quiet.Put(key, true)
	case word != "":
		return say(w.NoticesUse), nil
	case d.isQuiet(c.ChannelID, ""):
		return say(w.NoticesAreOff), nil
	}
	return say(w.NoticesAreOn), nil
}

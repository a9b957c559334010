package news

import (
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
	subscribeAction    = ActionPrefix + "subscribe" // to a subject that the releases do not know
)

// noticeMessage draws a notice: what was answered, and what the newest release says.
func noticeMessage(n *note) message.Message {
	w := message.WordsOf(n.English).News
	buttons := []slack.BlockElement{message.Button(quietThreadAction, n.place(), w.QuietThread)}
	if n.Thread != "" && !surface.IsDirect(n.Channel) {
		buttons = append(buttons, message.Button(quietChannelAction, surface.Place(n.Channel, ""), w.QuietChannel))
	}
	g := &group{}
	for _, l := range n.Lines {
		g.add(l, l.noticePieces(w))
	}
	return draw(w, n, w.Notice, []*group{g}, nil, "", buttons)
}

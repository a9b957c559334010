package talk

import (
	"context"
	"time"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/internal/logs"
)

// The pace of one person's clicks that post something for others to see.
var (
	clickPace = webapi.Rate{Every: 10 * time.Second, Burst: 5}
	clickWord = webapi.Rate{Every: 10 * time.Second, Burst: 1} // of the sentence that it was too fast
)

// askedAgain is how long an answer to a button's question is not posted again in the
// same thread.
const askedAgain = 2 * time.Minute

// MayPost reports whether a person may click that fast on what posts something for
// others to see. If not, it says so to that person, now and then.
func (d *Desk) MayPost(ctx context.Context, c surface.Click) (bool, error) {
	if d.API.Try("clicks "+c.User.ID, clickPace) {
		return true, nil
	}
	c.Refuse(d.Log, logs.TooFast)
	if !d.API.Try("click word "+c.User.ID, clickWord) {
		return false, nil
	}
	return false, d.Post.Whisper(ctx, c, message.WordsOf(d.Languages.English(ctx, c.User.ID)).Delivery.TooFast)
}

// postsAloud reports whether a click makes the bot post for others than the clicker,
// or into a direct message.
func postsAloud(c surface.Click) bool {
	switch c.Action.ActionID {
	case message.ShareAction:
		return true
	case message.ChartAction:
		return !c.IsPrivate()
	}
	return isAsk(c.Action.ActionID) && !(c.IsPrivate() && c.ResponseURL != "")
}

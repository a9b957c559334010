package bot

import (
	"context"
	"slices"
	"strings"

	"beilun/bot/message"

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
		buttons = append(buttons, message.Button(quietChannelAction, place(n.Channel, ""), w.QuietChannel))
	}
	return newsMessage(w, n, w.Notice, true, nil, "", buttons)
}

// newsClicked does what a button of a digest or a notice is for.
func (b *Bot) newsClicked(ctx context.Context, c click) error {
	w := message.WordsOf(b.english(ctx, c.User.ID)).News
	channel, thread, ok := strings.Cut(c.action.Value, " ")
	switch id := c.action.ActionID; {
	case strings.HasPrefix(id, newsFiguresAction):
		return b.turnPage(ctx, c)
	case !ok || channel != c.channel(): // not a value of ours
		return nil
	case id == quietThreadAction:
		return b.quiet(ctx, c, place(channel, thread), w.ThreadQuiet)
	case id == quietChannelAction:
		return b.quiet(ctx, c, place(channel, ""), w.ChannelQuiet)
	}
	return nil
}

// quiet lets a thread or a channel have no more notices.
func (b *Bot) quiet(ctx context.Context, c click, key, said string) error {
	if err := b.state.Quiet.Put(key, true); err != nil {
		return err
	}
	b.log.Info("no more notices", "place", key, "user", c.User.ID)
	_, err := b.send(ctx, c.aside(), message.Say(said))
	return err
}

// noticesCommand switches the notices of a channel on or off.
func (b *Bot) noticesCommand(_ context.Context, c slack.SlashCommand, rest string, english bool) (message.Message, error) {
	w, say := message.WordsOf(english).News, message.Say
	if b.opts.Newsroom == nil {
		return say(w.NoNews), nil
	}
	if b.opts.Quiet {
		return say(w.NoticesNo), nil
	}
	key := place(c.ChannelID, "")
	switch word := strings.ToLower(rest); {
	case slices.Contains([]string{"on", "开", "开启"}, word):
		return say(w.NoticesOn), b.state.Quiet.Delete(key)
	case slices.Contains([]string{"off", "关", "关闭"}, word):
		return say(w.NoticesOff), b.state.Quiet.Put(key, true)
	case word != "":
		return say(w.NoticesUse), nil
	case b.isQuiet(c.ChannelID, ""):
		return say(w.NoticesAreOff), nil
	}
	return say(w.NoticesAreOn), nil
}

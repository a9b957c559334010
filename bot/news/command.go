package news

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/bot/surface"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
)

// everythingNames are how the bot names the subscription to all figures.
var everythingNames = []string{message.WordsOf(false).News.Everything, message.WordsOf(true).News.Everything}

// Subscribe answers "/beilun subscribe SUBJECT". Whoever may type in the channel may
// subscribe it: the first digest names the person, and anyone may end it.
func (d *Desk) Subscribe(ctx context.Context, c slack.SlashCommand, rest string, english bool) (message.Message, error) {
	w, say := message.WordsOf(english).News, message.Say
	if d.Newsroom == nil {
		return say(w.NoNews), nil
	}
	subject, ok := tidySubject(rest)
	if lower := strings.ToLower(subject); subject == "" || said.IsAll(lower) || slices.Contains(everythingNames, lower) {
		subject = ""
	} else if !ok {
		return say(w.BadSubject), nil
	}
	if !d.isIn(ctx, c.ChannelID) {
		return say(w.NotHere), nil
	}
	asked := subject
	subject = d.inChinese(ctx, subject)
	s := subscription{Channel: c.ChannelID, Subject: subject, User: c.UserID, English: english, Since: time.Now()}
	refused, err := d.subscriptions.add(s, w)
	if err != nil {
		return message.Message{}, err
	}
	if refused != "" {
		return say(refused), nil
	}
	text := fmt.Sprintf(w.Subscribed, w.Subject(subject))
	if subject != asked {
		text += " " + fmt.Sprintf(w.ReadAs, subject, asked)
	}
	return say(text + "\n" + d.soFar(ctx, subject, w) + "\n" + fmt.Sprintf(w.HowEnd, endCommand(subject, w))), nil
}

// soFar says how many figures on a subject there are, so that a typing error is
// noticed at once.
func (d *Desk) soFar(ctx context.Context, subject string, w *message.NewsWords) string {
	entries, err := d.Library.Figures(ctx, subject)
	if err != nil {
		d.Log.Error("figures", "err", err)
		return ""
	}
	if len(entries) == 0 {
		return w.None
	}
	return fmt.Sprintf(w.Known, len(entries))
}

// inChinese returns a subject in another script as the releases write it, and any
// other as it is.
func (d *Desk) inChinese(ctx context.Context, subject string) string {
	han := func(s string) bool {
		return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	}
	if subject == "" || han(subject) {
		return subject
	}
	a, err := d.Answerer.Follow(ctx, subject, nil)
	if err != nil || !han(a.Topic) {
		return subject
	}
	if topic, ok := tidySubject(strings.TrimSuffix(a.Topic, "多少")); ok {
		return topic
	}
	return subject
}

// isIn reports whether the bot can post in a channel. It returns true if that cannot
// be found out: then the first digest shows it.
func (d *Desk) isIn(ctx context.Context, channel string) bool {
	_, err := d.API.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{ChannelID: channel, Limit: 1})
	code := webapi.Code(err)
	if err != nil && !webapi.IsGone(code) {
		d.Log.Warn("look into channel", "channel", channel, "err", webapi.Redact(err))
	}
	return !webapi.IsGone(code)
}

// Unsubscribe answers "/beilun unsubscribe SUBJECT": it ends a subscription of the
// channel, or all.
func (d *Desk) Unsubscribe(_ context.Context, c slack.SlashCommand, rest string, english bool) (message.Message, error) {
	w, say := message.WordsOf(english).News, message.Say
	here, _, err := d.subscriptions.of(c.ChannelID)
	if err != nil {
		return message.Message{}, err
	}
	subject, _ := tidySubject(rest)
	lower := strings.ToLower(subject)
	key := (&subscription{Channel: c.ChannelID, Subject: subject}).key()
	if slices.Contains(everythingNames, lower) {
		key = (&subscription{Channel: c.ChannelID}).key()
	}
	i := slices.IndexFunc(here, func(s subscription) bool { return s.key() == key })
	switch {
	case len(here) == 0:
		return say(w.ListNone), nil
	case subject == "" && len(here) == 1:
		return say(fmt.Sprintf(w.Ended, w.Subject(here[0].Subject))), d.subscriptions.end(here[0])
	case subject == "":
		return say(fmt.Sprintf(w.Which, len(here)) + "\n" + subscriptionsText(here, w)), nil
	case i >= 0:
		return say(fmt.Sprintf(w.Ended, w.Subject(here[i].Subject))), d.subscriptions.end(here[i])
	case said.IsAll(lower):
		return say(fmt.Sprintf(w.EndedAll, len(here))), d.subscriptions.end(here...)
	}
	return say(fmt.Sprintf(w.NotSubscribed, w.Subject(subject)) + "\n" + fmt.Sprintf(w.List, len(here)) + "\n" + subscriptionsText(here, w)), nil
}

// Subscriptions answers "/beilun subscriptions" with those of the channel.
func (d *Desk) Subscriptions(_ context.Context, c slack.SlashCommand, _ string, english bool) (message.Message, error) {
	w, say := message.WordsOf(english).News, message.Say
	here, _, err := d.subscriptions.of(c.ChannelID)
	if err != nil {
		return message.Message{}, err
	}
	if len(here) == 0 {
		return say(w.ListNone), nil
	}
	return say(fmt.Sprintf(w.List, len(here)) + "\n" + subscriptionsText(here, w)), nil
}

func subscriptionsText(all []subscription, w *message.NewsWords) string {
	var lines []string
	for _, s := range all {
		lines = append(lines, fmt.Sprintf(w.ListLine, w.Subject(s.Subject), s.Since.Format(time.DateOnly)))
	}
	return strings.Join(lines, "\n")
}

// Notices answers "/beilun notices on" and "off".
func (d *Desk) Notices(_ context.Context, c slack.SlashCommand, rest string, english bool) (message.Message, error) {
	w, say := message.WordsOf(english).News, message.Say
	if d.Newsroom == nil {
		return say(w.NoNews), nil
	}
	if d.Muted {
		return say(w.NoticesNo), nil
	}
	key := surface.Place(c.ChannelID, "")
	switch word := strings.ToLower(rest); {
	case said.IsOn(word):
		return say(w.NoticesOn), d.Memory.Store.Quiet.Delete(key)
	case said.IsOff(word):
		return say(w.NoticesOff), d.Memory.Store.Quiet.Put(key, true)
	case word != "":
		return say(w.NoticesUse), nil
	case d.places.isQuiet(c.ChannelID, ""):
		return say(w.NoticesAreOff), nil
	}
	return say(w.NoticesAreOn), nil
}

package news

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/internal/logs"

	"github.com/slack-go/slack"
)

// Subscribe answers "/beilun subscribe SUBJECT". Whoever may type in the channel may
// subscribe it: the first digest names the person, and anyone may end it. A subject
// that the releases have no figures of is kept only if the person asks again, with the
// button of the reply.
func (d *Desk) Subscribe(ctx context.Context, c slack.SlashCommand, rest string, english bool) (message.Message, error) {
	w, say := message.WordsOf(english).News, message.Say
	s := subscription{Channel: c.ChannelID, User: c.UserID, English: english, Since: time.Now()}
	if d.Newsroom == nil {
		d.subscriptions.refuse(s, logs.BuiltIn)
		return say(w.NoNews), nil
	}
	subject, ok := tidySubject(rest)
	if subject == "" || isAll(subject) || isEverything(subject) {
		subject = ""
	} else if !ok {
		d.subscriptions.refuse(s, logs.BadSubject)
		return say(w.BadSubject), nil
	}
	if !d.isIn(ctx, c.ChannelID) {
		d.subscriptions.refuse(s, logs.NotIn)
		return say(w.NotHere), nil
	}
	here, _, err := d.subscriptions.of(c.ChannelID)
	if err != nil {
		return message.Message{}, err
	}
	if i := d.find(ctx, here, subject); i >= 0 {
		d.subscriptions.refuse(s, logs.Doubled)
		return say(fmt.Sprintf(w.Already, w.Subject(here[i].Subject))), nil
	}
	name, figures, err := d.resolve(ctx, subject)
	if err != nil { // whether it is known cannot be found out now
		d.Log.Error("cannot find out what a subject is", "err", err)
	} else if figures == 0 && subject != "" {
		d.subscriptions.refuse(s, logs.UnknownSubject)
		return unknownSubject(c.ChannelID, subject, w), nil
	}
	s.Subject = name
	text, err := d.keep(s, w)
	if err != nil {
		return message.Message{}, err
	}
	if name != subject {
		text += " " + fmt.Sprintf(w.ReadAs, name, subject)
	}
	if figures > 0 {
		text += "\n" + fmt.Sprintf(w.Known, figures)
	}
	return say(text + "\n" + fmt.Sprintf(w.HowEnd, endCommand(name, w))), nil
}

// keep keeps a subscription and returns what to say of that.
func (d *Desk) keep(s subscription, w *message.NewsWords) (string, error) {
	refused, err := d.subscriptions.add(s, w)
	if err != nil || refused != "" {
		return refused, err
	}
	return fmt.Sprintf(w.Subscribed, w.Subject(s.Subject)), nil
}

// unknownSubject says that the releases do not know a subject, with a button that
// subscribes to it nonetheless.
func unknownSubject(channel, subject string, w *message.NewsWords) message.Message {
	m := message.Say(fmt.Sprintf(w.UnknownSubject, subject))
	for i := range m.Forms {
		m.Forms[i] = append(m.Forms[i], slack.NewActionBlock("", message.Button(subscribeAction, surface.Place(channel, subject), w.SubscribeAnyway)))
	}
	return m
}

// isIn reports whether the bot can post in a channel. It returns true if that cannot
// be found out: then the first digest shows it.
func (d *Desk) isIn(ctx context.Context, channel string) bool {
	_, err := d.API.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{ChannelID: channel, Limit: 1})
	code := webapi.Code(err)
	if err != nil && !webapi.IsGone(code) {
		d.Log.Warn("cannot look into a channel", "channel", channel, "err", webapi.Redact(err))
	}
	return !webapi.IsGone(code)
}

// Unsubscribe answers "/beilun unsubscribe SUBJECT": it ends a subscription of the
// channel, by every name that Subscribe takes, or all.
func (d *Desk) Unsubscribe(ctx context.Context, c slack.SlashCommand, rest string, english bool) (message.Message, error) {
	w, say := message.WordsOf(english).News, message.Say
	here, _, err := d.subscriptions.of(c.ChannelID)
	if err != nil {
		return message.Message{}, err
	}
	if len(here) == 0 {
		d.subscriptions.refuse(subscription{Channel: c.ChannelID, User: c.UserID}, logs.Gone)
		return d.noSubscriptions(w), nil
	}
	subject, _ := tidySubject(rest)
	if isAll(subject) {
		return say(fmt.Sprintf(w.EndedAll, len(here))), d.subscriptions.end(here...)
	}
	i := -1
	if isEverything(subject) {
		i = slices.IndexFunc(here, func(s subscription) bool { return s.Subject == "" })
	} else if subject != "" {
		i = d.findLoosely(ctx, here, subject)
	}
	switch {
	case subject == "" && len(here) == 1:
		return say(fmt.Sprintf(w.Ended, w.Subject(here[0].Subject))), d.subscriptions.end(here[0])
	case subject == "":
		return say(fmt.Sprintf(w.Which, len(here)) + "\n" + subscriptionsText(here, w)), nil
	case i >= 0:
		return say(fmt.Sprintf(w.Ended, w.Subject(here[i].Subject))), d.subscriptions.end(here[i])
	}
	d.subscriptions.refuse(subscription{Channel: c.ChannelID, User: c.UserID}, logs.Gone)
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
		return d.noSubscriptions(w), nil
	}
	return say(fmt.Sprintf(w.List, len(here)) + "\n" + subscriptionsText(here, w)), nil
}

// noSubscriptions says that a channel has none, and how to have one where there are news.
func (d *Desk) noSubscriptions(w *message.NewsWords) message.Message {
	if d.Newsroom == nil {
		return message.Say(w.NoNews)
	}
	return message.Say(w.ListNone)
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

package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/internal/state"

	"github.com/slack-go/slack"
)

// subscription says that news on a subject are posted in a channel.
type subscription struct {
	Channel string
	Subject string    // as it is shown; empty: everything
	User    string    // who subscribed
	English bool      // the language of the digests
	Since   time.Time // when
	Named   bool      // a digest has said who subscribed and how to end it
}

// key is the same for a subject however it is written.
func (s *subscription) key() string {
	return surface.Place(s.Channel, strings.Join(newWanted(s.Subject), " "))
}

// maxPerChannel bounds the subscriptions of a channel.
const maxPerChannel = 20

// everythingNames are how the bot names the subscription to all figures.
var everythingNames = []string{message.WordsOf(false).News.Everything, message.WordsOf(true).News.Everything}

// subscriptionsOf returns the subscriptions of a channel, of all channels when
// it is empty, the oldest first. It tells how many there are in all, too.
func (d *newsDesk) subscriptionsOf(channel string) (out []subscription, all int, err error) {
	err = d.state.Subscriptions.Each(func(key string, _ time.Time, raw state.Raw) error {
		var s subscription
		if err := json.Unmarshal(raw, &s); err != nil {
			d.log.Error("read subscription", "key", key, "err", err)
			return nil
		}
		if all++; channel == "" || s.Channel == channel {
			out = append(out, s)
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b subscription) int { return a.Since.Compare(b.Since) })
	return out, all, err
}

// subscribeCommand subscribes a channel. Whoever may type there may do it: the
// digest says who it was, and the same may be ended by anyone.
func (d *newsDesk) subscribeCommand(ctx context.Context, c slack.SlashCommand, rest string, english bool) (message.Message, error) {
	w, say := message.WordsOf(english).News, message.Say
	if d.newsroom == nil {
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
	s := subscription{Channel: c.ChannelID, Subject: subject, User: c.UserID, English: english, Since: d.now()}
	refused, err := d.subscribe(s, w)
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

// endCommand returns the command that ends the subscription to a subject.
func endCommand(subject string, w *message.NewsWords) string {
	return "/beilun unsubscribe " + cmp.Or(subject, w.Everything)
}

// subscribe keeps a subscription, or tells why not.
func (d *newsDesk) subscribe(s subscription, w *message.NewsWords) (refused string, err error) {
	d.subscribing.Lock()
	defer d.subscribing.Unlock()
	here, all, err := d.subscriptionsOf(s.Channel)
	if err != nil {
		return "", err
	}
	switch {
	case slices.ContainsFunc(here, func(o subscription) bool { return o.key() == s.key() }):
		return fmt.Sprintf(w.Already, w.Subject(s.Subject)), nil
	case len(here) >= maxPerChannel:
		return fmt.Sprintf(w.Full, len(here)), nil
	case all >= state.MaxSubscriptions:
		d.log.Warn("no room for a subscription", "channel", s.Channel)
		return w.AllFull, nil
	}
	raw, err := json.Marshal(s)
	if err == nil {
		err = d.state.Subscriptions.Put(s.key(), raw)
	}
	d.log.Info("subscribed", "channel", s.Channel, "user", s.User, "subject", s.Subject)
	return "", err
}

// soFar tells how many figures on a subject there are, so that a slip of the
// pen is noticed at once.
func (d *newsDesk) soFar(ctx context.Context, subject string, w *message.NewsWords) string {
	entries, err := d.library.Figures(ctx, subject)
	if err != nil {
		d.log.Error("figures", "err", err)
		return ""
	}
	if len(entries) == 0 {
		return w.None
	}
	return fmt.Sprintf(w.Known, len(entries))
}

// inChinese returns a subject that is written in another script as the releases
// write it, and any other as it is.
func (d *newsDesk) inChinese(ctx context.Context, subject string) string {
	han := func(s string) bool {
		return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	}
	if subject == "" || han(subject) {
		return subject
	}
	a, err := d.answerer.Follow(ctx, subject, nil)
	if err != nil || !han(a.Topic) {
		return subject
	}
	if topic, ok := tidySubject(strings.TrimSuffix(a.Topic, "多少")); ok {
		return topic
	}
	return subject
}

// isIn reports whether the bot can speak in a channel. Where that cannot be
// found out it says so, too: the first digest will tell.
func (d *newsDesk) isIn(ctx context.Context, channel string) bool {
	_, err := d.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{ChannelID: channel, Limit: 1})
	code := webapi.Code(err)
	if err != nil && !webapi.IsGone(code) {
		d.log.Warn("look into channel", "channel", channel, "err", webapi.Redact(err))
	}
	return !webapi.IsGone(code)
}

// unsubscribeCommand ends a subscription, or all of a channel.
func (d *newsDesk) unsubscribeCommand(_ context.Context, c slack.SlashCommand, rest string, english bool) (message.Message, error) {
	w, say := message.WordsOf(english).News, message.Say
	here, _, err := d.subscriptionsOf(c.ChannelID)
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
		return say(fmt.Sprintf(w.Ended, w.Subject(here[0].Subject))), d.unsubscribe(here[0])
	case subject == "":
		return say(fmt.Sprintf(w.Which, len(here)) + "\n" + subscriptionsText(here, w)), nil
	case i >= 0:
		return say(fmt.Sprintf(w.Ended, w.Subject(here[i].Subject))), d.unsubscribe(here[i])
	case said.IsAll(lower):
		return say(fmt.Sprintf(w.EndedAll, len(here))), d.unsubscribe(here...)
	}
	return say(fmt.Sprintf(w.NotSubscribed, w.Subject(subject)) + "\n" + fmt.Sprintf(w.List, len(here)) + "\n" + subscriptionsText(here, w)), nil
}

// unsubscribe ends subscriptions.
func (d *newsDesk) unsubscribe(all ...subscription) error {
	return d.state.Together(func(tx *stateTx) error {
		var errs []error
		for _, s := range all {
			d.log.Info("unsubscribed", "channel", s.Channel, "subject", s.Subject)
			errs = append(errs, d.state.Subscriptions.DeleteIn(tx, s.key()))
		}
		return errors.Join(errs...)
	})
}

// subscriptionsCommand lists the subscriptions of a channel.
func (d *newsDesk) subscriptionsCommand(_ context.Context, c slack.SlashCommand, _ string, english bool) (message.Message, error) {
	w, say := message.WordsOf(english).News, message.Say
	here, _, err := d.subscriptionsOf(c.ChannelID)
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

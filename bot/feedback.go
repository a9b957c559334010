package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/internal/state"

	"github.com/slack-go/slack"
)

// The verdicts, as the buttons send them.
const (
	useful  = "useful"
	useless = "useless"
)

// FeedbackLine returns a rating as a line for a person to read.
func FeedbackLine(f state.Feedback) string { return feedbackLine(f, message.WordsOf(false).UI) }

// feedbackLine is FeedbackLine with the words of a language.
func feedbackLine(f state.Feedback, w *message.UI) string {
	mark := "👎"
	if f.Useful {
		mark = "👍"
	}
	line := fmt.Sprintf("%s %s “%s” → %s", mark, f.At.Format("2006-01-02 15:04"), message.Clip(f.Question, 80), message.Clip(f.Answer, 80))
	for _, r := range w.Reasons {
		if r.Name == f.Reason {
			line += "（" + r.Text + "）"
		}
	}
	if f.Text != "" {
		line += "：" + message.Clip(strings.Join(strings.Fields(f.Text), " "), 120)
	}
	return message.Plain(line)
}

// judged keeps a verdict; for a bad one it asks why first.
func (b *Bot) judged(ctx context.Context, c surface.Click, verdict, key string, k kept) error {
	if verdict == useless {
		view, err := message.FeedbackView(message.FeedbackForm{Key: key, ResponseURL: c.ResponseURL}, b.languages.English(ctx, c.User.ID))
		if err == nil {
			_, err = b.api.OpenViewContext(ctx, c.TriggerID, view)
		}
		if err == nil {
			return nil
		}
		b.log.Warn("open modal", "err", webapi.Redact(err)) // the verdict counts without a reason
	}
	if b.memory.First("rated " + key + " " + c.User.ID + " " + verdict) {
		if err := b.rate(c.User.ID, k, verdict, "", ""); err != nil {
			return err
		}
	}
	return b.post.Whisper(ctx, c, message.WordsOf(b.languages.English(ctx, c.User.ID)).UI.Thanks)
}

func (b *Bot) rate(user string, k kept, verdict, reason, comment string) error {
	answer := k.Reply.Lead
	if k.Reply.Topic != "" {
		answer = k.Reply.Topic + "：" + answer
	}
	if k.Reply.Quotes {
		answer += k.Reply.Quote.Text
	}
	err := rate(b.memory.Store, state.Feedback{
		At: b.now().UTC().Truncate(time.Second), User: user, Question: k.Question, Answer: answer,
		Useful: verdict == useful, Reason: reason, Text: message.Clip(comment, message.MaxComment),
	})
	if err != nil {
		return fmt.Errorf("keep feedback: %w", err)
	}
	return nil
}

// explained keeps a bad verdict with its reason; one whose form was closed
// counts without.
func (b *Bot) explained(ctx context.Context, i slack.InteractionCallback) error {
	var w message.FeedbackForm
	var k kept
	if err := json.Unmarshal([]byte(i.View.PrivateMetadata), &w); err != nil {
		return fmt.Errorf("read form: %w", err)
	}
	if !b.memory.Recall(surface.Reply, w.Key, &k) {
		return nil
	}
	var reason, comment string
	if s := i.View.State; s != nil && i.Type == slack.InteractionTypeViewSubmission {
		reason = s.Values[message.ReasonField][message.ReasonField].SelectedOption.Value
		comment = s.Values[message.CommentField][message.CommentField].Value
	}
	if i.Type == slack.InteractionTypeViewClosed && !b.memory.First("rated "+w.Key+" "+i.User.ID+" "+useless) {
		return nil
	}
	if err := b.rate(i.User.ID, k, useless, reason, comment); err != nil {
		return err
	}
	if i.Type == slack.InteractionTypeViewClosed || w.ResponseURL == "" {
		return nil
	}
	_, err := b.post.Send(ctx, webapi.Target{ResponseURL: w.ResponseURL}, message.Say(message.WordsOf(b.languages.English(ctx, i.User.ID)).UI.Thanks))
	return err
}

// rate keeps a rating by its time and user, so that they are listed in order.
func rate(s *state.Store, f state.Feedback) error {
	return s.Feedback.Put(f.At.Format(time.RFC3339)+" "+f.User+" "+f.Question, f)
}

// ratings returns all ratings, oldest first.
func ratings(s *state.Store) (out []state.Feedback, err error) {
	err = s.Feedback.Each(func(_ string, _ time.Time, f state.Feedback) error {
		out = append(out, f)
		return nil
	})
	return out, err
}

package talk

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/internal/logs"
	"beilun/internal/state"

	"github.com/slack-go/slack"
)

// The verdicts, as the buttons send them.
const (
	useful  = "useful"
	useless = "useless"
)

// judged keeps a verdict; for a bad one it asks why first.
func (d *Desk) judged(ctx context.Context, c surface.Click, verdict, key string, k kept) error {
	if verdict == useless {
		view, err := message.FeedbackView(message.FeedbackForm{Key: key, ResponseURL: c.ResponseURL}, d.Languages.English(ctx, c.User.ID))
		if err == nil {
			_, err = d.API.OpenViewContext(ctx, c.TriggerID, view)
		}
		if err == nil {
			return nil
		}
		d.Log.Warn("cannot open a form", "err", webapi.Redact(err)) // the verdict counts without a reason
	}
	if d.Memory.First("rated " + key + " " + c.User.ID + " " + verdict) {
		if err := d.rate(c.User.ID, k, verdict, "", ""); err != nil {
			return err
		}
	}
	return d.Post.Whisper(ctx, c, message.WordsOf(d.Languages.English(ctx, c.User.ID)).UI.Thanks)
}

func (d *Desk) rate(user string, k kept, verdict, reason, comment string) error {
	answer := k.Reply.Lead
	if k.Reply.Topic != "" {
		answer = k.Reply.Topic + "：" + answer
	}
	if k.Reply.Quotes {
		answer += k.Reply.Quote.Text
	}
	err := keepRating(d.Memory.Store, state.Feedback{
		At: d.Now().UTC().Truncate(time.Second), User: user, Question: k.Question, Answer: answer,
		Useful: verdict == useful, Reason: reason, Text: message.Clip(comment, message.MaxComment),
	})
	if err != nil {
		return fmt.Errorf("keep feedback: %w", err)
	}
	return nil
}

// Explained keeps a bad verdict with its reason; one whose form was closed
// counts without.
func (d *Desk) Explained(ctx context.Context, i slack.InteractionCallback) error {
	var w message.FeedbackForm
	var k kept
	if err := json.Unmarshal([]byte(i.View.PrivateMetadata), &w); err != nil {
		return fmt.Errorf("read form: %w", err)
	}
	if !d.Memory.Recall(surface.Reply, w.Key, &k) {
		logs.Refuse(d.Log, slog.LevelDebug, logs.Click, logs.Gone, "user", i.User.ID)
		return nil
	}
	var reason, comment string
	if s := i.View.State; s != nil && i.Type == slack.InteractionTypeViewSubmission {
		reason = s.Values[message.ReasonField][message.ReasonField].SelectedOption.Value
		comment = s.Values[message.CommentField][message.CommentField].Value
	}
	if i.Type == slack.InteractionTypeViewClosed && !d.Memory.First("rated "+w.Key+" "+i.User.ID+" "+useless) {
		logs.Refuse(d.Log, slog.LevelDebug, logs.Click, logs.Doubled, "user", i.User.ID)
		return nil
	}
	if err := d.rate(i.User.ID, k, useless, reason, comment); err != nil {
		return err
	}
	if i.Type == slack.InteractionTypeViewClosed || w.ResponseURL == "" {
		return nil
	}
	_, err := d.Post.Send(ctx, webapi.Target{ResponseURL: w.ResponseURL}, message.Say(message.WordsOf(d.Languages.English(ctx, i.User.ID)).UI.Thanks))
	return err
}

// keepRating keeps a rating by its time and user, so that they are listed in order.
func keepRating(s *state.Store, f state.Feedback) error {
	return s.Feedback.Put(f.At.Format(time.RFC3339)+" "+f.User+" "+f.Question, f)
}

package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"beilun/bot/webapi"
	"beilun/internal/state"

	"github.com/slack-go/slack"
)

// The verdicts, as the buttons send them.
const (
	useful  = "useful"
	useless = "useless"
)

// maxComment bounds what is kept of a comment, in characters.
const maxComment = 1000

// FeedbackLine is a rating for a person to read.
func FeedbackLine(f state.Feedback) string { return uiChinese.feedbackLine(f) }

func (w *ui) feedbackLine(f state.Feedback) string {
	mark := "👎"
	if f.Useful {
		mark = "👍"
	}
	line := fmt.Sprintf("%s %s “%s” → %s", mark, f.At.Format("2006-01-02 15:04"), clip(f.Question, 80), clip(f.Answer, 80))
	for _, r := range w.reasons {
		if r.name == f.Reason {
			line += "（" + r.text + "）"
		}
	}
	if f.Text != "" {
		line += "：" + clip(strings.Join(strings.Fields(f.Text), " "), 120)
	}
	return plain(line)
}

// why is what the form that asks for a reason has to know when it is sent.
type why struct {
	Key         string `json:"key"`
	ResponseURL string `json:"url,omitempty"`
}

// judged keeps a verdict; for a bad one it asks why first.
func (b *Bot) judged(ctx context.Context, c click, verdict, key string, k kept) error {
	if verdict == useless {
		view, err := whyView(why{key, c.ResponseURL}, b.english(ctx, c.User.ID))
		if err == nil {
			_, err = b.api.OpenViewContext(ctx, c.TriggerID, view)
		}
		if err == nil {
			return nil
		}
		b.log.Warn("open modal", "err", webapi.Redact(err)) // the verdict counts without a reason
	}
	if b.first("rated " + key + " " + c.User.ID + " " + verdict) {
		if err := b.rate(c.User.ID, k, verdict, "", ""); err != nil {
			return err
		}
	}
	return b.whisper(ctx, c, uiOf(b.english(ctx, c.User.ID)).thanks)
}

func (b *Bot) rate(user string, k kept, verdict, reason, comment string) error {
	answer := k.Reply.Lead
	if k.Reply.Topic != "" {
		answer = k.Reply.Topic + "：" + answer
	}
	if k.Reply.Quotes {
		answer += k.Reply.Quote.Text
	}
	err := b.memory.rate(state.Feedback{
		At: b.face.now().UTC().Truncate(time.Second), User: user, Question: k.Question, Answer: answer,
		Useful: verdict == useful, Reason: reason, Text: clip(comment, maxComment),
	})
	if err != nil {
		return fmt.Errorf("keep feedback: %w", err)
	}
	return nil
}

// The fields of the form.
const (
	reasonField  = "reason"
	commentField = "comment"
)

func whyView(w why, english bool) (slack.ModalViewRequest, error) {
	data, err := json.Marshal(w)
	if err != nil || len(data) > limitMetadata {
		return slack.ModalViewRequest{}, fmt.Errorf("make form: metadata of %d bytes: %w", len(data), err)
	}
	words := uiOf(english)
	var options []*slack.OptionBlockObject
	for _, r := range words.reasons {
		options = append(options, slack.NewOptionBlockObject(r.name, plainText(r.text, limitOption), nil))
	}
	reason := slack.NewInputBlock(reasonField, plainText(words.whyLabel, limitOption), nil, slack.NewRadioButtonsBlockElement(reasonField, options...))
	reason.Optional = true
	free := slack.NewPlainTextInputBlockElement(plainText(words.whyHint, limitButton), commentField)
	free.Multiline = true
	free.MaxLength = maxComment
	comment := slack.NewInputBlock(commentField, plainText(words.whyFree, limitOption), nil, free)
	comment.Optional = true
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: whyModal, PrivateMetadata: string(data), NotifyOnClose: true,
		Title: plainText(words.whyTitle, limitViewTitle), Submit: plainText(words.send, limitViewTitle), Close: plainText(words.cancel, limitViewTitle),
		Blocks: slack.Blocks{BlockSet: []slack.Block{reason, comment}},
	}, nil
}

// explained keeps a bad verdict with its reason; one whose form was closed
// counts without.
func (b *Bot) explained(ctx context.Context, i slack.InteractionCallback) error {
	var w why
	var k kept
	if err := json.Unmarshal([]byte(i.View.PrivateMetadata), &w); err != nil {
		return fmt.Errorf("read form: %w", err)
	}
	if !b.recall(replyKind, w.Key, &k) {
		return nil
	}
	var reason, comment string
	if s := i.View.State; s != nil && i.Type == slack.InteractionTypeViewSubmission {
		reason = s.Values[reasonField][reasonField].SelectedOption.Value
		comment = s.Values[commentField][commentField].Value
	}
	if i.Type == slack.InteractionTypeViewClosed && !b.first("rated "+w.Key+" "+i.User.ID+" "+useless) {
		return nil
	}
	if err := b.rate(i.User.ID, k, useless, reason, comment); err != nil {
		return err
	}
	if i.Type == slack.InteractionTypeViewClosed || w.ResponseURL == "" {
		return nil
	}
	_, err := b.send(ctx, webapi.Target{ResponseURL: w.ResponseURL}, uiChinese.say(uiOf(b.english(ctx, i.User.ID)).thanks))
	return err
}

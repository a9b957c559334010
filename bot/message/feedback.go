package message

import (
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"
)

// FeedbackForm is what the form that asks for a reason has to know when it is sent.
type FeedbackForm struct {
	Key         string `json:"key"`
	ResponseURL string `json:"url,omitempty"`
}

// The fields of the form.
const (
	ReasonField  = "reason"
	CommentField = "comment"
)

// FeedbackView returns the form that asks why an answer is useless.
func FeedbackView(w FeedbackForm, english bool) (slack.ModalViewRequest, error) {
	data, err := json.Marshal(w)
	if err != nil || len(data) > limitMetadata {
		return slack.ModalViewRequest{}, fmt.Errorf("make form: metadata of %d bytes: %w", len(data), err)
	}
	words := WordsOf(english).UI
	var options []*slack.OptionBlockObject
	for _, r := range words.Reasons {
		options = append(options, slack.NewOptionBlockObject(r.Name, PlainText(r.Text, limitOption), nil))
	}
	reason := slack.NewInputBlock(ReasonField, PlainText(words.WhyLabel, limitOption), nil, slack.NewRadioButtonsBlockElement(ReasonField, options...))
	reason.Optional = true
	free := slack.NewPlainTextInputBlockElement(PlainText(words.WhyHint, MaxButton), CommentField)
	free.Multiline = true
	free.MaxLength = MaxComment
	comment := slack.NewInputBlock(CommentField, PlainText(words.WhyFree, limitOption), nil, free)
	comment.Optional = true
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: FeedbackModal, PrivateMetadata: string(data), NotifyOnClose: true,
		Title: PlainText(words.WhyTitle, limitViewTitle), Submit: PlainText(words.Send, limitViewTitle), Close: PlainText(words.Cancel, limitViewTitle),
		Blocks: slack.Blocks{BlockSet: []slack.Block{reason, comment}},
	}, nil
}

// FeedbackModal is the callback ID of the form.
const FeedbackModal = "why"

// MaxComment bounds what is kept of a comment, in characters.
const MaxComment = 1000

package bot

import (
	"fmt"
	"strings"
	"time"

	"beilun/bot/message"
	"beilun/internal/state"
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

// ratings returns all ratings, oldest first.
func ratings(s *state.Store) (out []state.Feedback, err error) {
	err = s.Feedback.Each(func(_ string, _ time.Time, f state.Feedback) error {
		out = append(out, f)
		return nil
	})
	return out, err
}

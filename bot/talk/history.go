package talk

import (
	"beilun/index/facts"
	"context"
	"errors"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
)

// History returns the figures of the same thing as the claim of an answer through
// time, nil if there is one time only. english is the language of its texts.
func History(ctx context.Context, library Library, a *answer.Answer, english bool) (*message.Series, error) {
	c := a.Claim
	if c == nil || c.Figure == nil || c.Figure.Value == nil || c.Figure.Binding.Subject == "" {
		return nil, nil
	}
	rows, err := library.History(ctx, index.Row{Passage: c.Hit.Passage, Figure: c.Figure})
	if errors.Is(err, facts.ErrTooMany) {
		return nil, nil // a part of a history makes no series
	}
	if err != nil {
		return nil, err
	}
	return message.History(c.Figure, rows, english), nil
}

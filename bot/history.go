package bot

import (
	"context"
	"errors"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
	"beilun/index/facts"
)

// history makes the series of a figure through time from the ledger, nil when
// there is one time only.
func (b *Bot) history(ctx context.Context, a *answer.Answer) (*message.Series, error) {
	c := a.Claim
	if c == nil || c.Figure == nil || c.Figure.Value == nil || c.Figure.Binding.Subject == "" {
		return nil, nil
	}
	rows, err := b.library.History(ctx, index.Row{Passage: c.Hit.Passage, Figure: c.Figure})
	if errors.Is(err, facts.ErrTooMany) {
		return nil, nil // a part of a history makes no series
	}
	if err != nil {
		return nil, err
	}
	return message.History(c.Figure, rows), nil
}

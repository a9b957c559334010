package bot

import (
	"context"
	"fmt"

	"beilun/bot/message"
	"beilun/index"
	"beilun/internal/courtesy"
)

// Polite returns the reply, outside Slack, to a text that is a greeting or thanks; "" if
// it may be a question. The reply to a greeting says what can be asked, with an example
// from the releases.
func Polite(ctx context.Context, x *index.Index, text string) (string, error) {
	w := message.WordsOf(courtesy.IsEnglish(text)).UI
	switch courtesy.Of(text) {
	case courtesy.None:
		return "", nil
	case courtesy.Thanks:
		return w.Welcome, nil
	case courtesy.Nod:
		return w.Nodded, nil
	}
	entries, err := x.Figures(ctx, "")
	if err != nil {
		return "", fmt.Errorf("introduce: %w", err)
	}
	example := message.FallbackAsk
	if s := message.SamplesOf(entries, x.Releases()); len(s) > 0 {
		example = s[0].Question()
	}
	return fmt.Sprintf(w.GreetUser, w.Place(x.District().Name), w.Label(example)), nil
}

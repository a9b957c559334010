package bot

import (
	"context"
	"fmt"

	"beilun/index"
	"beilun/internal/courtesy"
)

// Polite returns what is said, outside Slack, to a text that is no question but a
// greeting or thanks; "" where it may be a question. To a greeting it is what the
// releases can be asked, with an example from them.
func Polite(ctx context.Context, x *index.Index, text string) (string, error) {
	w := uiOf(courtesy.IsEnglish(text))
	switch courtesy.Of(text) {
	case courtesy.None:
		return "", nil
	case courtesy.Thanks:
		return w.welcome, nil
	case courtesy.Nod:
		return w.nodded, nil
	}
	entries, err := x.Figures(ctx, "")
	if err != nil {
		return "", fmt.Errorf("introduce: %w", err)
	}
	example := fallbackAsk
	if s := samplesOf(entries, x.Releases()); len(s) > 0 {
		example = s[0].question()
	}
	return fmt.Sprintf(w.greetUser, w.place(x.District().Name), example), nil
}

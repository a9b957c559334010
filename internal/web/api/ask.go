package api

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"beilun/bot/message"
	"beilun/index/answer"
	"beilun/index/answer/plain"
	"beilun/internal/web/page"
)

// asking are the parameters of a question.
type asking struct {
	Q     string `query:"q" required:"true" maxLength:"3000" doc:"The question, or a text whose figures are to be checked"`
	About string `query:"about" maxLength:"1001" doc:"The about of the answer before, if the question follows on it"`
	Request
}

// ask answers a question in its own language.
func (a *api) ask(ctx context.Context, q *asking) (*response[plain.Answer], error) {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	out, err := a.answer(ctx, strings.ToValidUTF8(q.Q, ""), plain.Before(strings.ToValidUTF8(q.About, "")))
	if err != nil {
		return nil, a.failed(ctx, err)
	}
	return respond("", out.Language == "en", out), nil
}

// errBusy says that too many questions wait.
var errBusy = errors.New("too many questions")

// turn waits until a question may be answered, and returns what ends its turn. The error is
// errBusy or that of ctx.
func (a *api) turn(ctx context.Context) (func(), error) {
	select {
	case a.waiting <- struct{}{}:
	default:
		return nil, errBusy
	}
	select {
	case a.turns <- struct{}{}:
		return func() { <-a.turns; <-a.waiting }, nil
	case <-ctx.Done():
		<-a.waiting
		return nil, fmt.Errorf("wait for the questions before: %w", ctx.Err())
	}
}

// answer answers a text as in Slack.
func (a *api) answer(ctx context.Context, text string, before *answer.Answer) (plain.Answer, error) {
	done, err := a.turn(ctx)
	if err != nil {
		return plain.Answer{}, err
	}
	defer done()
	return page.Settled(ctx, a.site, func(ctx context.Context) (plain.Answer, error) { return a.find(ctx, text, before) })
}

// find looks up the answer to a text.
func (a *api) find(ctx context.Context, text string, before *answer.Answer) (plain.Answer, error) {
	said, err := a.site.Polite(ctx, text)
	if err != nil {
		return plain.Answer{}, fmt.Errorf("reply to %d bytes: %w", len(text), err)
	}
	if said != "" {
		return plain.Courtesy(text, said), nil
	}
	found, err := a.site.Answerer.Follow(ctx, text, before)
	if err != nil {
		return plain.Answer{}, fmt.Errorf("answer a question of %d bytes: %w", len(text), err)
	}
	return message.PlainAnswer(found, plain.Form{Index: a.site.Index, Base: a.site.URL}), nil
}

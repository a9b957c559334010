package bot

import (
	"context"
	"strings"

	"beilun/bot/message"
)

// sampleFigures returns samples of the releases as they are.
func (b *Bot) sampleFigures(ctx context.Context) []message.Sample {
	if s, ok := b.face.samples.get(""); ok {
		return s
	}
	entries, err := b.library.Figures(ctx, "")
	if err != nil {
		b.log.Error("samples", "err", err)
		return nil
	}
	s := b.thoseAnswered(ctx, message.SamplesOf(entries, b.library.Releases()))
	b.face.samples.put("", s)
	return s
}

// thoseAnswered returns the samples that are answered when somebody asks for them.
func (b *Bot) thoseAnswered(ctx context.Context, samples []message.Sample) (out []message.Sample) {
	for _, s := range samples {
		a, err := b.answerer.Follow(ctx, s.Question(), nil)
		if err != nil {
			b.log.Error("samples", "err", err)
			return out
		}
		if a.Claim != nil && strings.Join(strings.Fields(a.Claim.Text), "") == s.Text {
			out = append(out, s)
		}
	}
	return out
}

// examples returns at most n questions that have an answer.
func (b *Bot) examples(ctx context.Context, n int) []string {
	var out []string
	for _, s := range b.sampleFigures(ctx) {
		if len(out) < n {
			out = append(out, s.Question())
		}
	}
	if len(out) == 0 {
		out = append(out, message.FallbackAsk)
	}
	return out
}

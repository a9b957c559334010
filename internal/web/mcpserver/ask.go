package mcpserver

import (
	"context"
	"fmt"

	"beilun/bot/message"
	"beilun/index/answer"
	"beilun/index/answer/plain"
	"beilun/internal/web/page"
)

// asking is what ask is called with.
type asking struct{ Question, About string }

// ask answers a question.
func (s *Server) ask(ctx context.Context, in asking, w *Words) (out plain.Answer, _ string, err error) {
	said := ""
	if s.site.Polite != nil {
		if said, err = s.site.Polite(ctx, in.Question); err != nil {
			return out, "", fmt.Errorf("answer %q: %w", in.Question, err)
		}
	}
	if said != "" {
		out = plain.Courtesy(in.Question, said)
		out.About = in.About
	} else {
		out, err = page.Settled(ctx, s.site, func(ctx context.Context) (plain.Answer, error) { return s.find(ctx, in, w) })
		if err != nil {
			return out, "", err
		}
	}
	t := text{Words: w}
	t.answer(&out)
	return out, t.String(), nil
}

// find looks up the answer to a question.
func (s *Server) find(ctx context.Context, in asking, w *Words) (out plain.Answer, err error) {
	a, err := s.site.Answerer.Follow(ctx, in.Question, plain.Before(in.About))
	if err != nil {
		return out, fmt.Errorf("answer %q: %w", in.Question, err)
	}
	if a.Outcome() == answer.Declined && a.Reason != answer.Reading && s.site.Index.Passages() == 0 {
		none := *a
		none.Reason = answer.NoReleases
		a = &none
	}
	out = message.PlainAnswer(a, s.form(ctx, w))
	if out.About == "" && a.Reason != answer.SubjectUnknown && a.Reason != answer.OtherPlace {
		out.About = in.About // the next question may still lean on what this one did
	}
	return out, nil
}

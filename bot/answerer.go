package bot

import (
	"context"
	"time"

	"beilun/index/answer"
)

// answerTime bounds the search for one answer.
const answerTime = 20 * time.Second

// limitedAnswerer bounds concurrent answers and gives each a deadline: those who
// wait for Slack meanwhile need no processor.
type limitedAnswerer struct {
	Answerer
	free chan struct{}
}

func limitAnswerer(a Answerer, n int) *limitedAnswerer {
	return &limitedAnswerer{a, make(chan struct{}, n)}
}

// Follow waits for its turn and answers.
func (l *limitedAnswerer) Follow(ctx context.Context, q string, before *answer.Answer) (*answer.Answer, error) {
	select {
	case l.free <- struct{}{}:
		defer func() { <-l.free }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	return l.Answerer.Follow(ctx, q, before)
}

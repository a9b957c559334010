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
	free  chan struct{}
	empty func() bool // there are no releases
}

func limitAnswerer(a Answerer, n int, empty func() bool) *limitedAnswerer {
	return &limitedAnswerer{a, make(chan struct{}, n), empty}
}

// Follow waits for its turn and answers. Without releases it says so, whatever is asked.
func (l *limitedAnswerer) Follow(ctx context.Context, q string, before *answer.Answer) (*answer.Answer, error) {
	select {
	case l.free <- struct{}{}:
		defer func() { <-l.free }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	a, err := l.Answerer.Follow(ctx, q, before)
	if err != nil || a.Reason == answer.Reading || a.Reason == answer.Remark || !l.empty() {
		return a, err
	}
	return &answer.Answer{Question: a.Question, English: a.English, Query: a.Query, Plain: a.Plain, Reason: answer.NoReleases}, nil
}

// isEmpty reports whether there are no releases, which is not known before they are read.
func isEmpty(l Library) bool {
	if l, ok := l.(interface{ Ready() <-chan struct{} }); ok {
		select {
		case <-l.Ready():
		default:
			return false
		}
	}
	return len(l.Releases()) == 0
}

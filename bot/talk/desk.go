package talk

import (
	"context"
	"log/slog"
	"time"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/index"
	"beilun/index/answer"

	"github.com/slack-go/slack"
)

// Options are what a Desk needs of others.
type Options struct {
	API       API                // required
	Memory    *surface.Memory    // required
	Languages *surface.Languages // required
	Post      *surface.Poster    // required
	Library   Library            // required
	Answerer  Answerer           // required
	Notices   Notices            // required
	Example   Example            // required
	Now       func() time.Time   // required
	Log       *slog.Logger       // required
}

// API is the part of the Web API that a Desk needs.
type API interface {
	OpenViewContext(ctx context.Context, triggerID string, view slack.ModalViewRequest) (*slack.ViewResponse, error)
	SetAssistantThreadsStatusContext(ctx context.Context, p slack.AssistantThreadsSetStatusParameters) error
	// Try reports whether an action may happen now under a rate of the caller's own.
	Try(key string, r webapi.Rate) bool
}

// Library has what is shown beside an answer.
type Library interface {
	// History returns the figures of the same thing as r, r's own among them.
	History(ctx context.Context, r index.Row) ([]index.Row, error)
	Releases() []index.Release // newest first
	// Around returns a passage by its ID between those before and after it.
	Around(ctx context.Context, id string) ([]index.Passage, error)
}

// Answerer answers questions.
type Answerer interface {
	Follow(ctx context.Context, question string, before *answer.Answer) (*answer.Answer, error)
}

// Notices remembers answers, so that their places get a notice when they change.
type Notices interface {
	Remember(q surface.Question, r message.Reply, ts string)
	Forget(channel, ts string)
}

// Example returns a question that has an answer.
type Example func(ctx context.Context) string

// Desk answers questions. It is safe for concurrent use.
type Desk struct {
	Options
	talks  conversations
	recent recent
}

// New returns a desk.
func New(opts Options) *Desk {
	return &Desk{Options: opts, talks: conversations{opts.Memory, opts.Now}, recent: newRecent(opts.Memory, opts.Now)}
}

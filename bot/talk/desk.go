package talk

import (
	"context"
	"log/slog"
	"time"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/index"
	"beilun/index/answer"

	lru "github.com/hashicorp/golang-lru/v2"
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
	recent recent
	last   *lru.Cache[string, lastAnswer] // by conversation
}

// lastAnswer is the last answer of a conversation.
type lastAnswer struct {
	*answer.Answer
	at time.Time
}

// Bounds of the conversations that are kept in memory.
const (
	maxConversations = 2_000
	conversationLife = 24 * time.Hour
)

// New returns a desk that knows no conversation yet.
func New(opts Options) *Desk {
	last, err := lru.New[string, lastAnswer](maxConversations)
	if err != nil { // the size is positive
		panic(err)
	}
	return &Desk{Options: opts, recent: newRecent(opts.Memory, opts.Now), last: last}
}

// Restart drops the conversations in memory, as the start of a process does.
func (d *Desk) Restart() { d.last.Purge() }

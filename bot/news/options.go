package news

import (
	"context"
	"log/slog"
	"time"

	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/index"
	"beilun/index/answer"

	"github.com/slack-go/slack"
)

// Newsroom has what the syncs of the releases brought.
type Newsroom interface {
	// News returns the news that were not let go of yet, oldest first, and their
	// number, for Told. They are kept through a restart. The error is
	// index.ErrBuilding as long as the index is built.
	News(ctx context.Context) ([]index.News, uint64, error)
	// Told lets go of the news up to a number.
	Told(ctx context.Context, upTo uint64) error
	// Measures returns a function that reports whether a figure measures what a metric
	// names, by the rule of Library.Figures.
	Measures(metric string) func(index.Row) bool
	// Arrived gets a value, without waiting, if there may be news.
	Arrived() <-chan struct{}
}

// Options are what a Desk needs of others.
type Options struct {
	API      API             // required
	Memory   *surface.Memory // required; its Store is used from the first call on
	Newsroom Newsroom        // nil: there are no news
	Library  Library         // required
	Answerer Answerer        // required

	MaySpeak func(channel string) bool // required: whether the bot may speak in a channel
	// IsForeign reports whether a channel is shared with another organisation, so that
	// nothing is posted there. nil: none is.
	IsForeign func(ctx context.Context, channel string) bool
	Muted     bool          // no notices are posted
	Timeout   time.Duration // required: of posting one message, with the wait for its turn
	Speed     float64       // factor by which time runs faster, for tests
	Log       *slog.Logger  // required

	Gather time.Duration // from the first sign of news on, for those that come with it; 0: 3 s
	Poll   time.Duration // the newsroom is asked this often without a sign; 0: a minute
	Every  time.Duration // between two digests in a channel; 0: 3 minutes
}

// API is the part of the Web API that a Desk needs.
type API interface {
	Send(ctx context.Context, t webapi.Target, text string, forms [][]slack.Block) (ts string, err error)
	IsPosted(ctx context.Context, t webapi.Target, since time.Time) (bool, error)
	GetConversationHistoryContext(ctx context.Context, p *slack.GetConversationHistoryParameters) (*slack.GetConversationHistoryResponse, error)
}

// Library has the figures of the releases.
type Library interface {
	Figures(ctx context.Context, of string) ([]index.Entry, error)
}

// Answerer answers questions.
type Answerer interface {
	Follow(ctx context.Context, question string, before *answer.Answer) (*answer.Answer, error)
}

// scaled returns d in the time that the desk runs in.
func (o *Options) scaled(d time.Duration) time.Duration {
	return time.Duration(float64(d) / o.Speed)
}

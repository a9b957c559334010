package intake

import (
	"beilun/index/catalog"
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"beilun/bot/surface"
	"beilun/index"
	"beilun/index/answer"
	"beilun/knowledge"

	"github.com/slack-go/slack"
)

// Folder takes releases in and lets go of them.
type Folder interface {
	// Preview reads a file as it would be read in the folder, and keeps nothing.
	Preview(ctx context.Context, name string, data []byte) (*knowledge.Article, error)
	// Add stores a file in the releases folder and brings the index in step with
	// it. When it returns, the file is on the disk and is answered from. The name
	// may come out changed, if another file has it. The same bytes under the same
	// name are added once: the second time changes nothing and returns the release
	// that is there, because a process that died after adding them asks again.
	Add(ctx context.Context, name string, data []byte) (index.Release, error)
	// Remove takes a release out of the folder and of the index. The file is
	// kept where nobody reads it.
	Remove(ctx context.Context, id string) error
	// Problems lists the files that cannot be read.
	Problems() []index.Refusal
}

// Corrector lets admins correct what was read from the releases.
type Corrector interface {
	// Errata returns the corrections.
	Errata(ctx context.Context) (catalog.Errata, error)
	// Correct writes a line down, with a remark, and obeys it. If it returns an
	// error, either nothing is written or all of it.
	Correct(ctx context.Context, line, remark string) error
	// Uncorrect takes a line out again.
	Uncorrect(ctx context.Context, line string) error
}

// Library has the releases and their figures.
type Library interface {
	Releases() []index.Release // newest first
	Figures(ctx context.Context, of string) ([]index.Entry, error)
}

// Answerer answers questions.
type Answerer interface {
	Follow(ctx context.Context, question string, before *answer.Answer) (*answer.Answer, error)
}

// API is the part of the Web API that fetching files needs.
type API interface {
	GetFileInfoContext(ctx context.Context, id string, count, page int) (*slack.File, []slack.Comment, *slack.Paging, error)
	Get(ctx context.Context, address *url.URL) (*http.Response, error)
	Trusts(address *url.URL) bool
	Retry(ctx context.Context, tries int, call func(try int) (wait time.Duration, err error)) error
}

// Options are what a Desk needs of others.
type Options struct {
	API       API                // required
	Memory    *surface.Memory    // required
	Languages *surface.Languages // required
	Post      *surface.Poster    // required
	Library   Library            // required
	Answerer  Answerer           // required

	Folder    Folder           // nil: the releases are built in and stay as they are
	Corrector Corrector        // nil: nothing can be corrected
	Admins    []string         // user IDs of those who may hand releases over
	Changed   func()           // required: called after the releases have changed
	Now       func() time.Time // required
	Speed     float64          // factor by which time runs faster, for tests
	Log       *slog.Logger     // required
}

// Desk serves the admins who hand releases over, remove and correct them. It is safe
// for concurrent use.
type Desk struct {
	Options
	fetcher     *fetcher
	corrections *corrections
}

// New returns a desk.
func New(opts Options) *Desk {
	return &Desk{
		Options:     opts,
		fetcher:     &fetcher{api: opts.API, speed: opts.Speed, log: opts.Log, places: make(chan struct{}, maxHeld)},
		corrections: &corrections{corrector: opts.Corrector, changed: opts.Changed, now: opts.Now, log: opts.Log},
	}
}

// workTime bounds the work that reads releases anew.
const workTime = 10 * time.Minute

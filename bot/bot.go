// Package bot answers questions in Slack: it turns Socket Mode events into
// questions, and answers into messages.
//
// An event goes through three hands. The receiver acknowledges it at once and
// puts a job into a bounded queue; a worker of a bounded pool answers it, with
// a deadline; a poster sends the reply to where the question came from. Slack
// delivers an event again when it believes that it was lost, and a mention in
// a channel that the bot is in as two events, so that jobs are told apart by
// the event's ID and by channel and timestamp before they are queued.
package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"beilun/index"
	"beilun/index/answer"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
	"golang.org/x/sync/errgroup"
)

// Answerer answers questions; answer.Answerer is one.
type Answerer interface {
	// Follow answers a question that may lean on the one answered before in
	// the same conversation; before is nil when it is the first.
	Follow(ctx context.Context, question string, before *answer.Answer) (*answer.Answer, error)
}

// Library is what the commands about the releases need.
type Library interface {
	Releases() []index.Release // newest first
	Reindex(ctx context.Context) (*index.Changes, error)
	// Figures returns the figures of a thing or of a metric, of everything when
	// of is empty.
	Figures(ctx context.Context, of string) ([]index.Entry, error)
	// History returns the figures of the same thing as r, r's own among them.
	History(ctx context.Context, r index.Row) ([]index.Row, error)
	// Around returns a passage by its ID between those that stand around it.
	Around(ctx context.Context, id string) ([]index.Passage, error)
	Passages() int
}

// Options are the options of a Bot; the zero value is ready for use.
type Options struct {
	Admins  []string     // user IDs that may reindex
	Workers int          // questions answered at a time; 0: 4
	Queue   int          // questions that may wait; 0: 1,000
	APIURL  string       // base of the Web API; empty: Slack's own
	Logger  *slog.Logger // nil: silent
}

// Limits in time.
const (
	answerTime   = 20 * time.Second // for one question
	reindexTime  = 10 * time.Minute
	shutdownTime = 15 * time.Second // to finish what is in flight
)

// Bot answers in one Slack workspace. Run may be called once.
type Bot struct {
	answerer Answerer
	library  Library
	opts     Options
	log      *slog.Logger
	api      *slack.Client
	socket   *socketmode.Client
	self     string // the bot's user ID
	jobs     chan job
	seen     *recent
	memory   memory
	face     *face
}

// New makes a bot with a bot token (xoxb-) and an app-level token (xapp-).
func New(botToken, appToken string, a Answerer, l Library, opts Options) *Bot {
	if opts.Workers <= 0 {
		opts.Workers = 4
	}
	if opts.Queue <= 0 {
		opts.Queue = 1000
	}
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	so := []slack.Option{
		slack.OptionAppLevelToken(appToken),
		slack.OptionHTTPClient(&http.Client{Transport: &spaced{base: http.DefaultTransport}, Timeout: 30 * time.Second}),
		slack.OptionRetry(3), // only after 429: anything else could post twice
	}
	if opts.APIURL != "" {
		so = append(so, slack.OptionAPIURL(opts.APIURL))
	}
	api := slack.New(botToken, so...)
	return &Bot{
		answerer: a, library: l, opts: opts, log: opts.Logger, api: api, socket: socketmode.New(api),
		jobs: make(chan job, opts.Queue), seen: newRecent(), memory: newVolatile(), face: newFace(),
	}
}

// job is one piece of work for the pool.
type job struct {
	name string
	time time.Duration
	do   func(context.Context) error
	sorr func(context.Context) // tells the person that it failed
}

// Run connects and answers until ctx ends; then it finishes what is in flight
// and returns nil. An error tells which token is wrong and where to get one,
// or what else keeps it from Slack.
func (b *Bot) Run(ctx context.Context) error {
	if err := b.checkTokens(ctx); err != nil {
		return err
	}
	work, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	receiving, stopReceiving := context.WithCancel(ctx)
	defer stopReceiving()
	var pool errgroup.Group
	for range b.opts.Workers {
		pool.Go(func() error { b.work(work); return nil })
	}
	var receivers errgroup.Group
	receivers.Go(func() error {
		defer stopReceiving()
		return b.socket.RunContext(receiving)
	})
	receivers.Go(func() error { b.receive(receiving); return nil })
	err := receivers.Wait()
	close(b.jobs) // no receiver is left to send
	late := time.AfterFunc(shutdownTime, stopWork)
	defer late.Stop()
	_ = pool.Wait() // workers return nil
	if ctx.Err() != nil {
		return nil
	}
	return fmt.Errorf("connect to Slack: %w", redact(err))
}

// checkTokens asks Slack about both tokens before anything else, for the
// client library would go on trying for ever with a wrong one.
func (b *Bot) checkTokens(ctx context.Context) error {
	me, err := b.api.AuthTestContext(ctx)
	if err != nil {
		return fmt.Errorf("SLACK_BOT_TOKEN: %w", tokenError(err, "copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions of your app at api.slack.com/apps"))
	}
	b.self = me.UserID
	if _, _, err := b.api.StartSocketModeContext(ctx); err != nil {
		return fmt.Errorf("SLACK_APP_TOKEN: %w", tokenError(err, "make an app-level token (xapp-…) with connections:write under Basic Information of your app at api.slack.com/apps, and switch Socket Mode on"))
	}
	return nil
}

func tokenError(err error, mend string) error {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		return fmt.Errorf("refused by Slack (%s); %s", refused.Err, mend)
	}
	return redact(err)
}

// work does jobs until there are no more.
func (b *Bot) work(ctx context.Context) {
	for j := range b.jobs {
		start := time.Now()
		err := b.do(ctx, j)
		if err != nil {
			b.log.Error("job failed", "job", j.name, "err", redact(err), "took", time.Since(start))
			apology, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			j.sorr(apology)
			cancel()
			continue
		}
		b.log.Info("done", "job", j.name, "took", time.Since(start))
	}
}

// do does one job within its time; a panic is an error like any other.
func (b *Bot) do(ctx context.Context, j job) (err error) {
	ctx, cancel := context.WithTimeout(ctx, j.time)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return j.do(ctx)
}

// queue hands a job to the pool and reports whether there was room.
func (b *Bot) queue(j job) bool {
	select {
	case b.jobs <- j:
		return true
	default:
		b.log.Warn("queue is full", "job", j.name)
		return false
	}
}

func (b *Bot) isAdmin(user string) bool { return slices.Contains(b.opts.Admins, user) }

// redact takes tokens and connection tickets out of an error's text.
func redact(err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	for _, mark := range []string{"xoxb-", "xapp-", "xoxe", "ticket="} {
		for from := 0; ; {
			i := strings.Index(text[from:], mark)
			if i < 0 {
				break
			}
			start := from + i + len(mark)
			end := start
			for end < len(text) && !strings.ContainsRune(" \"'&,;)\n", rune(text[end])) {
				end++
			}
			text = text[:start] + "…" + text[end:]
			from = start + len("…")
		}
	}
	if text == err.Error() {
		return err
	}
	return errors.New(text)
}

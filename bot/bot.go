// Package bot answers questions in Slack: it turns Socket Mode events into
// questions, and answers into messages.
//
// Package socket keeps the connection and passes on each envelope. Package
// delivery records it on the disk before it is acknowledged, and queues it until
// a worker calls dispatch, which does what the event, command or click asks for.
// Package message draws what is said, and package webapi posts it: within Slack's
// limits, and nothing twice. A reply carries the ID of its event, so that the
// thread itself shows whether it was answered, after a network error or a crash.
//
// A file that an admin sends is shown as it was read and, once confirmed, put
// into the releases folder (intake.go). Corrections of admins are written into a
// file beside the releases (correct.go). What releases bring is posted for those
// who subscribed to it, and in threads whose answer has changed (newsroom.go).
//
// 2026-11-29: what needs no more than a few things of the bot is a type or a
// package of its own that gets them as options, because 158 methods of one type
// could all reach one another; Bot is to become the router between them.
package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"slices"
	"strings"
	"time"

	"beilun/bot/delivery"
	"beilun/bot/news"
	"beilun/bot/socket"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/state"
	"beilun/knowledge"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/slack-go/slack"
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

// Intake takes releases in and lets go of them.
type Intake interface {
	// Preview reads a file as it would be read in the folder, and keeps nothing.
	Preview(ctx context.Context, name string, data []byte) (*knowledge.Article, error)
	// Add stores a file in the releases folder and brings the index in step with
	// it. When it returns, the file is on the disk and is answered from. The name
	// may come out changed, where another file has it. The same bytes under the
	// same name are added once: the second time changes nothing and returns the
	// release that is there, for a process that died after adding them asks again.
	Add(ctx context.Context, name string, data []byte) (index.Release, error)
	// Remove takes a release out of the folder and of the index. The file is
	// kept where nobody reads it.
	Remove(ctx context.Context, id string) error
	// Problems lists the files that cannot be read.
	Problems() []index.Refusal
}

// Options are the options of a Bot; the zero value is ready for use.
type Options struct {
	Intake    Intake        // nil: the releases are built in and stay as they are
	Newsroom  news.Newsroom // nil: no news are posted
	Corrector Corrector     // nil: nothing can be put right
	District  func() string // the name of the district that the releases are of, "" while it is not known; nil: it is not
	Quiet     bool          // no thread is told that an answer has changed
	Admins    []string      // user IDs that may reindex
	Channels  []string      // channel IDs in which it may speak; empty: all
	State     *state.Store  // what survives a restart; the caller closes it; nil: none does
	Workers   int           // questions answered at a time; 0: 4
	Queue     int           // questions that may wait; 0: 1,000
	PerUser   int           // questions of one person in a minute; 0: 20
	APIURL    string        // base of the Web API; empty: Slack's own
	Logger    *slog.Logger  // nil: silent
	Speed     float64       // time runs so many times faster, for tests; 0: 1
}

func (o Options) fill() Options {
	if o.Workers <= 0 {
		o.Workers = 4
	}
	if o.Queue <= 0 {
		o.Queue = 1000
	}
	if o.PerUser <= 0 {
		o.PerUser = 20
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Speed <= 0 {
		o.Speed = 1
	}
	return o
}

// Limits in time.
const (
	answerTime   = 20 * time.Second // to find one answer
	reindexTime  = 10 * time.Minute
	shutdownTime = 15 * time.Second // to finish what is in flight
)

// Bot answers in one Slack workspace. Run may be called once.
type Bot struct {
	answerer  Answerer
	library   Library
	opts      Options
	hands     chan struct{} // a place for each file that may be in memory
	log       *slog.Logger
	api       *webapi.Client
	socket    *socket.Client
	self      string            // the bot's user ID
	courier   *delivery.Courier // from Run on
	granted   granted
	memory    *surface.Memory
	languages *surface.Languages
	post      *surface.Poster
	samples   *samples
	talks     *lru.Cache[string, talk] // the last answer of each conversation
	now       func() time.Time
	news      *news.Desk
}

// New makes a bot with a bot token (xoxb-) and an app-level token (xapp-).
func New(botToken, appToken string, a Answerer, l Library, opts Options) *Bot {
	opts = opts.fill()
	b := &Bot{
		hands:    make(chan struct{}, maxHands),
		answerer: limitAnswerer(a, opts.Workers), library: l, opts: opts, log: opts.Logger,
		memory: &surface.Memory{Store: opts.State, Log: opts.Logger},
		talks:  newTalks(), now: time.Now,
	}
	b.api = webapi.New(botToken, appToken, webapi.Options{URL: opts.APIURL, Speed: opts.Speed, Logger: opts.Logger, OnHeaders: b.granted.note})
	b.languages = surface.NewLanguages(b.api, b.memory, b.log)
	b.post = &surface.Poster{API: b.api, Memory: b.memory, Log: b.log}
	b.samples = &samples{library: l, answerer: b.answerer, district: opts.District, log: b.log}
	b.news = news.New(news.Options{
		API: b.api, Memory: b.memory, Newsroom: opts.Newsroom, Library: l, Answerer: b.answerer,
		MaySpeak: b.allowed, Muted: opts.Quiet, Timeout: delivery.Timeout, Speed: opts.Speed, Log: b.log,
	})
	b.socket = socket.New(b.open, socket.Options{Logger: opts.Logger, Speed: opts.Speed})
	return b
}

// Run connects and answers until ctx ends; then it finishes what is in flight
// and returns nil. An error tells which token is wrong and where to get one,
// or what else keeps it from Slack.
func (b *Bot) Run(ctx context.Context) (err error) {
	defer b.api.Close()
	if err := b.checkToken(ctx); err != nil {
		return err
	}
	if err := b.checkScopes(); err != nil {
		return err
	}
	if b.memory.Store == nil {
		if b.memory.Store, err = state.Temporary(state.Options{Logger: b.log}); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, b.memory.Store.Close()) }()
	}
	work, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	b.courier = b.newCourier()
	if err := b.courier.Resume(work); err != nil {
		return err
	}
	var pool errgroup.Group
	pool.Go(func() error { b.courier.Work(work); return nil })
	tending, stopTending := context.WithCancel(work)
	var tenders errgroup.Group
	tenders.Go(func() error { b.courier.Tend(tending); return nil })
	tenders.Go(func() error { b.news.Run(tending); return nil })
	err = b.socket.Run(ctx, func(_ context.Context, e socket.Envelope) (json.RawMessage, error) {
		return nil, b.courier.Receive(work, e)
	})
	stopTending()
	_ = tenders.Wait() // they return nil
	b.courier.Close()  // no receiver is left to put anything in
	late := time.AfterFunc(shutdownTime, stopWork)
	defer late.Stop()
	_ = pool.Wait() // workers return nil
	if err != nil {
		return fmt.Errorf("SLACK_APP_TOKEN: %w", webapi.Redact(err))
	}
	return nil
}

// newCourier returns the courier of this process.
func (b *Bot) newCourier() *delivery.Courier {
	return delivery.New(delivery.Options{
		API: b.api, State: b.memory.Store, Self: b.self, Do: b.dispatch, MaySpeak: b.allowed, IsLasting: isLasting,
		Queue: b.opts.Queue, PerUser: b.opts.PerUser, Speed: b.opts.Speed, Logger: b.log,
	})
}

// open asks for the address of a connection.
func (b *Bot) open(ctx context.Context) (string, error) {
	_, url, err := b.api.StartSocketModeContext(ctx)
	var refused slack.SlackErrorResponse
	var limited *slack.RateLimitedError
	switch {
	case errors.As(err, &refused):
		return "", &socket.OpenError{Code: refused.Err}
	case errors.As(err, &limited):
		return "", &socket.OpenError{RetryAfter: limited.RetryAfter}
	}
	return url, webapi.Redact(err)
}

// checkToken asks Slack who the bot is, before anything else.
func (b *Bot) checkToken(ctx context.Context) error {
	me, err := b.api.AuthTestContext(ctx)
	if err != nil {
		return fmt.Errorf("SLACK_BOT_TOKEN: %w", tokenError(err, mendBotToken))
	}
	b.self = me.UserID
	return nil
}

func tokenError(err error, mend string) error {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		return fmt.Errorf("refused by Slack (%s); %s", refused.Err, mend)
	}
	var unreached *url.Error
	if errors.As(err, &unreached) {
		return fmt.Errorf("no connection to Slack; check the network, or name the proxy in HTTPS_PROXY (%w)", webapi.Redact(unreached.Err))
	}
	return webapi.Redact(err)
}

// scaled returns d in the time that the bot runs in.
func (b *Bot) scaled(d time.Duration) time.Duration {
	return time.Duration(float64(d) / b.opts.Speed)
}

// allowed reports whether the bot may speak in a channel. In a direct message
// it always may.
func (b *Bot) allowed(channel string) bool {
	return len(b.opts.Channels) == 0 || channel == "" || strings.HasPrefix(channel, "D") || slices.Contains(b.opts.Channels, channel)
}

// isAdmin reports whether a person is named in Admins.
func (b *Bot) isAdmin(user string) bool { return slices.Contains(b.opts.Admins, user) }

package bot

import (
	"context"
	"log/slog"
	"slices"
	"sync/atomic"
	"time"

	"beilun/bot/delivery"
	"beilun/bot/intake"
	"beilun/bot/news"
	"beilun/bot/socket"
	"beilun/bot/surface"
	"beilun/bot/talk"
	"beilun/bot/webapi"
	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/state"
)

// Answerer answers questions, as answer.Answerer does.
type Answerer interface {
	// Follow answers a question that may lean on the answer before it in the same
	// conversation; before is nil for the first.
	Follow(ctx context.Context, question string, before *answer.Answer) (*answer.Answer, error)
}

// Library is what the commands about the releases need.
type Library interface {
	Releases() []index.Release // newest first
	Reindex(ctx context.Context) (*index.Changes, error)
	// Figures returns the figures of a thing or of a metric, all figures if of is
	// empty.
	Figures(ctx context.Context, of string) ([]index.Entry, error)
	// History returns the figures of the same thing as r, r's own among them.
	History(ctx context.Context, r index.Row) ([]index.Row, error)
	// Around returns a passage by its ID between those before and after it.
	Around(ctx context.Context, id string) ([]index.Passage, error)
	Passages() int
}

// Sites follows the sites that releases come from.
type Sites interface {
	// Status returns lines for an admin: when each was looked at, what came and what
	// failed.
	Status(english bool) []string
}

// Options are the options of a Bot; the zero value is ready for use.
type Options struct {
	Intake    intake.Folder    // nil: the releases are built in and stay as they are
	Newsroom  news.Newsroom    // nil: no news are posted
	Corrector intake.Corrector // nil: nothing can be corrected
	Sites     Sites            // nil: no sites are followed
	District  func() string    // the name of the district that the releases are of, "" while it is not known; nil: it is not
	Quiet     bool             // no notices that an answer has changed
	Admins    []string         // user IDs that may reindex
	Channels  []string         // channel IDs in which it may speak; empty: all
	Shared    bool             // it may also speak in channels that are shared with other organisations
	State     *state.Store     // what survives a restart; the caller closes it; nil: none does
	Workers   int              // questions answered at a time; 0: 4
	Queue     int              // questions that may wait; 0: 1,000
	PerUser   int              // questions of one person in a minute; 0: 20
	APIURL    string           // base of the Web API; empty: Slack's own
	Logger    *slog.Logger     // nil: silent
	Now       func() time.Time // nil: the clock's
	Connected func()           // called once, when the bot is connected for the first time; it must not block; nil: nothing is called
	Speed     float64          // factor by which time runs faster, for tests; 0: 1

	// Of what people ask, not of what the bot asks itself.
	Measure   func(Answerer) Answerer // wraps what answers their questions; nil: nothing does
	Courteous func()                  // called at each courtesy; it must not block; nil: nothing is called
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
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Measure == nil {
		o.Measure = func(a Answerer) Answerer { return a }
	}
	if o.Courteous == nil {
		o.Courteous = func() {}
	}
	if o.Speed <= 0 {
		o.Speed = 1
	}
	return o
}

// Bot answers in one Slack workspace. Run may be called once.
type Bot struct {
	answerer  Answerer
	library   Library
	opts      Options
	log       *slog.Logger
	api       *webapi.Client
	socket    *socket.Client
	self      string                           // the bot's user ID
	courier   atomic.Pointer[delivery.Courier] // nil before Run
	granted   granted
	memory    *surface.Memory
	languages *surface.Languages
	foreign   *surface.Foreign // nil: it may speak everywhere
	post      *surface.Poster
	samples   *samples
	host      *host
	talk      *talk.Desk
	now       func() time.Time
	news      *news.Desk
	intake    *intake.Desk
}

// New makes a bot with a bot token (xoxb-) and an app-level token (xapp-).
func New(botToken, appToken string, a Answerer, l Library, opts Options) *Bot {
	opts = opts.fill()
	b := &Bot{
		library: l, opts: opts, log: opts.Logger,
		memory: &surface.Memory{Store: opts.State, Log: opts.Logger},
		now:    opts.Now,
	}
	b.api = webapi.New(botToken, appToken, webapi.Options{URL: opts.APIURL, Speed: opts.Speed, Logger: opts.Logger, OnHeaders: b.granted.note, OnPost: b.memory.Leaving})
	empty := func() bool { return isEmpty(l) }
	b.answerer = limitAnswerer(a, opts.Workers, empty)
	b.languages = surface.NewLanguages(b.api, b.memory, b.log)
	isForeign := func(context.Context, string) bool { return false }
	if !opts.Shared {
		b.foreign = surface.NewForeign(b.api, b.log)
		isForeign = b.foreign.Is
	}
	b.post = &surface.Poster{API: b.api, Memory: b.memory, Log: b.log}
	b.samples = &samples{library: l, answerer: b.answerer, district: opts.District, news: opts.Newsroom != nil, empty: empty, log: b.log}
	b.news = news.New(news.Options{
		API: b.api, Memory: b.memory, Newsroom: opts.Newsroom, Library: l, Answerer: b.answerer,
		MaySpeak: b.allowed, IsForeign: isForeign, Muted: opts.Quiet, Timeout: delivery.Timeout, Speed: opts.Speed, Log: b.log,
	})
	b.talk = talk.New(talk.Options{
		API: b.api, Memory: b.memory, Languages: b.languages, Post: b.post, Library: l, Answerer: opts.Measure(b.answerer),
		Notices: b.news, Example: func(ctx context.Context) string { return b.samples.examples(ctx, 1)[0] }, Now: func() time.Time { return b.now() }, Log: b.log,
	})
	b.intake = intake.New(intake.Options{
		API: b.api, Memory: b.memory, Languages: b.languages, Post: b.post, Library: l, Answerer: b.answerer,
		Folder: opts.Intake, Corrector: opts.Corrector, Admins: opts.Admins, Changed: b.samples.forget,
		Now: func() time.Time { return b.now() }, Speed: opts.Speed, Log: b.log,
	})
	b.host = &host{
		api: b.api, memory: b.memory, languages: b.languages, post: b.post, samples: b.samples,
		admins: opts.Admins, isFixed: opts.Newsroom == nil, isBuiltIn: opts.Intake == nil, log: b.log,
	}
	b.socket = socket.New(openConnection(b.api), socket.Options{Logger: opts.Logger, Connected: opts.Connected, Back: b.news.Back, Speed: opts.Speed})
	return b
}

// allowed reports whether the bot may speak in a channel. In a direct message
// it always may.
func (b *Bot) allowed(channel string) bool {
	return len(b.opts.Channels) == 0 || channel == "" || surface.IsDirect(channel) || slices.Contains(b.opts.Channels, channel)
}

// isAdmin reports whether a person is named in Admins.
func (o Options) isAdmin(user string) bool { return slices.Contains(o.Admins, user) }

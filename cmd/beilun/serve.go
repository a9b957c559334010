package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"beilun/bot"
	"beilun/bot/webapi"
	"beilun/cmd/beilun/terminal"
	"beilun/index/answer"
	"beilun/index/library"
	"beilun/internal/garbage"
	"beilun/internal/logs"
	"beilun/internal/pdftext"
	"beilun/internal/state"
	"beilun/internal/web"
	"beilun/internal/web/health"

	"golang.org/x/sync/errgroup"
)

// waitingAnswerer waits until there are releases to answer from.
type waitingAnswerer struct {
	bot.Answerer
	ready <-chan struct{}
}

// replyTime is the part of the time for an answer that is kept for the reply that
// the releases are still being read.
const replyTime = 2 * time.Second

func (p waitingAnswerer) Follow(ctx context.Context, question string, before *answer.Answer) (*answer.Answer, error) {
	select {
	case <-p.ready:
		return p.Answerer.Follow(ctx, question, before)
	default:
	}
	wait := ctx
	if until, ok := ctx.Deadline(); ok {
		var cancel context.CancelFunc
		wait, cancel = context.WithDeadline(ctx, until.Add(-replyTime))
		defer cancel()
	}
	select {
	case <-p.ready:
		return p.Answerer.Follow(ctx, question, before)
	case <-wait.Done():
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return &answer.Answer{Question: question, Reason: answer.Reading}, nil
}

// serveConfig returns the configuration and the log of serve.
func serveConfig(e *env) (config, *slog.Logger, error) {
	args, err := e.parse(flags("serve"))
	if err != nil {
		return config{}, nil, err
	}
	if err := noArguments(args); err != nil {
		return config{}, nil, err
	}
	c, err := loadConfig(e.getenv, "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
	if err != nil {
		return c, nil, err
	}
	log := newLog(e, c)
	if c.log.Form == logs.JSON {
		e.log = log
	}
	return c, log, nil
}

func runServe(ctx context.Context, e *env) (err error) {
	c, log, err := serveConfig(e)
	if err != nil {
		return err
	}
	g, err := openGround(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.Close()) }()
	st, err := state.Open(c.state, state.Options{Logger: log})
	if errors.Is(err, state.ErrHeld) {
		return terminal.Errorf("serve.running", c.state, err)
	}
	if err != nil {
		return stateError(c.state, err)
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	for _, l := range st.Losses() {
		log.Warn("state was damaged", "loss", l.String())
	}
	client := newClient(log)
	watch := newWatch(&c, client, log)
	x, files, err := openStore(e, c, log, false)
	if err != nil {
		return err
	}
	recallFiles(c, files, log)
	lib := library.Open(x, files, library.Options{Logger: log})
	defer func() { err = errors.Join(err, lib.Close()) }()
	defer noteFiles(c, files, log)
	log.Info("start", "releases", len(x.Releases()), "passages", x.Passages())
	opts := bot.Options{District: func() string { return x.District().Name }, Admins: c.admins, Channels: c.channels, Shared: c.shared, Quiet: c.quiet, State: st, APIURL: c.slackAPI, Logger: log}
	if _, _, ok := files.Folder(); ok {
		opts.Intake, opts.Corrector = lib, lib
	}
	beside := []func(context.Context) error{lib.Run, func(ctx context.Context) error {
		return st.AnswerSnapshots(ctx, func(ctx context.Context) { awaitNews(ctx, lib) })
	}}
	asking, runs, err := askSites(c, client, watch, watching(watch, x, lib), log)
	if err != nil {
		return err
	}
	opts.Sites, beside = asking, append(beside, runs...)
	if files.Follows() {
		opts.Newsroom = lib
		beside = append(beside, warm(log))
	}
	a := answer.New(x, answer.Options{Today: c.today()})
	a.Warm()
	var b *bot.Bot
	if g != nil {
		m := g.monitor(c, lib, func() health.Socket { return health.Socket(b.Health()) }, log)
		opts.Measure = func(a bot.Answerer) bot.Answerer { return m.Measure(a, health.Slack) }
		opts.Courteous = func() { m.Courtesy(health.Slack) }
		log.Info("web site", "address", g.address())
		beside = append(beside, g.serve(newSite(c, x, lib, naming{a, watch}, log)))
	}
	beside = append(beside, collecting(g))
	b = bot.New(c.botToken, c.appToken, waitingAnswerer{naming{a, watch}, lib.Ready()}, lib, opts)
	announce(log)
	err = runWithOthers(ctx, b.Run, beside...)
	var setup *bot.SetupError
	if errors.As(err, &setup) { // to start again is of no use, which the exit code says to what restarts services
		return usageError{err}
	}
	return err
}

// newLog returns the log that c configures, on the standard error.
func newLog(e *env, c config) *slog.Logger {
	opts := c.log
	if opts.Form != logs.JSON {
		opts.Form = logs.FormOf(e.stderr, e.getenv("JOURNAL_STREAM"))
	}
	return logs.New(e.stderr, opts)
}

// newsTime bounds how long a backup waits for news to be noted in the state. Else they
// are in the index alone, which is not saved.
const newsTime = 5 * time.Second

// awaitNews returns when the news desk has noted all news, or after newsTime.
func awaitNews(ctx context.Context, lib *library.Library) {
	ctx, cancel := context.WithTimeout(ctx, newsTime)
	defer cancel()
	for {
		if news, _, err := lib.News(ctx); err != nil || len(news) == 0 {
			return
		}
		_ = webapi.Pause(ctx, newsTime/20) // an error is the end of ctx, which News notices
	}
}

// runWithOthers runs serve until it returns, and the functions beside it until then.
// Their contexts end when serve has returned.
func runWithOthers(ctx context.Context, serve func(context.Context) error, beside ...func(context.Context) error) error {
	inner, stop := context.WithCancel(ctx)
	defer stop()
	var g errgroup.Group
	for _, run := range beside {
		g.Go(func() error { return run(inner) })
	}
	err := serve(ctx)
	stop()
	return errors.Join(err, g.Wait())
}

// collecting returns what adapts the collection of garbage, for a program that may serve a
// site.
func collecting(site *ground) func(context.Context) error {
	least := 100
	if site != nil {
		least = web.GCPercent
	}
	return func(ctx context.Context) error { return garbage.Run(ctx, least) }
}

// warm starts the PDF reader before the first PDF arrives. On a new machine the first
// start takes seconds.
func warm(log *slog.Logger) func(context.Context) error {
	return func(ctx context.Context) error {
		if err := pdftext.Warm(ctx); err != nil && ctx.Err() == nil {
			log.Warn("the PDF reader is not ready", "err", err)
		}
		return nil
	}
}

package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"beilun/bot"
	"beilun/cmd/beilun/terminal"
	"beilun/index/gone"
	"beilun/index/sites"
)

func runFetch(ctx context.Context, e *env) (err error) {
	args, err := e.parse(flags("fetch"))
	if err != nil {
		return err
	}
	if len(args) > 0 {
		return errUsage
	}
	c, err := loadConfig(e.getenv)
	if err != nil {
		return err
	}
	if c.sources == "" {
		return misuse("fetch.none")
	}
	opts, err := siteOptions(c, nil)
	if err != nil {
		return err
	}
	f, err := sites.Open(opts)
	if errors.Is(err, sites.ErrHeld) {
		return terminal.Errorf("fetch.held")
	}
	if err != nil {
		return fmt.Errorf("fetch: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	english := e.lang == terminal.English
	looked, failed := 0, 0
	problems, err := f.Round(ctx, func(r *sites.Result) {
		looked++
		if r.Err != nil {
			failed++
		}
		if !errors.Is(r.Err, context.Canceled) {
			fmt.Fprint(e.stdout, printableLines(r.String(english)))
		}
	})
	for _, line := range sites.Lines(problems, english) {
		e.logf("%s", line)
	}
	switch failed += len(problems); {
	case errors.Is(err, sites.ErrFile):
		return usageError{errors.New(sites.Reason(err, english))}
	case err != nil:
		return err
	case looked+failed == 0:
		return misuse("fetch.empty")
	case failed > 0:
		return terminal.Errorf("fetch.failed", failed)
	}
	return nil
}

// printableLines is terminal.Printable for text of several lines.
func printableLines(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(terminal.Printable(strings.TrimSuffix(line, "\n")) + "\n")
	}
	return b.String()
}

// siteOptions returns how the addresses are followed that c configures. What is known of
// them is beside the state.
func siteOptions(c config, log *slog.Logger) (sites.Options, error) {
	files, err := openCorpus(c.releases)
	if err != nil {
		return sites.Options{}, err
	}
	folder, _, ok := files.Folder()
	if err := files.Close(); err != nil {
		return sites.Options{}, err
	}
	if !ok {
		return sites.Options{}, misuse("fetch.no-folder")
	}
	return sites.Options{
		Sources: c.sources, Folder: folder, Dir: filepath.Join(filepath.Dir(c.state), "sites"), Proxy: http.ProxyFromEnvironment, Logger: log,
	}, nil
}

// follower follows the addresses while the bot serves. It is safe for concurrent use; Run
// is for one goroutine.
type follower struct {
	opts sites.Options
	log  *slog.Logger

	mu    sync.Mutex
	sites *sites.Fetcher // nil: they are not open
	err   error          // why not
}

func newFollower(c config, client *sites.Client, log *slog.Logger) (*follower, error) {
	opts, err := siteOptions(c, log)
	opts.Client = client
	return &follower{opts: opts, log: log}, err
}

// reopenTime is the pause between two tries to have the addresses: a "beilun fetch" may
// be running.
const reopenTime = time.Minute

// Run follows the addresses until ctx ends. It returns an error only of closing: the bot
// answers without them.
func (f *follower) Run(ctx context.Context) error {
	for {
		s, err := sites.Open(f.opts)
		f.set(s, err)
		if err == nil {
			err = s.Run(ctx)
			f.set(nil, nil)
			return errors.Join(err, s.Close())
		}
		f.log.Warn("the sites are not followed", "err", err, "again_in", reopenTime)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(reopenTime):
		}
	}
}

func (f *follower) set(s *sites.Fetcher, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sites, f.err = s, err
}

// Status returns lines for an admin about the addresses.
func (f *follower) Status(english bool) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case f.sites != nil:
		return f.sites.Status(english)
	case f.err != nil:
		return []string{sites.Reason(f.err, english)}
	}
	return nil
}

// newClient returns the client of all that asks sites beside the bot.
func newClient(log *slog.Logger) *sites.Client {
	return sites.NewClient(sites.Options{Proxy: http.ProxyFromEnvironment, Logger: log})
}

// askers are what asks sites beside the bot, for admins. It is safe for concurrent use.
type askers []bot.Sites

// Status returns the lines of all.
func (a askers) Status(english bool) (lines []string) {
	for _, s := range a {
		lines = append(lines, s.Status(english)...)
	}
	return lines
}

// askSites returns what asks sites beside the bot, and what runs it: the follower, if c has
// sources, and watch, if it is not nil.
func askSites(c config, client *sites.Client, watch *gone.Watch, watching func(context.Context) error, log *slog.Logger) (all askers, runs []func(context.Context) error, err error) {
	if c.sources != "" {
		f, err := newFollower(c, client, log)
		if err != nil {
			return nil, nil, err
		}
		all, runs = append(all, f), append(runs, f.Run)
	}
	if watch != nil {
		all, runs = append(all, watch), append(runs, watching)
	}
	return all, runs, nil
}

// sourcesFinding returns what there is to know of the file of addresses, in the user's
// language. It asks no site.
func (e *env) sourcesFinding(path string) bot.Finding {
	f := bot.Finding{What: "BEILUN_SOURCES", State: bot.Fine}
	english := e.lang == terminal.English
	all, problems, err := sites.ReadSources(path)
	switch lines := sites.Lines(problems, english); {
	case err != nil:
		f.Text, f.State = sites.Reason(err, english), bot.Lacking
	case len(lines) > 0:
		f.Text, f.State = e.lang.Text("doctor.sources-bad", len(all), strings.Join(lines, " ")), bot.Lacking
	default:
		f.Text = e.lang.Text("doctor.sources", len(all))
	}
	return f
}

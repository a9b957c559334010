package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"runtime/debug"

	"beilun/bot"
	"beilun/cmd/beilun/terminal"
	"beilun/index"
	"beilun/index/answer"
	"beilun/index/library"
	"beilun/internal/web"
	"beilun/internal/web/health"
	pages "beilun/internal/web/page"
)

// listenDefault is where the web site is without any setting: only this machine reaches it.
const listenDefault = "127.0.0.1:8790"

func runWeb(ctx context.Context, e *env) (err error) {
	fs := flags("web")
	listen := fs.String("listen", "", "")
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if err := noArguments(args); err != nil {
		return err
	}
	c, err := loadConfig(e.getenv)
	if err != nil {
		return err
	}
	c.web.listen = cmp.Or(*listen, c.web.listen, listenDefault)
	if err := checkListen(c.web.listen); err != nil {
		return misuse("config.setting", "-listen", err)
	}
	log := newLog(e, c)
	g, err := openGround(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.Close()) }()
	x, files, err := openStore(e, c, log, true)
	if err != nil {
		return err
	}
	recallFiles(c, files, log)
	lib := library.Open(x, files, library.Options{Logger: log})
	defer func() { err = errors.Join(err, lib.Close()) }()
	a := answer.New(x, answer.Options{Today: c.today()})
	a.Warm()
	beside := []func(context.Context) error{lib.Run}
	if files.Follows() {
		beside = append(beside, warm(log))
	}
	g.monitor(c, lib, nil, log)
	e.print("web.ready", g.address())
	return runWithOthers(ctx, g.serve(newSite(c, x, lib, a, log)), beside...)
}

// ground is where a site is: the address that it listens on, and who may reach it.
type ground struct {
	listener net.Listener
	conf     webConfig
	opts     web.Options
}

// openGround listens where c says; it returns nil if c says nowhere. The error is in the
// user's language: where other machines could reach the site it needs a token or a proxy.
func openGround(ctx context.Context, c config) (*ground, error) {
	if c.web.listen == "" {
		return nil, nil
	}
	g := &ground{conf: c.web, opts: web.Options{Token: c.web.token, Proxies: c.web.proxies}}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", c.web.listen)
	if err != nil {
		return nil, misuse("web.listen", c.web.listen, terminal.Cause(err))
	}
	g.listener = l
	if err := g.opts.Check(l.Addr()); err != nil {
		_ = g.Close() // it has served nobody
		return nil, misuse("web.open", c.web.listen, err)
	}
	return g, nil
}

// Close ends to listen. A ground that is nil, or closed already, is not closed.
func (g *ground) Close() error {
	if g == nil {
		return nil
	}
	if err := g.listener.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}

// monitor makes the site say how the program is doing. slack is nil where there is no Slack.
func (g *ground) monitor(c config, lib *library.Library, slack func() health.Socket, log *slog.Logger) *health.Monitor {
	opts := health.Options{Status: lib.Status, Slack: slack, Version: version, Logger: log}
	if onDisk(c) {
		opts.Index = c.index
	}
	g.opts.Health = health.New(opts)
	return g.opts.Health
}

// serve returns a function that serves a site until its context ends.
func (g *ground) serve(site *pages.Site) func(context.Context) error {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(web.GCPercent)
	}
	return func(ctx context.Context) error {
		err := web.Run(ctx, g.listener, site, g.opts)
		if err != nil {
			site.Log.Error("the web site has ended", "err", err)
		}
		return err
	}
}

// webFinding returns where the web site of serve is and who may see it, in the user's
// language.
func (e *env) webFinding(ctx context.Context, c config) bot.Finding {
	f := bot.Finding{What: "BEILUN_LISTEN", State: bot.Fine}
	g, err := openGround(ctx, c)
	var closed error
	if g != nil {
		closed = g.Close()
	}
	switch {
	case errors.Is(err, web.ErrOpen):
		f.Text, f.State = e.lang.Explain(err), bot.Broken
	case err != nil: // by the beilun that serves, as likely as not
		f.Text, f.State = e.lang.Explain(err), bot.Noted
	case closed != nil:
		f.Text, f.State = closed.Error(), bot.Noted
	case g.opts.Token != "":
		f.Text = e.lang.Text("doctor.web-token", g.address())
	case g.opts.Public:
		f.Text = e.lang.Text("doctor.web-proxy", g.address())
	default:
		f.Text = e.lang.Text("doctor.web-own", g.address())
	}
	return f
}

// newSite returns the site of an index and its library. a answers as in Slack.
func newSite(c config, x *index.Index, lib *library.Library, a *answer.Answerer, log *slog.Logger) *pages.Site {
	return &pages.Site{
		Index: x, Answerer: waitingAnswerer{a, lib.Ready()}, Today: c.today(), Synced: lib.Synced, URL: c.web.url, Log: log,
		Polite: func(ctx context.Context, text string) (string, error) { return bot.Polite(ctx, x, text) },
	}
}

// address returns the address of the site for a browser on this machine, or the public one.
func (g *ground) address() string {
	host, port, err := net.SplitHostPort(g.listener.Addr().String())
	switch {
	case g.conf.url != "":
		return g.conf.url + "/"
	case err != nil:
		return g.listener.Addr().String()
	case net.ParseIP(host).IsUnspecified():
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

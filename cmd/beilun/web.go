package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"path/filepath"
	"slices"

	"beilun/bot"
	"beilun/cmd/beilun/terminal"
	"beilun/index"
	"beilun/index/answer"
	"beilun/index/gone"
	"beilun/index/library"
	"beilun/index/sites"
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
	watch := newWatch(&c, newClient(log), log)
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
	if watch != nil {
		beside = append(beside, watching(watch, x, lib))
	}
	g.monitor(c, lib, nil, log)
	e.print("web.ready", g.address())
	return runWithOthers(ctx, g.serve(newSite(c, x, lib, naming{a, watch}, log)), append(beside, collecting(g))...)
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
func newSite(c config, x *index.Index, lib *library.Library, a naming, log *slog.Logger) *pages.Site {
	return &pages.Site{
		Index: x, Answerer: waitingAnswerer{a, lib.Ready()}, Gone: a.watch.Changes, Today: c.today(), Synced: lib.Synced, URL: c.web.url, Log: log,
		Polite: func(ctx context.Context, text string) (string, error) { return bot.Polite(ctx, x, text) },
	}
}

// newWatch returns what learns which addresses of releases are gone, and has releases lead to
// the site instead. It is nil if c has no public address of the site. What is known is
// beside the state.
func newWatch(c *config, client *sites.Client, log *slog.Logger) *gone.Watch {
	if c.web.url == "" {
		return nil
	}
	w := gone.New(gone.Options{Dir: filepath.Join(filepath.Dir(c.state), "addresses"), Client: client, Logger: log})
	c.site = &index.Site{Base: c.web.url, Gone: w.IsGone}
	return w
}

// watching returns a function that looks at the addresses of x until its context ends.
func watching(w *gone.Watch, x *index.Index, lib *library.Library) func(context.Context) error {
	return func(ctx context.Context) error { return w.Run(ctx, lib.Ready(), x.Releases) }
}

// naming has the addresses looked at first that its answers name. watch may be nil.
type naming struct {
	bot.Answerer
	watch *gone.Watch
}

func (n naming) Follow(ctx context.Context, question string, before *answer.Answer) (*answer.Answer, error) {
	a, err := n.Answerer.Follow(ctx, question, before)
	if err == nil {
		n.watch.Name(namedBy(a)...)
	}
	return a, err
}

// namedBy returns the addresses of the releases that an answer says something of.
func namedBy(a *answer.Answer) (addresses []string) {
	said := slices.Concat(a.Others, a.Known)
	if c := a.Said(); c != nil {
		said = append(said, *c)
	}
	for _, c := range said {
		addresses = append(addresses, c.Hit.Passage.Release.URL)
	}
	for _, p := range a.Parts {
		addresses = append(addresses, namedBy(p)...)
	}
	return addresses
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

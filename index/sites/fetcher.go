package sites

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"beilun/index/library"
	"beilun/internal/logs"

	"golang.org/x/sync/errgroup"
)

// Options are the options of a Fetcher. Sources, Folder and Dir are required.
type Options struct {
	Sources string // file of addresses
	Folder  string // the releases folder; files go to a folder in it for each host
	Dir     string // of what is known of the addresses; made if it is missing

	Client   *Client                               // that others use as well; nil: one of its own
	Logger   *slog.Logger                          // nil: silent
	Now      func() time.Time                      // nil: time.Now
	Proxy    func(*http.Request) (*url.URL, error) // nil: none
	Loopback bool                                  // sites of this machine are asked as well, for tests
	Pause    time.Duration                         // between two requests to a host; 0: two seconds, below 0: none
	Time     time.Duration                         // for a page, from request to its last byte; 0: a minute
}

func (o Options) fill() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Pause == 0 {
		o.Pause = 2 * time.Second
	}
	if o.Time <= 0 {
		o.Time = pageTime
	}
	return o
}

// NewClient returns a client with the Now, Proxy, Loopback, Pause and Time of o. Who looks
// at the same hosts shares one: only then they are asked by one request at a time.
func NewClient(o Options) *Client {
	o = o.fill()
	return newClient(&guard{loopback: o.Loopback, proxy: o.Proxy}, pace{o.Pause, o.Time, o.Now})
}

// Fetcher looks at the addresses of a file and puts what is new into the releases
// folder. Its methods are safe for concurrent use; Run and Round are for one goroutine.
type Fetcher struct {
	opts   Options
	log    *slog.Logger
	client *Client
	memory *memory
	tick   time.Duration // of Run

	storing sync.Mutex // held from the look for a text to the note where it is

	mu       sync.Mutex
	sources  []Source // of the last look at the file
	problems []Problem
	fileErr  error
}

// Open returns a Fetcher. It asks for nothing yet. The error wraps ErrHeld if another
// process follows the addresses. The caller closes it.
func Open(opts Options) (*Fetcher, error) {
	opts = opts.fill()
	m, err := openMemory(opts.Dir, opts.Logger)
	if err != nil {
		return nil, err
	}
	f := &Fetcher{opts: opts, log: opts.Logger, client: opts.Client, memory: m, tick: tick}
	if f.client == nil {
		f.client = NewClient(opts)
	}
	f.readFile()
	if entries, err := os.ReadDir(opts.Folder); err == nil { // else storing reports it
		for _, e := range entries {
			if e.IsDir() {
				library.RemoveLeftovers(filepath.Join(opts.Folder, e.Name()), f.log)
			}
		}
	}
	return f, nil
}

// Close closes what is known of the addresses. Run and Round must have returned.
func (f *Fetcher) Close() error {
	return f.memory.Close()
}

// readFile reads the file of addresses and logs what is new about it.
func (f *Fetcher) readFile() []Source {
	all, problems, err := ReadSources(f.opts.Sources)
	f.mu.Lock()
	before, beforeErr := len(f.problems), f.fileErr
	f.fileErr = err
	if err == nil { // else the addresses are those before
		f.sources, f.problems = all, problems
	}
	out := f.sources
	f.mu.Unlock()
	if err != nil && beforeErr == nil {
		f.log.Error("the addresses are not those in the file", "file", f.opts.Sources, "err", err)
	}
	if err == nil && len(problems) != before {
		for _, p := range problems {
			logs.Refuse(f.log, slog.LevelWarn, logs.Source, logs.Unreadable, "file", f.opts.Sources, "line", p.Line, "err", p.Err)
		}
	}
	return out
}

// maxHostsAtOnce bounds the hosts that are asked at the same time.
const maxHostsAtOnce = 4

// Result is what a look at a source brought.
type Result struct {
	Source    Source
	Came      []string // files, as paths in the releases folder
	Changed   []string // files whose page has another text now
	Same      int      // pages with the text of another file
	Refused   []Refusal
	Elsewhere int   // entries that lead to other sites
	Err       error // why the source was not looked through, nil if it was
}

// Refusal is a page that was not taken.
type Refusal struct {
	Address, Title string
	Err            error
}

// Round looks at every source once, whenever it was last looked at, and calls yield with
// what each brought, one after the other. The error is that of the file, or of ctx.
func (f *Fetcher) Round(ctx context.Context, yield func(*Result)) ([]Problem, error) {
	all := f.readFile()
	f.mu.Lock()
	problems, err := f.problems, f.fileErr
	f.mu.Unlock()
	if err != nil {
		return nil, err
	}
	f.lookAt(ctx, all, yield)
	return problems, ctx.Err()
}

// lookAt looks at sources, those of one host one after the other, and calls yield with
// what each brought, once at a time.
func (f *Fetcher) lookAt(ctx context.Context, all []Source, yield func(*Result)) {
	var mu sync.Mutex
	var g errgroup.Group
	g.SetLimit(maxHostsAtOnce)
	for _, sources := range byHost(all) {
		g.Go(func() error {
			for _, s := range sources {
				r := f.look(ctx, s)
				mu.Lock()
				yield(&r)
				mu.Unlock()
			}
			return nil
		})
	}
	_ = g.Wait() // the functions return no error
}

// byHost returns sources in a slice for each host, in their order.
func byHost(all []Source) (out [][]Source) {
	at := map[string]int{}
	for _, s := range all {
		host := hostOf(s.Address)
		i, ok := at[host]
		if !ok {
			i = len(out)
			at[host], out = i, append(out, nil)
		}
		out[i] = append(out[i], s)
	}
	return out
}

// hostOf returns the host of an address of the file, which can be parsed.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Hostname()
}

// How often Run looks whether a source is due, and reads the file of addresses.
const tick = 30 * time.Second

// Run looks at each source at its interval until ctx ends, and returns nil. A host that
// takes long does not hold up the others.
func (f *Fetcher) Run(ctx context.Context) error {
	var g errgroup.Group
	g.SetLimit(maxHostsAtOnce)
	var mu sync.Mutex
	asked := map[string]bool{} // hosts that are looked at
	for {
		var due []Source
		for _, s := range f.readFile() {
			if isDue(f.memory.source(s.Address), f.opts.Now()) {
				due = append(due, s)
			}
		}
		for _, sources := range byHost(due) {
			host := hostOf(sources[0].Address)
			mu.Lock()
			free := !asked[host]
			asked[host] = true
			mu.Unlock()
			if !free {
				continue
			}
			if g.TryGo(func() error {
				for _, s := range sources {
					f.look(ctx, s)
				}
				mu.Lock()
				delete(asked, host)
				mu.Unlock()
				return nil
			}) {
				continue
			}
			mu.Lock()
			delete(asked, host) // there are enough others; it is due the next time
			mu.Unlock()
		}
		if err := sleep(ctx, f.tick); err != nil {
			return g.Wait() // the functions return no error
		}
	}
}

// isDue reports whether a source is to be looked at. Where the clock was ahead and has
// been set back, what was noted for later says nothing.
func isDue(s source, now time.Time) bool {
	return !s.Next.After(now) || s.Looked.After(now)
}

// jitter returns d, a tenth more or less.
func jitter(d time.Duration) time.Duration {
	return time.Duration(float64(d) * (0.9 + 0.2*rand.Float64()))
}

// backoff returns the pause after n failures in a row: first, and twice that of before
// up to a day, a quarter more or less.
func backoff(first time.Duration, n int) time.Duration {
	d := first << min(max(n-1, 0), 12)
	if d <= 0 || d > mostWait {
		d = mostWait
	}
	return time.Duration(float64(d) * (0.75 + 0.5*rand.Float64()))
}

// look looks at a source and notes what came of it.
func (f *Fetcher) look(ctx context.Context, s Source) Result {
	now := f.opts.Now()
	st := f.memory.source(s.Address)
	r := &round{f: f, source: s, state: st, result: Result{Source: s}}
	if now.Before(st.Hold) && !st.Looked.After(now) {
		r.result.Err = fmt.Errorf("%w: not before %s", ErrBusy, st.Hold.Format(time.DateTime))
		return r.result
	}
	err := f.checkFolder()
	if err == nil {
		err = r.run(ctx)
	}
	if ctx.Err() != nil { // the program ends; nothing is known of the source
		r.result.Err = ctx.Err()
		return r.result
	}
	st = r.state
	st.Looked, now = now, f.opts.Now()
	r.result.Err, r.result.Elsewhere = err, st.Elsewhere
	if n := len(r.result.Came) + len(r.result.Changed); n > 0 {
		st.Came, st.CameAt, st.Total = n, now, st.Total+n
	}
	if err == nil {
		st.Good, st.Tries, st.Why, st.Hold = now, 0, "", time.Time{}
		st.Next = now.Add(jitter(s.Every))
	} else {
		st.Tries, st.Why = st.Tries+1, err.Error()
		if st.Moved != "" && (errors.Is(err, ErrMissing) || errors.Is(err, ErrNoList)) {
			st.Moved = ""
		}
		if wait := waitOf(err); wait > 0 {
			st.Hold = now.Add(wait)
		}
		st.Next = now.Add(max(backoff(s.Every, st.Tries), st.Hold.Sub(now)))
	}
	if err := f.memory.putSource(st); err != nil {
		r.result.Err = errors.Join(r.result.Err, err)
	}
	f.report(&r.result, st.Next.Sub(now))
	return r.result
}

// report logs what a look brought.
func (f *Fetcher) report(r *Result, again time.Duration) {
	if len(r.Came)+len(r.Changed) > 0 {
		f.log.Info("releases came from a site", "source", r.Source.Address, "new", len(r.Came), "changed", len(r.Changed), "again_in", again.Round(time.Second))
	}
	if r.Err != nil {
		f.log.Warn("a site was not looked through", "source", r.Source.Address, "err", r.Err, "again_in", again.Round(time.Second))
	}
}

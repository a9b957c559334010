package gone

import (
	"context"
	"embed"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"time"

	"beilun/index"
	"beilun/index/sites"
	"beilun/internal/wordlist"
)

// Options are the options of a Watch. Dir and Client are required.
type Options struct {
	Dir    string        // of what is known of the addresses; made if it is missing
	Client *sites.Client // that all who ask sites share

	Now    func() time.Time // nil: time.Now
	Pause  time.Duration    // after each look; 0: half a minute
	Logger *slog.Logger     // nil: silent
}

// Watch knows which addresses are gone. Its methods are safe for concurrent use, Run for one
// goroutine. A nil Watch knows nothing and has no status.
type Watch struct {
	opts Options
	log  *slog.Logger

	mu      sync.RWMutex
	known   map[string]record    // by address
	named   map[string]time.Time // when answers have named an address; at most maxNamed
	all     map[string]bool      // the addresses of the releases, as of the last look
	changes int                  // of what is gone

	hosts map[string]hold // of Run
	book  *book           // of Run; nil: another process has it
}

// hold is a host that is left alone.
type hold struct {
	until time.Time
	tries int // that failed in a row
}

// Limits of looking.
const (
	usualWait  = 30 * time.Second // after each look
	reopenTime = time.Minute      // between two tries to have the file
	lookTime   = 5 * time.Minute  // for a look with all its redirects
	holdTime   = 10 * time.Minute // of a host, the first time
	maxHold    = 24 * time.Hour
	maxHosts   = 1000
	maxNamed   = 1000
	namedFor   = 7 * 24 * time.Hour
)

// New returns a Watch that knows what the last one knew. It asks for nothing before Run.
func New(opts Options) *Watch {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Pause <= 0 {
		opts.Pause = usualWait
	}
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	w := &Watch{opts: opts, log: opts.Logger, named: map[string]time.Time{}, hosts: map[string]hold{}}
	w.known, _, _, _ = readBook(opts.Dir) // Run says what is wrong with it
	return w
}

// IsGone reports whether an address is known to be gone.
func (w *Watch) IsGone(address string) bool {
	if w == nil {
		return false
	}
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.known[address].Gone
}

// Changes returns how often an address went or came back, for what is made of which are gone.
func (w *Watch) Changes() int {
	if w == nil {
		return 0
	}
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.changes
}

// Name notes that an answer has named addresses, which are then looked at first.
func (w *Watch) Name(addresses ...string) {
	if w == nil {
		return
	}
	now := w.opts.Now()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, a := range addresses {
		if _, is := w.named[a]; !is && len(w.named) >= maxNamed {
			oldest, first := "", true
			for b, at := range w.named {
				if first || at.Before(w.named[oldest]) {
					oldest, first = b, false
				}
			}
			delete(w.named, oldest)
		}
		if isWeb(a) {
			w.named[a] = now
		}
	}
}

// maxAddress bounds an address, in bytes, as package sites does.
const maxAddress = 2000

func isWeb(address string) bool {
	return len(address) <= maxAddress && (strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://"))
}

// Run looks at the addresses of releases until ctx ends, from when ready is closed. It
// returns an error only of closing its file: nothing depends on the looks.
func (w *Watch) Run(ctx context.Context, ready <-chan struct{}, releases func() []index.Release) error {
	select {
	case <-ready:
	case <-ctx.Done():
		return nil
	}
	for !w.open() {
		if !pause(ctx, reopenTime) {
			return nil
		}
	}
	for pause(ctx, w.opts.Pause) { // a program that runs for seconds asks nobody
		w.step(ctx, releases())
	}
	return w.book.close()
}

// pause waits for d; it returns false if ctx has ended before.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}

// open has the file for this process, or else reads what another one has in it.
func (w *Watch) open() bool {
	known, b, damage, err := openBook(w.opts.Dir)
	if damage != nil {
		w.log.Warn("addresses whose state was lost are looked at anew", "err", damage)
	}
	if err != nil {
		w.log.Debug("the addresses of releases are not looked at", "err", err, "again_in", reopenTime)
		known, _, _, err = readBook(w.opts.Dir)
	}
	if err != nil {
		w.log.Warn("the addresses of releases are not known", "err", err)
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.known, w.book = known, b
	w.changes++ // as likely as not
	return b != nil
}

// step looks at the address that waits longest, and reports whether any did.
func (w *Watch) step(ctx context.Context, releases []index.Release) bool {
	address := w.choose(releases, w.opts.Now())
	if address == "" {
		return false
	}
	limited, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	g, err := w.opts.Client.Look(limited, address)
	v := judge(limited, address, g, err)
	if ctx.Err() != nil { // the program ends; the look has shown nothing
		return true
	}
	if err != nil {
		w.log.Debug("look at the address of a release", "address", address, "err", err)
	}
	now := w.opts.Now()
	w.holdHost(address, err, now)
	w.note(address, v, now)
	return true
}

// note notes what a look showed.
func (w *Watch) note(address string, v verdict, now time.Time) {
	before := w.known[address] // only this goroutine writes
	before.Address = address
	after := before.noted(v, now)
	w.mu.Lock()
	w.known[address] = after
	if after.Gone != before.Gone {
		w.changes++
	}
	if len(w.known) > 2*maxKnown { // of releases that were removed
		for a := range w.known {
			if !w.all[a] {
				delete(w.known, a)
			}
		}
	}
	w.mu.Unlock()
	switch {
	case after.Gone && !before.Gone:
		w.log.Info("the address of a release is gone", "address", address)
	case before.Gone && !after.Gone:
		w.log.Info("the address of a release is there again", "address", address)
	}
	if err := w.book.put(after, w.known); err != nil {
		w.log.Warn("what is known of an address was not noted", "address", address, "err", err)
	}
}

// holdHost leaves the host of an address alone after an error that is of all of it.
func (w *Watch) holdHost(address string, err error, now time.Time) {
	host := serverOf(address)
	if err == nil || !sites.OfSite(err) {
		delete(w.hosts, host)
		return
	}
	h := w.hosts[host]
	if len(w.hosts) >= maxHosts {
		clear(w.hosts)
	}
	wait := min(holdTime<<min(h.tries, 10), maxHold)
	w.hosts[host] = hold{now.Add(max(wait, sites.RetryAfter(err))), h.tries + 1}
}

// isHeld reports whether the host of an address is left alone.
func (w *Watch) isHeld(address string, now time.Time) bool {
	if len(w.hosts) == 0 {
		return false
	}
	left := w.hosts[serverOf(address)].until.Sub(now)
	return left > 0 && left <= maxHold // else the clock was set back
}

// serverOf returns the host of an address with its port, as requests are counted by.
func serverOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

//go:embed words/zh.json words/en.json
var wordFiles embed.FS

// wording holds the sentences for people in one language.
type wording struct{ None, Count string }

var wordings = sync.OnceValue(func() map[bool]*wording { return wordlist.Sentences[wording]("gone", wordFiles) })

// Status returns a line for an admin: how many addresses the releases have, how many of
// these were looked at and how many are gone.
func (w *Watch) Status(english bool) []string {
	if w == nil {
		return nil
	}
	w.mu.RLock()
	defer w.mu.RUnlock()
	total, looked, gone := len(w.all), 0, 0
	for a, r := range w.known {
		if r.Looked.IsZero() || w.all != nil && !w.all[a] {
			continue
		}
		looked++
		if r.Gone {
			gone++
		}
	}
	if w.all == nil { // before the first look, or another process looks
		total = len(w.known)
	}
	text := wordings()[english]
	if looked == 0 {
		return []string{text.None}
	}
	return []string{fmt.Sprintf(text.Count, total, looked, gone)}
}

package corpus

import (
	"log/slog"
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// FollowOptions are the options of a Follower; the zero value is ready for use.
type FollowOptions struct {
	Every    time.Duration        // between two scans where nothing happens; 0: a minute
	Debounce time.Duration        // from a hint to its scan, to wait for more hints; 0: 300 ms
	Settle   time.Duration        // how long a file must stay the same before it is read, four times that if it was seen to grow; 0: 600 ms
	Confirm  time.Duration        // how long a file must be missing before it counts as removed; 0: 2 s
	Lasts    time.Duration        // how long a Loss waits before what is missing counts as removed; 0: a day
	Since    map[string]time.Time // when each loss was first seen, by the ID that an earlier process reported it under
	Accepted bool                 // what is missing at first was removed: no Loss is reported
	Logger   *slog.Logger         // nil: silent
}

func (o FollowOptions) fill() FollowOptions {
	for _, d := range []struct {
		value *time.Duration
		usual time.Duration
	}{{&o.Every, time.Minute}, {&o.Debounce, 300 * time.Millisecond}, {&o.Settle, 600 * time.Millisecond}, {&o.Confirm, 2 * time.Second}, {&o.Lasts, lossLasts}} {
		if *d.value <= 0 {
			*d.value = d.usual
		}
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}

// Follower lists a corpus repeatedly while people work in its folders: it waits until
// something may have changed, and does not report files in motion as changed.
//
// Events of the file system are only hints: they are lost when there are many,
// for files in a folder that was just made, and on most network mounts. So an
// event means "scan soon", and a scan of everything at intervals is the
// guarantee. A scan reads only files that have changed since the last one.
//
// A file in motion is reported as it was before, or not at all if it is new. A file
// that grows is in motion until two looks see it unchanged. A missing file is in
// motion until a second scan misses it, unless its bytes have turned up under another
// name, which is reported together with the removal. A whole folder that cannot be
// read, or is unexpectedly empty, is reported as it was, with the reason. So is one that
// has lost most of its files at once (see Loss), until Accept is called or it has lasted.
//
// Its methods are safe for concurrent use, but Wait is for one goroutine. It
// runs one goroutine, which reads the system's events and ends with Close.
type Follower struct {
	corpus  *Corpus
	opts    FollowOptions
	watcher *fsnotify.Watcher // nil if the system has none
	late    bool              // watch folders only once it is known that there are few files
	poked   chan struct{}

	mu      sync.Mutex
	held    map[string]holding // what the last scan reported, by ID
	waiting map[string]motion  // files in motion, by ID
	moving  map[string]bool    // their paths
	whole   map[string]bool    // IDs of files that are known to be complete
	swapped map[int]bool       // roots opened since they last listed anything
	lost    map[int]time.Time  // when the losses of roots were first seen
	gone    bool               // what is lost was removed
	watched map[string]string  // folders → the one file in them that counts; empty: all
	deaf    bool               // not all folders could be watched
	due     time.Time          // when the next scan is due
	lookAt  time.Time          // when the files in motion are to be looked at
	rested  time.Time          // until then no hint leads to a scan, so that scans do not follow each other without end
}

// holding is a file as it was last reported.
type holding struct {
	root    int
	digest  string
	missing time.Time // since when it has been missing; zero if it is there
}

// motion is a file that has just changed.
type motion struct {
	root  root
	name  string // in it
	stamp stamp
	since time.Time // when this stamp was first seen
	grew  bool      // another stamp was seen before
}

// slowly is how many times longer a file that was seen to grow must stay unchanged:
// its writer may be waiting for the network.
const slowly = 4

// rested reports whether the file has been unchanged for long enough.
func (m motion) rested(now time.Time, settle time.Duration) bool {
	if m.grew {
		settle *= slowly
	}
	return now.Sub(m.since) >= settle
}

// Follow begins to follow c. known are the digests of files that an earlier process
// reported, by ID. One of them that is missing now is in motion like any other.
func (c *Corpus) Follow(known map[string]string, opts FollowOptions) *Follower {
	f := &Follower{
		corpus: c, opts: opts.fill(), poked: make(chan struct{}, 1), held: map[string]holding{}, waiting: map[string]motion{},
		whole: map[string]bool{}, swapped: map[int]bool{}, lost: map[int]time.Time{}, gone: opts.Accepted, watched: map[string]string{},
	}
	for id, digest := range known {
		if i, _, ok := c.find(id); ok {
			f.held[id] = holding{root: i, digest: digest}
		}
	}
	followed := false
	for i, r := range c.roots {
		if since := opts.Since[r.title()]; !since.IsZero() {
			f.lost[i] = since
		}
		f.swapped[i] = true
		followed = followed || r.folder != nil
	}
	if followed {
		w, err := fsnotify.NewWatcher()
		if err != nil {
			f.opts.Logger.Warn("the system tells of no changes; the folder is looked at at intervals", "every", f.opts.Every, "err", err)
		} else {
			f.watcher, f.late = w, opensAll()
		}
	}
	return f
}

// find returns the root that id is of and its name there.
func (c *Corpus) find(id string) (int, string, bool) {
	for i, r := range c.roots {
		if r.only != "" && (id == r.prefix || strings.HasPrefix(id, r.prefix+"/")) {
			return i, r.only, true
		}
		if name, ok := strings.CutPrefix(id, r.prefix); ok && r.only == "" {
			return i, name, true
		}
	}
	return 0, "", false
}

// knownOf returns the IDs of each root.
func (c *Corpus) knownOf(ids func(yield func(string) bool)) [][]string {
	known := make([][]string, len(c.roots))
	for id := range ids {
		if i, _, ok := c.find(id); ok {
			known[i] = append(known[i], id)
		}
	}
	return known
}

// Close stops watching. The corpus stays open.
func (f *Follower) Close() error {
	if f.watcher == nil {
		return nil
	}
	return f.watcher.Close()
}

// Poke makes Wait return at once, or the next call of it if nobody waits now.
func (f *Follower) Poke() {
	select {
	case f.poked <- struct{}{}:
	default:
	}
}

// Complete declares that the file id is completely written, so that the next scan
// reports it without a second look.
func (f *Follower) Complete(id string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.whole[id] = true
}

// Forget declares that the file id was removed on purpose, with what it held.
func (f *Follower) Forget(id string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	maps.DeleteFunc(f.held, func(known string, _ holding) bool { return known == id || strings.HasPrefix(known, id+"/") })
}

// Accept declares that the files of a Loss were removed on purpose. It is obeyed by the
// next scan that succeeds, and by no later one.
func (f *Follower) Accept() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.gone = true
}

// Pardon makes the next scan retry files that could not be parsed.
func (f *Follower) Pardon() { f.corpus.memory.pardon() }

// Same returns the IDs of the files that had the given digest at the last scan
// and were not in motion.
func (f *Follower) Same(digest string) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var ids []string
	for id, h := range f.held {
		if !f.moves(id) && h.digest == digest && h.missing.IsZero() {
			ids = append(ids, id)
		}
	}
	return ids
}

// moves reports whether a file, or the one that holds it, is in motion.
func (f *Follower) moves(id string) bool {
	_, itself := f.waiting[id]
	_, holder := f.waiting[f.corpus.HolderOf(id)]
	return itself || holder
}

// Moving reports whether a file is in motion, so that the last scan did not report
// everything.
func (f *Follower) Moving() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.waiting) > 0 {
		return true
	}
	for _, h := range f.held {
		if !h.missing.IsZero() {
			return true
		}
	}
	return false
}

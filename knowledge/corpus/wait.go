package corpus

import (
	"context"
	"path/filepath"
	"runtime"
	"time"

	"beilun/knowledge/read"
	"beilun/knowledge/read/skip"

	"github.com/fsnotify/fsnotify"
)

// Wait returns when a scan is due: nil, or ctx's error.
func (f *Follower) Wait(ctx context.Context) error {
	var events chan fsnotify.Event
	var failed chan error
	if f.watcher != nil {
		events, failed = f.watcher.Events, f.watcher.Errors
	}
	var hints hints
	for {
		timer := time.NewTimer(time.Until(f.next(hints.scanAt)))
		hint := false
		select {
		case <-ctx.Done():
		case <-f.poked:
			timer.Stop()
			return nil
		case e, ok := <-events:
			if hint = ok && f.matters(e); !ok {
				events = nil
			}
		case err, ok := <-failed:
			if hint = ok; ok { // an overflow, most likely: events were lost
				f.opts.Logger.Debug("watch releases", "err", err)
			} else {
				failed = nil
			}
		case <-timer.C:
			if f.scanDue(hints.scanAt) || f.look() {
				return nil
			}
		}
		timer.Stop()
		if err := ctx.Err(); err != nil {
			return err
		}
		if hint {
			hints.add(time.Now(), f.opts.Debounce)
		}
	}
}

// hints are the events since the last scan.
type hints struct {
	first  time.Time
	scanAt time.Time // zero: there were none
}

// add delays the scan to wait for more hints, but not long after the first.
func (h *hints) add(now time.Time, debounce time.Duration) {
	if h.first.IsZero() {
		h.first = now
	}
	h.scanAt = now.Add(debounce)
	if latest := h.first.Add(4 * debounce); h.scanAt.After(latest) {
		h.scanAt = latest
	}
}

// next returns the time of the next thing to do.
func (f *Follower) next(hinted time.Time) time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	at := f.due
	if !hinted.IsZero() {
		at = earlier(at, later(hinted, f.rested))
	}
	if len(f.waiting) > 0 {
		at = earlier(at, f.lookAt)
	}
	return at
}

// scanDue reports whether the time for a scan has come.
func (f *Follower) scanDue(hinted time.Time) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := time.Now()
	return !now.Before(f.due) || !hinted.IsZero() && !now.Before(later(hinted, f.rested))
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// look checks only the files in motion and reports whether one of them is settled. So
// a file that is written to for an hour costs no scans meanwhile.
func (f *Follower) look() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	start := time.Now()
	still := false
	for id, m := range f.waiting {
		info, err := m.root.look(m.name)
		switch {
		case err != nil:
			still = true // gone, or of another kind: a scan finds out
		case stampOf(info) != m.stamp:
			m.stamp, m.since, m.grew = stampOf(info), start, true
			f.waiting[id] = m
		case m.rested(start, f.opts.Settle):
			still = true
		}
	}
	end := time.Now()
	f.lookAt = end.Add(max(f.opts.Settle/2, 4*end.Sub(start)))
	if still && end.Before(f.rested) {
		f.lookAt, still = f.rested, false
	}
	return still
}

// matters reports whether an event may be of a release or of a folder.
func (f *Follower) matters(e fsnotify.Event) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	name := filepath.Base(e.Name)
	if only := f.watched[filepath.Dir(e.Name)]; only != "" && only != name || skip.Name(name) {
		return false
	}
	if e.Has(fsnotify.Create) || e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		return true // it may be a folder
	}
	return read.Handles(name) && !f.moving[e.Name]
}

// maxWatched is the number of folders to watch; changes in the others are found
// at intervals.
const maxWatched = 10_000

// maxOpened is the number of files above which nothing is watched where the
// system does so by holding every file of a folder open.
const maxOpened = 1000

// opensAll reports whether the system is one of those.
func opensAll() bool {
	switch runtime.GOOS {
	case "darwin", "dragonfly", "freebsd", "netbsd", "openbsd":
		return true
	}
	return false
}

// watch watches the folder dir of r and returns its path; the caller holds f.mu.
// It is called before the folder is listed, so that nothing falls between.
func (f *Follower) watch(r root, dir string) string {
	path := filepath.Join(r.base(), filepath.FromSlash(dir))
	if f.watcher == nil || r.folder == nil {
		return path
	}
	old, known := f.watched[path]
	if !known && (f.deaf || len(f.watched) == maxWatched) {
		if !f.deaf {
			f.opts.Logger.Warn("too many folders to watch; changes in some are found at intervals", "every", f.opts.Every)
		}
		f.deaf = true
		return path
	}
	if known && old != r.only {
		f.watched[path] = ""
	} else {
		f.watched[path] = r.only
	}
	if !f.late {
		f.add(path, known)
	}
	return path
}

// add asks the system to report changes in a folder. A second call watches the folder
// that has the name by then.
func (f *Follower) add(path string, again bool) {
	if err := f.watcher.Add(path); err != nil && !again {
		f.opts.Logger.Warn("a folder cannot be watched; changes in it are found at intervals", "folder", path, "every", f.opts.Every, "err", err)
	}
}

// rewatch stops watching folders that no longer exist, and begins to watch the others
// if that had to wait for the number of files.
func (f *Follower) rewatch(there map[string]bool, files int) {
	for path := range f.watched {
		switch {
		case !there[path] || f.late && files > maxOpened:
			_ = f.watcher.Remove(path) // most have gone by themselves
			delete(f.watched, path)
		case f.late:
			f.add(path, true)
		}
	}
}

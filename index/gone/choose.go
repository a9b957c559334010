package gone

import (
	"time"

	"beilun/index"
)

// rank is the order in which addresses are looked at.
type rank struct {
	class class
	at    time.Time // within the class: the earlier first
}

type class int

const (
	toConfirm class = iota
	named
	fresh
	usual
)

func (r rank) before(o rank) bool {
	return r.class < o.class || r.class == o.class && r.at.Before(o.at)
}

// choose returns the address that is to be looked at next, "" if none is due. The releases are
// the newest first. It notes which addresses there are.
func (w *Watch) choose(releases []index.Release, now time.Time) string {
	all := make(map[string]bool, min(len(releases), maxKnown))
	best, found := rank{}, ""
	w.mu.RLock()
	for i := range releases {
		a := releases[i].URL
		if all[a] || !isWeb(a) {
			continue
		}
		if len(all) == maxKnown {
			break
		}
		all[a] = true
		r, due := w.rankOf(a, now)
		if due && (found == "" || r.before(best)) && !w.isHeld(a, now) {
			best, found = r, a
		}
	}
	w.mu.RUnlock()
	w.mu.Lock()
	w.all = all
	w.mu.Unlock()
	return found
}

// rankOf returns the rank of an address, and whether it is due. The caller holds mu.
func (w *Watch) rankOf(address string, now time.Time) (rank, bool) {
	at, is := w.named[address]
	is = is && now.Sub(at) < namedFor
	r, known := w.known[address]
	switch {
	case known && !r.isDue(now, is):
		return rank{}, false
	case known && r.isToConfirm():
		return rank{toConfirm, r.Next}, true
	case is:
		return rank{named, time.Time{}.Add(now.Sub(at))}, true // the last one first
	case !known:
		return rank{fresh, time.Time{}}, true
	}
	return rank{usual, r.Next}, true
}

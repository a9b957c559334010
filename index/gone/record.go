package gone

import (
	"math/rand/v2"
	"time"
)

// verdict is what one look at an address showed.
type verdict int

const (
	unknown verdict = iota // nothing either way
	there
	missing // the site says that there is nothing
	instead // there is a page that is there for whatever is missing
)

// Pauses between looks, and what makes an address gone.
const (
	usualPause   = 30 * 24 * time.Hour
	namedPause   = 24 * time.Hour // for an address that an answer has named
	missingPause = 6 * time.Hour  // between the looks that make an address gone
	insteadPause = 24 * time.Hour // the same, if there is a page instead
	againPause   = 24 * time.Hour // first one after a look that showed nothing, and when it is gone

	missingLooks = 2
	insteadLooks = 3
)

// record is what is known of an address.
type record struct {
	Address string    `json:"address"`
	Looked  time.Time `json:"looked,omitzero"`   // last look that showed something
	Misses  int       `json:"misses,omitempty"`  // looks in a row that found it missing, each some hours after the one before
	Instead bool      `json:"instead,omitempty"` // one of these found another page instead
	Gone    bool      `json:"gone,omitempty"`
	Tries   int       `json:"tries,omitempty"` // looks in a row that showed nothing either way
	Next    time.Time `json:"next,omitzero"`   // look
}

// noted returns the record after a look at now.
func (r record) noted(v verdict, now time.Time) record {
	if r.Looked.After(now) { // the clock was set back
		r.Looked = now
	}
	switch v {
	case there:
		return record{Address: r.Address, Looked: now, Next: now.Add(spread(usualPause))}
	case unknown:
		r.Tries++
		r.Next = now.Add(doubled(againPause, r.Tries))
		return r
	}
	r.Instead = r.Instead || v == instead
	pause, enough := missingPause, missingLooks
	if r.Instead {
		pause, enough = insteadPause, insteadLooks
	}
	if r.Misses == 0 || now.Sub(r.Looked) >= pause { // else it was looked at too early
		r.Misses++
		r.Looked = now
	}
	r.Gone = r.Gone || r.Misses >= enough
	r.Tries, r.Next = 0, r.Looked.Add(spread(pause))
	if r.Gone {
		r.Next = now.Add(doubled(againPause, r.Misses-missingLooks+1))
	}
	return r
}

// isDue reports whether the address is to be looked at. named says that an answer has named
// it of late. Where the clock was ahead and has been set back, what was noted for later
// says nothing.
func (r record) isDue(now time.Time, named bool) bool {
	switch {
	case r.Looked.After(now), r.Next.Sub(now) > 2*usualPause:
		return true
	case !r.Next.After(now):
		return true
	}
	return named && r.Tries == 0 && (r.Misses == 0 || r.Gone) && now.Sub(r.Looked) >= namedPause
}

// isToConfirm reports whether the address was missing and is to be seen again.
func (r record) isToConfirm() bool { return r.Misses > 0 && !r.Gone }

// spread returns d, up to a tenth more.
func spread(d time.Duration) time.Duration {
	return d + time.Duration(float64(d)*0.1*rand.Float64())
}

// doubled returns the pause after n failures in a row: first, and twice that of before, up
// to the usual one.
func doubled(first time.Duration, n int) time.Duration {
	return spread(min(first<<min(max(n-1, 0), 10), usualPause))
}

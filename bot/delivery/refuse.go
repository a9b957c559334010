package delivery

import (
	"fmt"
	"sync"
	"time"

	"beilun/bot/message"
)

// reason is why a question was not taken, with what is said about n of them.
type reason func(w *message.DeliveryWords, n int) string

func tooMany(w *message.DeliveryWords, n int) string { return fmt.Sprintf(w.TooMany, n) }
func tooBusy(w *message.DeliveryWords, n int) string { return fmt.Sprintf(w.Busy, n) }

// refusals are the questions that were not taken, by person, until that person knows:
// at once, then each minute how many more there were. It is safe for concurrent use.
type refusals struct {
	mu sync.Mutex
	of map[string]*refusal
}

// refusal is what was not taken of one person.
type refusal struct {
	last *work // of them
	why  reason
	n    int       // that the person does not know of
	said time.Time // when the person got the last word about any
}

// add adds a question that was not taken.
func (r *refusals) add(w *work, why reason) {
	if !w.question || !w.reachable() {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	p := r.of[w.user]
	if p == nil {
		if len(r.of) >= maxRefused {
			return
		}
		p = &refusal{}
		r.of[w.user] = p
	}
	p.last, p.why = &work{sighting: w.sighting}, why // without the payload
	p.n++
}

// due returns what is to be said now to persons who got no word since every ago, as far
// as there is room for it, and forgets those to whom nothing is left to say.
func (r *refusals) due(now time.Time, every time.Duration, room func() bool) (out []post) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for user, p := range r.of {
		switch {
		case now.Sub(p.said) < every:
		case p.n == 0:
			delete(r.of, user)
		case room():
			n, why := p.n, p.why
			out = append(out, post{p.last, notice{say: func(w *message.DeliveryWords) string { return why(w, n) }}})
			p.n, p.said = 0, now
		}
	}
	return out
}

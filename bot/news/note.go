package news

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"beilun/bot/surface"
	"beilun/internal/state"
	"beilun/knowledge"
)

// markName is the name of the mark that says how far the news are noted.
const markName = "news"

// note is a message about news that is to be posted.
type note struct {
	Channel  string
	Thread   string // of a notice; empty in a direct message and for a digest
	Digest   bool   // of a subscription; else a notice that an answer changed
	English  bool
	Lines    []line
	Total    int      // news that it is about, more than Lines where there are too many
	Subjects []source // of a digest: the subscriptions it comes from
	Made     time.Time
	Due      time.Time // not before
	Sealed   time.Time // when posting was first tried; zero: never
	Tries    int
	Tried    time.Time `json:",omitzero"` // when the last of them began
}

// source is a subscription that a digest comes from.
type source struct {
	Key     string
	Subject string
	User    string // to be named: it is the first digest; else empty
}

// place names the channel or thread of a note.
func (n *note) place() string { return surface.Place(n.Channel, n.Thread) }

// where is the kind of a note and its place.
func (n *note) where() string {
	if n.Digest {
		return "digest " + n.place()
	}
	return "notice " + n.place()
}

// pending is what a transaction is to write about news: notes by ID, and what
// comes with them.
type pending struct {
	notes    map[string]*note
	open     map[string]string // IDs of the notes that more may be added to, by kind and place
	changed  map[string]bool   // IDs of notes that are new or differ from what is kept
	answered map[string]*answered
	places   map[string]placeState
	named    map[string]subscription // subscriptions whose first digest is made
}

// readPending reads the notes that were not posted. A note that was tried gets no
// more lines: it may have been posted.
func readPending(s *state.Store, log *slog.Logger) (*pending, error) {
	p := &pending{notes: map[string]*note{}, open: map[string]string{}, changed: map[string]bool{}, answered: map[string]*answered{}, places: map[string]placeState{}, named: map[string]subscription{}}
	err := s.Notes.Each(func(id string, _ time.Time, raw state.Raw) error {
		n := new(note)
		if err := json.Unmarshal(raw, n); err != nil {
			log.Error("news that wait cannot be read", "note", id, "err", err)
			return nil
		}
		p.notes[id] = n
		if n.Sealed.IsZero() {
			p.open[n.where()] = id
		}
		return nil
	})
	return p, err
}

// Doubt seals every note of a state that was restored: since it was saved, another process
// may have posted them, so that they are looked for first. A note that cannot be read is
// left as it is.
func Doubt(s *state.Store) error {
	p, err := readPending(s, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	for id, n := range p.notes {
		if !n.Sealed.IsZero() {
			continue
		}
		n.Sealed = n.Made
		raw, err := json.Marshal(n)
		if err != nil {
			return fmt.Errorf("doubt note %s: %w", id, err)
		}
		if err := s.Notes.Put(id, raw); err != nil {
			return fmt.Errorf("doubt note %s: %w", id, err)
		}
	}
	return nil
}

// note returns the note for a place that more may be added to, a new one if there
// is none.
func (p *pending) note(channel, thread string, digest bool, now time.Time) *note {
	n := &note{Channel: channel, Thread: thread, Digest: digest, Made: now, Due: now}
	id, ok := p.open[n.where()]
	if !ok {
		id = n.where() + " " + rand.Text()
		p.open[n.where()], p.notes[id] = id, n
	}
	p.changed[id] = true
	return p.notes[id]
}

// inDigest reports whether a digest of a channel that waits shows a figure.
func (p *pending) inDigest(channel string, f *knowledge.Figure) bool {
	n := p.notes[p.open[(&note{Channel: channel, Digest: true}).where()]]
	return n != nil && slices.ContainsFunc(n.Lines, func(l line) bool {
		return slices.ContainsFunc(l.Figures, func(o knowledge.Figure) bool { return sameNews(&o, f) })
	})
}

// write writes all of it within tx, with the mark that the news are noted up to
// a number; 0: no mark.
func (p *pending) write(s *state.Store, tx *state.Tx, upTo uint64) error {
	var errs []error
	for id := range p.changed {
		errs = append(errs, putJSON(s.Notes, tx, id, p.notes[id]))
	}
	for key, a := range p.answered {
		errs = append(errs, putAgain(s.Answered, tx, key, a))
	}
	for key, v := range p.places {
		errs = append(errs, putJSON(s.Places, tx, key, v))
	}
	for key, v := range p.named {
		errs = append(errs, putAgain(s.Subscriptions, tx, key, v))
	}
	if upTo > 0 {
		errs = append(errs, s.Marks.PutIn(tx, markName, upTo))
	}
	return errors.Join(errs...)
}

// putAgain is putJSON for a value that may have been deleted meanwhile: then it
// stays deleted.
func putAgain(t *state.Table[state.Raw], tx *state.Tx, key string, v any) error {
	if _, ok, err := t.GetIn(tx, key); err != nil || !ok {
		return err
	}
	return putJSON(t, tx, key, v)
}

// putJSON writes v within tx.
func putJSON(t *state.Table[state.Raw], tx *state.Tx, key string, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode %s: %w", key, err)
	}
	return t.PutIn(tx, key, raw)
}

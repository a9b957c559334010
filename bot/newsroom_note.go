package bot

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"beilun/bot/surface"
	"beilun/internal/state"
)

type stateTx = state.Tx

// newsNote is a message about news that is to be posted.
type newsNote struct {
	Channel  string
	Thread   string // of a notice; empty in a direct message and for a digest
	Digest   bool   // of a subscription; else a notice that an answer changed
	English  bool
	Lines    []newsLine
	Total    int        // news that it is about, more than Lines where there are too many
	Subjects []noteFrom // of a digest: the subscriptions it comes from
	Made     time.Time
	Due      time.Time // not before
	Sealed   time.Time // when posting was first tried; zero: never
	Tries    int
}

// noteFrom is a subscription that a digest comes from.
type noteFrom struct {
	Key     string
	Subject string
	User    string // to be named: it is the first digest; else empty
}

// place names where a note goes.
func (n *newsNote) place() string { return surface.Place(n.Channel, n.Thread) }

// where is its kind and its place.
func (n *newsNote) where() string {
	if n.Digest {
		return "digest " + n.place()
	}
	return "notice " + n.place()
}

// placeState is what was told in a channel or thread.
type placeState struct {
	Digested time.Time // when a digest was last posted
	Notices  int       // that were made
}

// pending is what a transaction is to write about news: notes by ID, and what
// comes with them.
type pending struct {
	notes    map[string]*newsNote
	open     map[string]string // IDs of the notes that more may be added to, by kind and place
	changed  map[string]bool   // IDs of notes that are new or differ from what is kept
	answered map[string]*answered
	places   map[string]placeState
	named    map[string]subscription // subscriptions whose first digest is made
}

// pendingNotes reads the notes that are not settled.
func (d *newsDesk) pendingNotes() (*pending, error) {
	p := &pending{notes: map[string]*newsNote{}, open: map[string]string{}, changed: map[string]bool{}, answered: map[string]*answered{}, places: map[string]placeState{}, named: map[string]subscription{}}
	err := d.state.Notes.Each(func(id string, _ time.Time, raw state.Raw) error {
		n := new(newsNote)
		if err := json.Unmarshal(raw, n); err != nil {
			d.log.Error("read note", "note", id, "err", err)
			return nil
		}
		p.notes[id] = n
		if n.Sealed.IsZero() { // else it may have been posted
			p.open[n.where()] = id
		}
		return nil
	})
	return p, err
}

// note returns a note for a place that more may be added to, a new one where
// there is none.
func (p *pending) note(channel, thread string, digest bool, now time.Time) *newsNote {
	n := &newsNote{Channel: channel, Thread: thread, Digest: digest, Made: now, Due: now}
	id, ok := p.open[n.where()]
	if !ok {
		id = n.where() + " " + rand.Text()
		p.open[n.where()], p.notes[id] = id, n
	}
	p.changed[id] = true
	return p.notes[id]
}

// write writes all of it within tx, with the mark that the news are noted up to
// a number; 0: no mark.
func (p *pending) write(s *state.Store, tx *stateTx, upTo uint64) error {
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
		errs = append(errs, s.Marks.PutIn(tx, newsMark, upTo))
	}
	return errors.Join(errs...)
}

// putAgain is putJSON for what is kept already, and may have been dropped
// meanwhile.
func putAgain(t *state.Table[state.Raw], tx *stateTx, key string, v any) error {
	if _, ok, err := t.GetIn(tx, key); err != nil || !ok {
		return err
	}
	return putJSON(t, tx, key, v)
}

func putJSON(t *state.Table[state.Raw], tx *stateTx, key string, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode %s: %w", key, err)
	}
	return t.PutIn(tx, key, raw)
}

// placeOf returns what was told in a place.
func (d *newsDesk) placeOf(key string) (v placeState) {
	raw, ok, err := d.state.Places.Get(key)
	if err == nil && ok {
		err = json.Unmarshal(raw, &v)
	}
	if err != nil {
		d.log.Error("recall", "place", key, "err", err)
	}
	return v
}

// isQuiet reports whether a thread, or its channel, wants no notices. A state
// that cannot be read says so: better too few than too many.
func (d *newsDesk) isQuiet(channel, thread string) bool {
	for _, key := range []string{surface.Place(channel, ""), surface.Place(channel, thread)} {
		if _, ok, err := d.state.Quiet.Get(key); ok || err != nil {
			return true
		}
	}
	return false
}

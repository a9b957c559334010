package state

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"go.etcd.io/bbolt"
)

// ErrHeld is returned if another process has the file open.
var ErrHeld = errors.New("another process holds it; stop the other beilun or set BEILUN_STATE to another file")

// Options are the options of a Store; the zero value is ready for use.
type Options struct {
	Logger *slog.Logger     // nil: silent
	Now    func() time.Time // nil: time.Now
	Wait   time.Duration    // for another process to close the file; 0: 2 s

	unsynced bool // does not wait for the disk: the file does not outlast the process
}

func (o Options) fill() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Wait <= 0 {
		o.Wait = 2 * time.Second
	}
	return o
}

// Store is the open file. It is safe for concurrent use.
type Store struct {
	db     *bbolt.DB
	path   string
	now    func() time.Time
	log    *slog.Logger
	remove string // directory to remove when closed; empty: none

	mu     sync.Mutex
	losses []Loss

	Deliveries *Deliveries
	Topics     *Table[string]   // of each conversation, by its key
	Replies    *Table[Raw]      // answers, for buttons, modals and edits
	Flags      *Table[bool]     // things that are done once: "welcomed U1"
	Threads    *Table[bool]     // threads that the bot is in: "C1 1700000000.000100"
	Settings   *Table[Raw]      // of each user
	Feedback   *Table[Feedback] // by time and user

	Subscriptions *Table[Raw]    // by channel and subject
	Answered      *Table[Raw]    // figures of answers, by channel and timestamp of the answer
	Notes         *Table[Raw]    // news to be posted, by ID
	Places        *Table[Raw]    // what has been posted, by channel or thread
	Quiet         *Table[bool]   // channels and threads without notices
	Marks         *Table[uint64] // positions that readers have reached, by name
}

// Open opens or creates the file at path. The caller closes the store.
//
// It reads all of the file first. A damaged file is replaced by one with what can be
// read of it and kept beside it; Losses says what that has cost. One of the version before
// is converted, and kept as well. The error is ErrHeld, ErrNewer, ErrForeign or
// ErrRestoring, or that of the file system; then the file is as it was.
func Open(path string, opts Options) (*Store, error) {
	opts = opts.fill()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make state directory: %w", err)
	}
	err := Restoring(path)
	if err != nil {
		return nil, fmt.Errorf("open state %s: %w", path, err)
	}
	db, err := open(path, opts)
	if err == nil {
		if err = Restoring(path); err != nil { // it may have begun before this process had the lock
			err = errors.Join(err, db.Close())
		}
	}
	if err != nil {
		return nil, fmt.Errorf("open state %s: %w", path, err)
	}
	s := &Store{db: db, path: path, now: opts.Now, log: opts.Logger}
	s.tables()
	if err := s.readLosses(); err != nil {
		return nil, errors.Join(fmt.Errorf("open state %s: %w", path, err), db.Close())
	}
	return s, nil
}

// Temporary returns a store that is removed when it is closed.
func Temporary(opts Options) (*Store, error) {
	dir, err := os.MkdirTemp("", "beilun-state-")
	if err != nil {
		return nil, fmt.Errorf("make temporary state: %w", err)
	}
	opts.unsynced = true // no process opens it after this one
	s, err := Open(filepath.Join(dir, "state.db"), opts)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	s.remove = dir
	return s, nil
}

// update runs f in a transaction of its own.
func (s *Store) update(f func(tx *bbolt.Tx) error) error {
	return s.db.Update(func(tx *bbolt.Tx) error { return errors.Join(count(tx), f(tx)) })
}

// batch runs f in a transaction that concurrent calls share. f may run twice.
func (s *Store) batch(f func(tx *bbolt.Tx) error) error {
	return s.db.Batch(func(tx *bbolt.Tx) error { return errors.Join(count(tx), f(tx)) })
}

// readLosses reads the losses that the file knows of.
func (s *Store) readLosses() error {
	return s.db.View(func(tx *bbolt.Tx) error {
		b := tx.Bucket(formatKey)
		if b == nil {
			return errNoFormat
		}
		s.losses, _ = parseLosses(b.Get(lossesKey)) // it was checked
		return nil
	})
}

// tables opens the tables of the store, each with its maximum age and size.
func (s *Store) tables() {
	s.Deliveries = newDeliveries(s)
	s.Topics = newTable[string](s, "topics", day, 20_000)
	s.Replies = newTable[Raw](s, "replies", 30*day, 20_000)
	s.Flags = newTable[bool](s, "flags", 5*365*day, 100_000)
	s.Threads = newTable[bool](s, "threads", 30*day, 100_000)
	s.Settings = newTable[Raw](s, "settings", 5*365*day, 100_000)
	s.Feedback = newTable[Feedback](s, "feedback", 2*365*day, 50_000)
	s.newsTables()
}

// MaxSubscriptions bounds the subscriptions of all channels together. The table has
// room for more, so that a subscription never displaces another.
const MaxSubscriptions = 5_000

// newsTables opens the tables about news. A subscription lasts until somebody ends it;
// the maximum age of its table is only formal.
func (s *Store) newsTables() {
	s.Subscriptions = newTable[Raw](s, "subscriptions", 50*365*day, 2*MaxSubscriptions)
	s.Answered = newTable[Raw](s, "answered", 30*day, 20_000)
	s.Notes = newTable[Raw](s, "notes", 30*day, 20_000)
	s.Places = newTable[Raw](s, "places", 40*day, 50_000)
	s.Quiet = newTable[bool](s, "quiet", 5*365*day, 100_000)
	s.Marks = newTable[uint64](s, "marks", 50*365*day, 100)
}

// Sweep removes expired entries from every table.
func (s *Store) Sweep() error {
	return errors.Join(s.Deliveries.sweep(), s.Topics.sweep(), s.Replies.sweep(), s.Flags.sweep(), s.Threads.sweep(), s.Settings.sweep(), s.Feedback.sweep(),
		s.Subscriptions.sweep(), s.Answered.sweep(), s.Notes.sweep(), s.Places.sweep(), s.Quiet.sweep(), s.Marks.sweep())
}

// Losses returns what damage has cost in the last thirty days, oldest first.
func (s *Store) Losses() []Loss {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Loss
	for _, l := range s.losses {
		if s.now().Sub(l.At) < lossLife {
			out = append(out, l)
		}
	}
	return out
}

// entries returns a table within a writable transaction.
func (s *Store) entries(tx *bbolt.Tx, table string) (*entries, error) {
	e, err := openEntries(tx, table)
	if err != nil {
		return nil, err
	}
	e.now = s.now()
	e.lost = func(n int) error {
		return s.lose(tx, TableLoss{Table: table, Kept: int(e.values.Sequence()), Lost: n})
	}
	return e, nil
}

// lose records, within tx, that entries of a table were met that cannot be read.
func (s *Store) lose(tx *bbolt.Tx, t TableLoss) error {
	l := Loss{At: s.now(), Why: "entries that cannot be read", Tables: []TableLoss{t}}
	s.mu.Lock()
	all := append(slices.Clone(s.losses), l)
	s.mu.Unlock()
	b := tx.Bucket(formatKey)
	if b == nil {
		return errNoFormat
	}
	tx.OnCommit(func() {
		s.mu.Lock()
		s.losses = append(s.losses, l)
		s.mu.Unlock()
		s.log.Error("state has entries that cannot be read; they are removed", "table", t.Table, "lost", t.Lost, "kept", t.Kept)
	})
	return putLosses(b, all)
}

// Close closes the file.
func (s *Store) Close() error {
	err := s.db.Close()
	if s.remove != "" {
		err = errors.Join(err, os.RemoveAll(s.remove))
	}
	return err
}

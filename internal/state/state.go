// Package state keeps what must survive a restart, in one bbolt file: which events
// were received and handled, the topics of conversations, replies with buttons,
// feedback, settings, subscriptions and news.
//
// Every table has a maximum age and size, so that the file cannot grow without limit.
// Nothing that is true of the releases is in the file: a damaged one is moved aside and
// replaced by an empty one.
package state

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// ErrHeld is returned if another process has the file open.
var ErrHeld = errors.New("another process holds it; stop the other beilun or set BEILUN_STATE to another file")

// Options are the options of a Store; the zero value is ready for use.
type Options struct {
	Logger *slog.Logger     // nil: silent
	Now    func() time.Time // nil: time.Now
	Wait   time.Duration    // for another process to close the file; 0: 2 s
}

// Store is the open file. It is safe for concurrent use.
type Store struct {
	db     *bbolt.DB
	now    func() time.Time
	log    *slog.Logger
	remove string // directory to remove when closed; empty: none

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

// maxFile bounds the size of a file, in bytes. The bounds of the tables are far below.
const maxFile = 1 << 30

// Open opens or creates the file at path. The caller closes the store.
func Open(path string, opts Options) (*Store, error) {
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Wait <= 0 {
		opts.Wait = 2 * time.Second
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make state directory: %w", err)
	}
	db, err := open(path, opts)
	if err != nil {
		return nil, fmt.Errorf("open state %s: %w", path, err)
	}
	s := &Store{db: db, now: opts.Now, log: opts.Logger}
	s.tables()
	return s, nil
}

// Temporary returns a store that is removed when it is closed.
func Temporary(opts Options) (*Store, error) {
	dir, err := os.MkdirTemp("", "beilun-state-")
	if err != nil {
		return nil, fmt.Errorf("make temporary state: %w", err)
	}
	s, err := Open(filepath.Join(dir, "state.db"), opts)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	s.remove = dir
	return s, nil
}

// open opens the file and reads all of it once. If that fails, it moves the file aside
// and creates a new one.
func open(path string, opts Options) (*bbolt.DB, error) {
	db, err := try(path, opts)
	if err == nil || errors.Is(err, ErrHeld) || errors.Is(err, fs.ErrPermission) {
		return db, err
	}
	aside := path + ".damaged-" + opts.Now().UTC().Format("20060102T150405.000000000")
	if err := os.Rename(path, aside); err != nil {
		return nil, fmt.Errorf("move damaged file aside: %w", err)
	}
	opts.Logger.Error("state was damaged and is made anew; the old file is kept", "file", path, "kept", aside, "err", err)
	return try(path, opts)
}

// try opens the file. On some damaged pages bbolt panics and leaves the file open,
// until the process ends.
func try(path string, opts Options) (db *bbolt.DB, err error) {
	defer func() {
		if r := recover(); r != nil {
			db, err = nil, fmt.Errorf("damaged: %v", r)
		}
	}()
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fs.ErrPermission
	}
	db, err = bbolt.Open(path, 0o600, &bbolt.Options{Timeout: opts.Wait, FreelistType: bbolt.FreelistMapType})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, ErrHeld
	}
	if err != nil {
		return nil, err
	}
	if err := scan(db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	// A write waits briefly for others, to share one flush to the disk with them.
	db.MaxBatchDelay = 2 * time.Millisecond
	return db, nil
}

// scan reads every entry, because bbolt notices a damaged page only when it reads it,
// with a panic or a memory fault.
func scan(db *bbolt.DB) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("damaged: %v", r)
		}
	}()
	tx, err := db.Begin(false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, tx.Rollback()) }()
	if tx.Size() > maxFile {
		return fmt.Errorf("damaged: %d bytes", tx.Size())
	}
	return tx.ForEach(func(_ []byte, b *bbolt.Bucket) error { return walk(b) })
}

func walk(b *bbolt.Bucket) error {
	return b.ForEach(func(k, v []byte) error {
		if v == nil {
			inner := b.Bucket(k)
			if inner == nil {
				return fmt.Errorf("damaged: bucket %q", k)
			}
			return walk(inner)
		}
		return nil
	})
}

// Sweep removes expired entries from every table.
func (s *Store) Sweep() error {
	return errors.Join(s.Deliveries.sweep(), s.Topics.sweep(), s.Replies.sweep(), s.Flags.sweep(), s.Threads.sweep(), s.Settings.sweep(), s.Feedback.sweep(),
		s.Subscriptions.sweep(), s.Answered.sweep(), s.Notes.sweep(), s.Places.sweep(), s.Quiet.sweep(), s.Marks.sweep())
}

// Close closes the file.
func (s *Store) Close() error {
	err := s.db.Close()
	if s.remove != "" {
		err = errors.Join(err, os.RemoveAll(s.remove))
	}
	return err
}

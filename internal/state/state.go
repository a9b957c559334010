// Package state keeps what must survive a restart in one bbolt file: which
// events were taken and answered, what a conversation is about, replies that
// can still be acted on, feedback, settings.
//
// Everything in it has an age and a bound, so that the file cannot grow without
// end. Losing the file loses comfort, not truth: a damaged one is moved aside
// and a fresh one takes its place.
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

// ErrHeld says that another process has the file open.
var ErrHeld = errors.New("another process holds it; stop the other beilun or set BEILUN_STATE to another file")

// Options are the options of a Store; the zero value is ready for use.
type Options struct {
	Logger *slog.Logger     // nil: silent
	Now    func() time.Time // nil: time.Now
	Wait   time.Duration    // for another process to let go of the file; 0: 2 s
}

// Store is the open file. It is safe for concurrent use.
type Store struct {
	db     *bbolt.DB
	now    func() time.Time
	log    *slog.Logger
	remove string // directory to remove when closed; empty: none

	Deliveries *Deliveries
	Topics     *Table[string]   // what each conversation is about, by its key
	Replies    *Table[Raw]      // what was answered, for buttons, modals and edits
	Flags      *Table[bool]     // what is done once: "welcomed U1"
	Threads    *Table[bool]     // threads that the bot is in: "C1 1700000000.000100"
	Settings   *Table[Raw]      // of each user
	Feedback   *Table[Feedback] // by time and user

	Subscriptions *Table[Raw]    // by channel and subject
	Answered      *Table[Raw]    // figures that were answered, by channel and timestamp of the answer
	Notes         *Table[Raw]    // news that are to be posted yet, by their own ID
	Places        *Table[Raw]    // what was told where, by channel or thread
	Quiet         *Table[bool]   // channels and threads that want no notices
	Marks         *Table[uint64] // how far a thing has come, by its name
}

// maxFile bounds what is read of a file that is opened; what is in it is
// bounded far below.
const maxFile = 1 << 30

// Open opens the file at path, or makes it. The caller closes the store.
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

// Temporary makes a store that is gone when it is closed.
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

// open opens the file and reads all of it once; a file that cannot be read is
// moved aside.
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

// try opens the file. bbolt panics where a damaged page is not what it takes it
// for, and leaves the file open; it is closed when the process ends.
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
	// A note waits for others to share one write to the disk, but not long.
	db.MaxBatchDelay = 2 * time.Millisecond
	return db, nil
}

// scan reads every entry, for bbolt notices a damaged page only when it comes
// across it, and then by a panic or a fault of memory.
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

// Sweep removes what has expired from every table.
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

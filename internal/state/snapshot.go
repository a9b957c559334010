package state

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// Snapshot writes what the store has at one moment to a new file, which Open opens. It
// also works while the store is written to. The file must not exist.
func (s *Store) Snapshot(path string) error {
	err := s.mendAll()
	if err == nil {
		err = s.db.View(func(tx *bbolt.Tx) error {
			return writeFile(path, func(table string, yield func(string, entry) error) error { return records(tx, table, yield) }, s.Losses(), false)
		})
	}
	if err != nil {
		return fmt.Errorf("write snapshot of state: %w", err)
	}
	return nil
}

// records yields the entries of a table within a transaction.
func records(tx *bbolt.Tx, table string, yield func(string, entry) error) error {
	e := viewEntries(tx, table)
	if e == nil {
		return nil
	}
	return e.values.ForEach(func(k, v []byte) error {
		_, at, raw, ok := parse(table, k, v)
		if !ok {
			return fmt.Errorf("entry %q cannot be read", k)
		}
		return yield(string(k), entry{at, raw})
	})
}

// mendAll removes entries that cannot be read from all tables.
func (s *Store) mendAll() error {
	for _, name := range tableNames() {
		err := s.db.View(func(tx *bbolt.Tx) error {
			return records(tx, name, func(string, entry) error { return nil })
		})
		if err == nil {
			continue
		}
		err = s.update(func(tx *bbolt.Tx) error {
			e, err := s.entries(tx, name)
			if err != nil {
				return err
			}
			return e.mend()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Counts returns the number of entries of each table, by name.
func (s *Store) Counts() (map[string]int, error) {
	out := map[string]int{}
	err := s.db.View(func(tx *bbolt.Tx) error {
		for _, name := range tableNames() {
			if e := viewEntries(tx, name); e != nil {
				out[name] = int(e.values.Sequence())
			}
		}
		return nil
	})
	return out, err
}

// The file is locked while a process has it open, so another process that wants a
// snapshot asks for one: it makes a file FILE.ask-ID, of any content, and the process that
// has the state open, which looks for such files, answers with FILE.snapshot-ID or with a
// sentence in FILE.refused-ID. The one that asked removes the answer.
const (
	askInfix      = ".ask-"
	snapshotInfix = ".snapshot-"
	refusedInfix  = ".refused-"
)

// Times of asking.
const (
	lookEvery  = 250 * time.Millisecond
	askLife    = time.Minute      // older questions are of processes that are gone
	answerLife = 10 * time.Minute // older answers were not taken
)

// maxAnswers bounds the snapshots that wait to be taken.
const maxAnswers = 4

// askID is the form of an ID, as rand.Text makes it.
var askID = regexp.MustCompile(`^[A-Z2-7]{20,40}$`)

// isAnswer matches what follows the name of the state in that of an answer, and of one
// that is being written.
var isAnswer = regexp.MustCompile(`^\.(snapshot|refused)-[A-Z2-7]{20,40}(\.part)?$`)

// ErrLeft is returned if the process that had the state open has closed it meanwhile.
var ErrLeft = errors.New("the state is not open any more; copy it")

// ErrNoAnswer is returned if the process that holds the state gives no snapshot.
var ErrNoAnswer = errors.New("the beilun that serves gives no copy of its state; if it is of an older version, stop it first")

// AskSnapshot returns the path of a snapshot that the process that has the state at path
// open has made. The caller removes it. The error is ErrLeft if no process has it open any
// more, ErrNoAnswer, or what the process gives as a reason.
func AskSnapshot(ctx context.Context, path string) (snapshot string, err error) {
	id := rand.Text()
	ask, answer, refused := path+askInfix+id, path+snapshotInfix+id, path+refusedInfix+id
	f, err := os.OpenFile(ask, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", fmt.Errorf("ask for a copy of the state: %w", err)
	}
	defer func() { err = errors.Join(err, removeFile(ask)) }()
	if err := f.Close(); err != nil {
		return "", err
	}
	tick := time.NewTicker(lookEvery / 5)
	defer tick.Stop()
	for {
		if _, err := os.Lstat(answer); err == nil {
			return answer, nil
		}
		if why, err := os.ReadFile(refused); err == nil {
			return "", errors.Join(fmt.Errorf("copy the state: %s", why), os.Remove(refused))
		}
		if held, err := IsHeld(path); err == nil && !held {
			if _, err := os.Lstat(answer); err == nil { // it answered last
				return answer, nil
			}
			return "", ErrLeft
		}
		select {
		case <-ctx.Done():
			return "", ErrNoAnswer
		case <-tick.C:
		}
	}
}

// AnswerSnapshots answers those who ask for snapshots, until ctx ends. before is called
// ahead of each snapshot. It removes answers that nobody takes.
func (s *Store) AnswerSnapshots(ctx context.Context, before func(ctx context.Context)) error {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		if err := s.answer(ctx, before); err != nil {
			s.log.Warn("copies of the state", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// answer looks once for those who ask.
func (s *Store) answer(ctx context.Context, before func(ctx context.Context)) error {
	entries, err := os.ReadDir(filepath.Dir(s.path))
	if err != nil {
		return err
	}
	var asks []string
	answers := 0
	for _, e := range entries {
		rest, ok := strings.CutPrefix(e.Name(), filepath.Base(s.path))
		if !ok {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue // it is gone
		}
		age := time.Since(info.ModTime()).Abs() // a clock may have been put back
		switch {
		case strings.HasPrefix(rest, askInfix) && askID.MatchString(rest[len(askInfix):]):
			err = removeFile(filepath.Join(filepath.Dir(s.path), e.Name()))
			if age < askLife && err == nil {
				asks = append(asks, rest[len(askInfix):])
			}
		case isAnswer.MatchString(rest) && info.Mode().IsRegular():
			switch {
			case age > answerLife:
				err = removeFile(filepath.Join(filepath.Dir(s.path), e.Name()))
			case age < askLife: // who asked for an older one was killed, or reads it
				answers++
			}
		}
		if err != nil {
			return err
		}
	}
	var refusals []error
	for _, id := range asks {
		if answers++; answers > maxAnswers {
			refusals = append(refusals, s.refuse(id, "too many backups are made at once; try again in a minute"))
			continue
		}
		before(ctx)
		s.give(id)
	}
	return errors.Join(refusals...)
}

// give answers one who asks.
func (s *Store) give(id string) {
	temp, answer := s.path+snapshotInfix+id+".part", s.path+snapshotInfix+id
	start := time.Now()
	err := s.Snapshot(temp)
	if err == nil {
		err = place(temp, answer)
	}
	if err == nil {
		s.log.Info("a copy of the state is made for a backup", "took", time.Since(start).Round(time.Millisecond))
		return
	}
	s.log.Error("copy the state", "err", err)
	if err := errors.Join(removeFile(temp), s.refuse(id, err.Error())); err != nil {
		s.log.Error("copy the state", "err", err)
	}
}

// refuse answers one who asks with a sentence.
func (s *Store) refuse(id, why string) error {
	temp := s.path + refusedInfix + id + ".part"
	f, err := os.OpenFile(temp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // not through a link
	if err != nil {
		return err
	}
	_, err = f.WriteString(why)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(temp, s.path+refusedInfix+id)
}

// IsHeld reports whether another process has the state at path open.
func IsHeld(path string) (bool, error) {
	f, err := lock(path, 0)
	switch {
	case errors.Is(err, ErrHeld):
		return true, nil
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	}
	return false, f.Close()
}

// Check reads the state at path without changing it. It returns the losses that it knows
// of and, as an error, damage that Open would mend, ErrHeld, ErrRestoring, or what keeps Open from
// opening it.
func Check(path string) ([]Loss, error) {
	if err := Restoring(path); err != nil {
		return nil, err
	}
	f, err := lock(path, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close() // nothing was written
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	found, err := examine(f, info.Size())
	if err != nil {
		return nil, err
	}
	if found.damage != nil {
		return nil, fmt.Errorf("damaged: %s", firstLine(found.damage))
	}
	return found.best.losses, nil
}

// Doubt makes every waiting delivery a pending one, because the state was restored: since
// it was saved, another process may have posted something for it.
func (d *Deliveries) Doubt() error {
	left, err := d.Unsettled()
	for _, v := range left {
		if err == nil {
			err = d.Begin(v.ID)
		}
	}
	return err
}

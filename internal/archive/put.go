package archive

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Target is where a place is put back.
type Target struct {
	Place
	To string // folder or file
}

// IsFree reports whether there is nothing at a target: no file, or no folder with
// anything in it.
func (t Target) IsFree() (bool, error) {
	if t.Kind == Single {
		_, err := os.Lstat(t.To)
		return errors.Is(err, fs.ErrNotExist), ignoreMissing(err)
	}
	names, err := present(t.To)
	return len(names) == 0, err
}

// present returns the names in a folder, without those of a restore.
func present(dir string) (names []string, err error) {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if !isOurs(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names, ignoreMissing(err)
}

// Staged is what was unpacked beside its targets.
type Staged struct {
	targets []Target
	dirs    []string // of each target, on its file system
}

// Stage unpacks an archive beside the targets, or within those that are folders, under
// hidden names, and makes folders that are missing. The caller calls Put or Discard.
func (a *Archive) Stage(ctx context.Context, targets []Target) (s *Staged, err error) {
	s = &Staged{}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Discard())
		}
	}()
	into := map[Place]string{}
	for _, t := range targets {
		parent := t.To
		if t.Kind == Single {
			parent = filepath.Dir(t.To)
		}
		if err := os.MkdirAll(parent, t.folderMode()); err != nil {
			return s, err
		}
		dir := filepath.Join(parent, stagingPrefix+rand.Text())
		if err := os.Mkdir(dir, 0o700); err != nil {
			return s, err
		}
		s.targets, s.dirs = append(s.targets, t), append(s.dirs, dir)
		into[t.Place] = dir
	}
	return s, a.Extract(ctx, into)
}

// Path returns where the single file of a setting was unpacked, empty if there is none.
func (s *Staged) Path(setting string) string {
	for i, t := range s.targets {
		if t.Setting == setting && t.Kind == Single {
			return filepath.Join(s.dirs[i], t.within(t.Name))
		}
	}
	return ""
}

// Put moves what was unpacked to the targets, the last one first, and returns where what
// was there is now. With replace false, it is an error if there is anything.
func (s *Staged) Put(replace bool, now time.Time) (aside []string, err error) {
	defer func() { err = errors.Join(err, s.Discard()) }()
	at := now.UTC().Format("20060102T150405")
	for i := len(s.targets) - 1; i >= 0; i-- {
		t := s.targets[i]
		free, err := t.IsFree()
		if err != nil {
			return aside, err
		}
		if !free && !replace {
			return aside, fmt.Errorf("%s: %w", t.To, ErrExists)
		}
		old, err := s.put(i, free, at)
		if old != "" {
			aside = append(aside, old)
		}
		if err != nil {
			return aside, fmt.Errorf("%s: %w", t.To, err)
		}
	}
	return aside, nil
}

// put moves one target, and what was there aside.
func (s *Staged) put(i int, free bool, at string) (aside string, err error) {
	t := s.targets[i]
	if t.Kind == Single {
		if !free {
			aside = t.To + replacedPrefix + at
			if err := os.Rename(t.To, aside); err != nil {
				return "", err
			}
		}
		return aside, errors.Join(placeNew(filepath.Join(s.dirs[i], t.within(t.Name)), t.To), syncFolder(filepath.Dir(t.To)))
	}
	if !free {
		aside = filepath.Join(t.To, replacedPrefix+at)
		if err := moveAll(t.To, aside); err != nil {
			return aside, err
		}
	}
	return aside, errors.Join(moveAll(s.dirs[i], t.To), syncFolder(t.To))
}

// moveAll moves all that is in a folder into another, which it makes.
func moveAll(from, to string) error {
	names, err := present(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for _, name := range names {
		if err := os.Rename(filepath.Join(from, name), filepath.Join(to, name)); err != nil {
			return err
		}
	}
	return nil
}

// Discard removes what was unpacked and not put.
func (s *Staged) Discard() error {
	var errs []error
	for _, dir := range s.dirs {
		errs = append(errs, os.RemoveAll(dir))
	}
	return errors.Join(errs...)
}

package state

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// Names of files beside the state, behind its own.
const (
	newSuffix     = ".new"      // a file that is being written
	oldSuffix     = ".v1"       // the file of version 1 that was converted
	damagedSuffix = ".damaged-" // a damaged file that was replaced, and the time
)

// open makes the file good and opens it.
func open(path string, opts Options) (*bbolt.DB, error) {
	if err := prepare(path, opts); err != nil {
		return nil, err
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: opts.Wait, NoSync: opts.unsynced, FreelistType: bbolt.FreelistMapType})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, ErrHeld
	}
	if err != nil {
		return nil, err
	}
	// A write waits briefly for others, to share one flush to the disk with them.
	db.MaxBatchDelay = 2 * time.Millisecond
	return db, nil
}

// prepare makes a file that is missing, replaces one that is damaged and converts one of
// version 1. When it returns without an error, there is a file that was read wholly.
func prepare(path string, opts Options) error {
	f, err := lock(path, opts.Wait)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Lstat(path); err == nil {
			return errors.New("it is a link to a file that does not exist; is a disk missing?")
		}
		return create(path, opts)
	}
	if err != nil {
		return err
	}
	defer f.Close() // nothing was written through it
	info, err := f.Stat()
	if err != nil {
		return err
	}
	found, err := examine(f, info.Size())
	switch {
	case err != nil:
		return err
	case found.damage == nil && !found.isOld:
		return nil
	}
	return replace(path, f, found, opts)
}

// lock opens the file and takes its lock, so that no other process has it open.
func lock(path string, wait time.Duration) (*os.File, error) {
	const every = 50 * time.Millisecond
	for end := time.Now().Add(wait); ; time.Sleep(every) {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.Mode().IsRegular() {
			return nil, errors.New("it is no file; set BEILUN_STATE to the name of a file")
		}
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return nil, err
		}
		ok, err := lockFile(f)
		if ok && isAt(f, path) {
			return f, nil
		}
		if err := errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
		if time.Now().After(end) {
			return nil, ErrHeld
		}
	}
}

// isAt reports whether f is still the file at path, and not one that was replaced.
func isAt(f *os.File, path string) bool {
	a, err := f.Stat()
	if err != nil {
		return false
	}
	b, err := os.Stat(path)
	return err == nil && os.SameFile(a, b)
}

// create makes the file, or completes a replacement that a process did not.
func create(path string, opts Options) error {
	temp := path + newSuffix
	if isComplete(temp) {
		opts.Logger.Warn("state was being replaced when the process ended; that is completed", "file", path)
		return place(temp, path)
	}
	if err := removeFile(temp); err != nil {
		return err
	}
	none := func(string, func(string, entry) error) error { return nil }
	if err := writeFile(temp, none, nil, opts.unsynced); err != nil {
		return err
	}
	opts.Logger.Info("there was no state; an empty one is made", "file", path)
	err := os.Link(temp, path) // unlike a rename, it never replaces what another process has made
	if errors.Is(err, fs.ErrExist) {
		return errors.Join(ErrHeld, os.Remove(temp))
	}
	if err != nil { // the file system has no links
		return place(temp, path)
	}
	return errors.Join(os.Remove(temp), syncFolder(filepath.Dir(path)))
}

// isComplete reports whether path is a file as writeFile writes it.
func isComplete(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return false
	}
	found, err := examine(f, info.Size())
	return err == nil && found.damage == nil && !found.isOld
}

// replace writes a new file with what is kept of the one at path, which is open as f, and
// puts it in its place. The old file is kept under another name.
func replace(path string, f *os.File, found *finding, opts Options) error {
	now := opts.Now()
	aside := path + damagedSuffix + now.UTC().Format("20060102T150405.000000000")
	if found.damage == nil {
		aside = freeName(path+oldSuffix, now)
	}
	s := found.salvage(now)
	losses := s.losses
	if found.damage != nil {
		s.loss.Kept = filepath.Base(aside)
		losses = append(losses, s.loss)
	}
	temp := path + newSuffix
	if err := removeFile(temp); err != nil {
		return err
	}
	if err := writeFile(temp, s.source, losses, opts.unsynced); err != nil {
		return fmt.Errorf("write the new file: %w", err)
	}
	if err := f.Close(); err != nil { // some systems do not rename an open file
		return err
	}
	if err := os.Rename(path, aside); err != nil {
		return errors.Join(fmt.Errorf("keep the old file: %w", err), os.Remove(temp))
	}
	if err := place(temp, path); err != nil {
		return err
	}
	if found.damage == nil {
		opts.Logger.Info("state of the version before is converted; the old file is kept", "file", path, "kept", aside)
		return nil
	}
	opts.Logger.Error("state was damaged; what can be read is kept", "file", path, "kept", aside, "loss", s.loss.String())
	return nil
}

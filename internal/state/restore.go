package state

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
)

// restoreSuffix is behind the name of the state in that of a file that is there, and
// locked, while a backup is restored. The file has a text from when something is moved
// until all is at its place; what a process leaves that was killed in between keeps the
// state from being opened.
const restoreSuffix = ".restoring"

// ErrRestoring is returned for a state while a backup is restored, or after a restore that
// did not end.
var ErrRestoring = errors.New("a backup is being restored, or was not restored to the end")

// Restore is the right to replace a state and what belongs to it. While it lasts, no
// process opens the state.
type Restore struct {
	note *os.File
	half bool // an earlier restore did not end
}

// BeginRestore begins to restore the state at path, which need not exist. The error is
// ErrHeld if a process has it open, or ErrRestoring if another one restores it. The caller
// calls End.
func BeginRestore(path string) (r *Restore, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make state directory: %w", err)
	}
	name := path + restoreSuffix
	if err := checkRegular(name); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("begin to restore: %w", err)
	}
	ok, err := lockFile(f)
	if err != nil || !ok || !isAt(f, name) {
		if err == nil {
			err = ErrRestoring
		}
		return nil, errors.Join(err, f.Close())
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	r = &Restore{note: f, half: info.Size() > 0}
	held, err := IsHeld(path) // who opens it after this looks for the note
	if held {
		err = ErrHeld
	}
	if err != nil {
		return nil, errors.Join(err, r.End(false))
	}
	return r, nil
}

// Move notes that from now on things are moved: until End, nothing is at its place.
func (r *Restore) Move() error {
	_, err := r.note.WriteAt([]byte("beilun restore is under way, or was not completed. Run it again with -replace.\n"), 0)
	if err := errors.Join(err, r.note.Sync(), syncFolder(filepath.Dir(r.note.Name()))); err != nil {
		return fmt.Errorf("note that a backup is restored: %w", err)
	}
	return nil
}

// End ends the restore. done says that all is at its place, restored; else it is as it was
// when the restore began.
func (r *Restore) End(done bool) error {
	if r.half && !done {
		return r.note.Close()
	}
	if runtime.GOOS == "windows" { // which does not remove an open file
		return errors.Join(r.note.Close(), removeFile(r.note.Name()))
	}
	return errors.Join(removeFile(r.note.Name()), r.note.Close())
}

// Leave ends the restore where some things are at their places and some are not.
func (r *Restore) Leave() error { return r.note.Close() }

// Restoring returns ErrRestoring if a restore of the state at path is under way, or did
// not end. It ignores one that was killed before it moved anything.
func Restoring(path string) error {
	name := path + restoreSuffix
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() || info.Size() > 0 {
		return ErrRestoring
	}
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	ok, err := lockFile(f)
	if err == nil && !ok {
		err = ErrRestoring
	}
	return errors.Join(err, f.Close())
}

// checkRegular returns an error if there is something at path that is no regular file.
func checkRegular(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is no regular file", path)
	}
	return err
}

// beside matches what follows the name of a state in the names of the files that belong to
// it. What a restore moves aside is one of them.
var beside = regexp.MustCompile(`^(\.new|\.v1(-\d{8}T.*)?|\.damaged-\d{8}T.*|\.(ask|snapshot|refused)-[A-Z2-7]{20,40}(\.part)?|\.restoring|\.replaced-\d{8}T.*)$`)

// Files returns the paths of the state at path, whether it exists or not, and of the files
// beside it that belong to it.
func Files(path string) ([]string, error) {
	all := []string{path}
	dir, base := filepath.Split(path)
	entries, err := os.ReadDir(filepath.Clean(dir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list the files of the state: %w", err)
	}
	for _, e := range entries {
		name := e.Name()
		if e.Type().IsRegular() && len(name) > len(base) && name[:len(base)] == base && beside.MatchString(name[len(base):]) {
			all = append(all, dir+name)
		}
	}
	return append(all, path+restoreSuffix), nil
}

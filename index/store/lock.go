package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// ErrLocked says that another process has the index open.
var ErrLocked = errors.New("another process is using the index")

// Lock takes the lock of an index directory: a file that bbolt locks on
// every system it runs on. A lock file that bbolt cannot read holds nothing
// and is made anew.
func Lock(dir string) (*bbolt.DB, error) {
	name := filepath.Join(dir, "lock")
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		if err := makeWay(name); err != nil {
			return nil, err
		}
	}
	db, err := openLock(name)
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, ErrLocked
	case err != nil && !errors.Is(err, fs.ErrPermission) && !errors.Is(spaceError(err), ErrNoSpace):
		if rmErr := os.Remove(name); rmErr != nil {
			return nil, errors.Join(err, rmErr)
		}
		db, err = openLock(name)
	}
	return db, spaceError(err)
}

// openLock opens a lock file; bbolt panics on some damaged files.
func openLock(name string) (db *bbolt.DB, err error) {
	err = Guarded(func() error {
		db, err = bbolt.Open(name, 0o644, &bbolt.Options{Timeout: 100 * time.Millisecond, NoSync: true})
		return err
	})
	return db, err
}

package store

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"syscall"
)

// ErrNoSpace says that the disk is full or the user's share of it used up. The
// index answers from what it had, and the next Sync tries again.
var ErrNoSpace = errors.New("the disk is full")

// ErrHung says that bleve did not return from writing in time: its goroutines have
// ended or the disk does not respond.
var ErrHung = errors.New("writing the index takes too long")

// spaceError marks err as ErrNoSpace when a full disk is the cause. Bleve does
// not wrap the errors of the system, so their text has to do.
func spaceError(err error) error {
	if err == nil || errors.Is(err, ErrNoSpace) {
		return err
	}
	full := errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
	for _, words := range []string{"no space left on device", "disk quota exceeded", "not enough space on the disk"} {
		full = full || strings.Contains(err.Error(), words)
	}
	if full {
		return fmt.Errorf("%w: %w", ErrNoSpace, err)
	}
	return err
}

// Guarded runs f, which reads files, and returns a panic of it as an error. So it does
// the fault of reading a mapped file that has been truncated or a disk that has failed,
// which would end the process otherwise.
func Guarded(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return f()
}

//go:build !windows

package state

import (
	"errors"
	"os"
	"syscall"
)

// lockFile takes the lock that bbolt takes on an open file, without waiting. It reports
// whether nobody else has it. The lock ends when the file is closed.
func lockFile(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

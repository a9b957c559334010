//go:build unix

package wire

import (
	"syscall"
	"time"
)

// cpu returns the CPU time of this process since its start.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

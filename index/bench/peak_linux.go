package bench

import (
	"os"
	"syscall"
)

// peakOf returns the most memory in RAM, in bytes, that a process that has
// ended had.
func peakOf(s *os.ProcessState) int64 {
	if u, ok := s.SysUsage().(*syscall.Rusage); ok {
		return u.Maxrss << 10
	}
	return 0
}

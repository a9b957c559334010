package bench

import (
	"os"
	"syscall"
)

// peakOf returns the largest resident size of a process that has ended, in bytes.
func peakOf(s *os.ProcessState) int64 {
	if u, ok := s.SysUsage().(*syscall.Rusage); ok {
		return int64(u.Maxrss) << 10 // an int32 on 32-bit systems
	}
	return 0
}

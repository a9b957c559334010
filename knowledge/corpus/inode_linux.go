package corpus

import (
	"io/fs"
	"syscall"
)

// inodeOf returns the time of the last change of a file's inode, in nanoseconds since
// 1970, and the inode's number.
func inodeOf(info fs.FileInfo) (changed int64, inode uint64) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0
	}
	return s.Ctim.Nano(), s.Ino
}

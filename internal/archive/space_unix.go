//go:build linux || darwin

package archive

import "syscall"

// space returns how many bytes there is room for in a folder. ok is false if the system
// does not say.
func space(dir string) (n uint64, ok bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil || s.Blocks == 0 {
		return 0, false
	}
	return uint64(s.Bavail) * uint64(s.Bsize), true
}

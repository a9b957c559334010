package state

import (
	"syscall"
	"testing"

	"beilun/internal/needs"
)

// fullDisk mounts a file system of two megabytes.
func fullDisk(t *testing.T) string {
	t.Helper()
	needs.Mount(t)
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

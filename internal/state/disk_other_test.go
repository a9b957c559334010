//go:build !linux

package state

import (
	"testing"

	"beilun/internal/needs"
)

// fullDisk skips the test: only Linux can mount a small disk.
func fullDisk(t *testing.T) string {
	t.Helper()
	needs.Mount(t)
	return ""
}

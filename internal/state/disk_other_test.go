//go:build !linux

package state

import "testing"

func fullDisk(t *testing.T) string {
	t.Skip("needs a disk that can be filled")
	return ""
}

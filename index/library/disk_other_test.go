//go:build !linux

package library

import "testing"

func fullDisk(t *testing.T) string {
	t.Skip("needs a disk that can be filled")
	return ""
}

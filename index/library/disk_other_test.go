//go:build !linux

package library

import (
	"testing"

	"beilun/internal/needs"
)

func fullDisk(t *testing.T) string {
	needs.Mount(t)
	return ""
}

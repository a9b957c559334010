//go:build !linux

package bench

import "os"

// peakOf returns 0: other systems report it in different units or not at all.
func peakOf(*os.ProcessState) int64 { return 0 }

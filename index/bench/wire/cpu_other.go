//go:build !unix

package wire

import "time"

// cpu returns 0, which is unknown.
func cpu() time.Duration { return 0 }

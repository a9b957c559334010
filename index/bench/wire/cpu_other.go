//go:build !unix

package wire

import "time"

// cpu is not known.
func cpu() time.Duration { return 0 }

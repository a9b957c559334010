//go:build race

package read

// slow says that the race detector is at work, in the PDF worker too.
const slow = true

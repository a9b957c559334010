//go:build race

package read

// slow says that the race detector is on, in the PDF worker too.
const slow = true

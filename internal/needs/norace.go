//go:build !race

package needs

const race = false // the race detector watches

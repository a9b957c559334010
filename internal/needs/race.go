//go:build race

package needs

const race = true // the race detector watches

//go:build !windows

package bench

const exeSuffix = ""

//go:build !race

package read

const slow = false

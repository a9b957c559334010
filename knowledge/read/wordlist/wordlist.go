package wordlist

import (
	"strings"

	"beilun/internal/zhtext"
)

// Words returns the words of a kind in list, in its order. A line of a list is a
// kind and words of it.
func Words(list, kind string) []string {
	var out []string
	for l := range strings.Lines(list) {
		if f := strings.Fields(l); len(f) > 1 && f[0] == kind {
			out = append(out, f[1:]...)
		}
	}
	return out
}

// Set returns the words of a kind in list, folded.
func Set(list, kind string) map[string]bool {
	out := map[string]bool{}
	for _, w := range Words(list, kind) {
		out[zhtext.FoldString(w)] = true
	}
	return out
}

package message

import (
	"fmt"

	"beilun/index"
)

// maxListed is how many releases a list names.
const maxListed = 20

// Releases returns a message that lists releases, each with its link.
func Releases(rs []index.Release, english bool) Message {
	w := WordsOf(english).UI
	if len(rs) == 0 {
		return Say(w.NoReleases)
	}
	return w.list(fmt.Sprintf(w.Releases, len(rs)), releaseSources(rs, maxListed, english), len(rs)-maxListed)
}

func releaseSources(rs []index.Release, n int, english bool) []Source {
	words := WordsOf(english).Answer
	var out []Source
	for i, r := range rs {
		if i == n {
			break
		}
		out = append(out, words.NewSource(r))
	}
	return out
}

package district

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"beilun/internal/wordlist"
)

//go:embed words.txt
var wordList string

// words are the words of words.txt.
type words struct {
	wordlist.Classes
	own    map[string][]string // what its people call a place, by the end of its name
	ends   wordlist.List       // the keys of own
	joints string
}

var loadWords = sync.OnceValue(func() *words {
	w := &words{own: map[string][]string{}}
	w.Classes = wordlist.MustParse("knowledge/district/words.txt", wordList, wordlist.Form{"own": func(words []string) error {
		if w.ends.Has(words[0]) {
			return fmt.Errorf("own has %s twice", words[0])
		}
		w.own[words[0]] = words[1:]
		w.ends.Add(words[0])
		return nil
	}})
	w.joints = w.Chars("joint")
	return w
})

// end returns the longest of ends that name has, or "".
func (w *words) end(name string) string { return w.ends.Ended(name) }

// Bounds of the name of a place, in characters.
const (
	minName = 2
	maxName = 12
)

// isPlace reports whether name can be the name of a district or a city: it ends as
// those do, is more than that end, and does not end as the names of parts do.
func (w *words) isPlace(name string) bool {
	end := w.end(name)
	rs := []rune(name)
	if end == "" || name == end || len(rs) < minName || len(rs) > maxName || hasSuffix(name, w.Words("part")) || slices.Contains(w.Words("weak"), name) {
		return false
	}
	return len(rs) < 4 || !strings.ContainsAny(string(rs[2:]), w.joints) // 和平区 is one, 甲乙和丙丁区 are two
}

func hasSuffix(s string, ends []string) bool {
	return slices.ContainsFunc(ends, func(e string) bool { return strings.HasSuffix(s, e) })
}

func hasPrefix(s string, starts []string) bool {
	return slices.ContainsFunc(starts, func(e string) bool { return strings.HasPrefix(s, e) })
}

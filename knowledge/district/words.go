package district

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed words.txt
var wordList string

// words are the words of words.txt.
type words struct {
	own    map[string][]string // what its people call a place, by the end of its name
	ends   []string            // the keys of own, longest first
	lists  map[string][]string // the other classes
	joints string
}

var loadWords = sync.OnceValue(func() *words {
	w := &words{own: map[string][]string{}, lists: map[string][]string{}}
	for line := range strings.Lines(wordList) {
		f := strings.Fields(line)
		switch {
		case len(f) == 0 || f[0] == "#":
		case f[0] == "own":
			w.own[f[1]] = f[2:]
			w.ends = append(w.ends, f[1])
		case f[0] == "joint":
			w.joints = strings.Join(f[1:], "")
		default:
			w.lists[f[0]] = append(w.lists[f[0]], f[1:]...)
		}
	}
	slices.SortStableFunc(w.ends, func(a, b string) int { return len(b) - len(a) })
	return w
})

// end returns the longest of ends that name has, or "".
func (w *words) end(name string) string {
	for _, e := range w.ends {
		if strings.HasSuffix(name, e) {
			return e
		}
	}
	return ""
}

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
	if end == "" || name == end || len(rs) < minName || len(rs) > maxName || hasSuffix(name, w.lists["part"]) || slices.Contains(w.lists["weak"], name) {
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

// Package figure finds the figures in Chinese text: numbers with their unit,
// qualifier and kind, and dates and periods. What stands in units.txt and
// qualifiers.txt is what it knows; a number without a unit of that list is no
// figure, and neither is one inside a name.
package figure

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/knowledge"
)

//go:embed units.txt
var unitList string

//go:embed qualifiers.txt
var qualifierList string

type unit struct {
	kind knowledge.Kind
	name string // normalised
	weak bool   // a measure word only behind a clear number
}

type tables struct {
	units                 map[string]unit
	longest               int // bytes of the longest unit
	before, after, status []string
}

var loadTables = sync.OnceValue(func() *tables {
	t := &tables{units: map[string]unit{}}
	for line := range strings.Lines(unitList) {
		f := strings.Fields(line)
		if len(f) < 2 || strings.HasPrefix(line, "#") {
			continue
		}
		kind := knowledge.Kind(strings.ReplaceAll(f[0], "-", " "))
		name := strings.TrimSuffix(f[1], "?")
		for _, w := range f[1:] {
			word, weak := strings.CutSuffix(w, "?")
			t.units[word] = unit{kind, name, weak}
			t.longest = max(t.longest, len(word))
		}
	}
	for line := range strings.Lines(qualifierList) {
		f := strings.Fields(line)
		if len(f) < 2 {
			continue
		}
		switch f[0] {
		case "before":
			t.before = f[1:]
		case "after":
			t.after = f[1:]
		case "status":
			t.status = f[1:]
		}
	}
	return t
})

// unitAt returns the longest unit at the start of s and its length.
func (t *tables) unitAt(s string) (unit, int) {
	for n := min(t.longest, len(s)); n > 0; n-- {
		if n < len(s) && !utf8.RuneStart(s[n]) {
			continue
		}
		if u, ok := t.units[s[:n]]; ok {
			return u, n
		}
	}
	return unit{}, 0
}

// prefixOf returns the longest of words that s begins with.
func prefixOf(s string, words []string) string {
	best := ""
	for _, w := range words {
		if len(w) > len(best) && strings.HasPrefix(s, w) {
			best = w
		}
	}
	return best
}

// suffixOf returns the longest of words that s ends with.
func suffixOf(s string, words []string) string {
	best := ""
	for _, w := range words {
		if len(w) > len(best) && strings.HasSuffix(s, w) {
			best = w
		}
	}
	return best
}

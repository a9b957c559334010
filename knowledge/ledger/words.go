package ledger

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed things.txt
var thingFile string

// thingWords are the lists of things.txt.
type thingWords struct {
	of      map[string][]string // by class, the longest word of a class first
	tells   map[string]bool     // words that tell parts of a thing apart: 东区
	longest int                 // characters of the longest of tells
}

var loadThings = sync.OnceValue(func() *thingWords {
	w := &thingWords{of: map[string][]string{}, tells: map[string]bool{}}
	eachLine(thingFile, func(class string, words []string) {
		if class != "tells" {
			w.of[class] = append(w.of[class], words...)
			return
		}
		i := slices.Index(words, "|")
		for _, a := range words[:i] {
			for _, b := range words[i+1:] {
				w.tells[a+b] = true
				w.longest = max(w.longest, utf8.RuneCountInString(a+b))
			}
		}
	})
	for _, words := range w.of {
		slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	}
	return w
})

// eachLine calls f with the class and the words of each line of a list.
func eachLine(list string, f func(class string, words []string)) {
	for line := range strings.Lines(list) {
		if fields := strings.Fields(line); len(fields) > 0 && !strings.HasPrefix(line, "#") {
			f(fields[0], fields[1:])
		}
	}
}

// begins returns the longest word of a class that s begins with, "" for none.
func (w *thingWords) begins(class, s string) string {
	for _, word := range w.of[class] {
		if strings.HasPrefix(s, word) {
			return word
		}
	}
	return ""
}

// ends returns the longest word of a class that s ends with, "" for none.
func (w *thingWords) ends(class, s string) string {
	for _, word := range w.of[class] {
		if strings.HasSuffix(s, word) {
			return word
		}
	}
	return ""
}

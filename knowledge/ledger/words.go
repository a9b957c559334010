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
	sides   map[string]bool     // words that distinguish parts of a thing: 东区
	longest int                 // characters of the longest of sides
}

var loadThings = sync.OnceValue(func() *thingWords {
	w := &thingWords{of: map[string][]string{}, sides: map[string]bool{}}
	eachLine(thingFile, func(class string, words []string) {
		if class != "side" {
			w.of[class] = append(w.of[class], words...)
			return
		}
		i := slices.Index(words, "|")
		for _, a := range words[:i] {
			for _, b := range words[i+1:] {
				w.sides[a+b] = true
				w.longest = max(w.longest, utf8.RuneCountInString(a+b))
			}
		}
	})
	for _, words := range w.of {
		slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	}
	return w
})

// eachLine calls f with the class and the words of each line of a data file.
func eachLine(list string, f func(class string, words []string)) {
	for line := range strings.Lines(list) {
		if fields := strings.Fields(line); len(fields) > 0 && !strings.HasPrefix(line, "#") {
			f(fields[0], fields[1:])
		}
	}
}

// begins returns the longest word of a class that s begins with, or "".
func (w *thingWords) begins(class, s string) string {
	for _, word := range w.of[class] {
		if strings.HasPrefix(s, word) {
			return word
		}
	}
	return ""
}

// ends returns the longest word of a class that s ends with, or "".
func (w *thingWords) ends(class, s string) string {
	for _, word := range w.of[class] {
		if strings.HasSuffix(s, word) {
			return word
		}
	}
	return ""
}

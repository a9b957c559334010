package ledger

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"
	"unicode/utf8"

	"beilun/internal/wordlist"
)

//go:embed things.txt
var thingFile string

// thingWords are the lists of things.txt.
type thingWords struct {
	wordlist.Classes
	sides   map[string]bool  // words that distinguish parts of a thing: 东区
	firsts  wordlist.RuneSet // the first characters of sides
	longest int              // characters of the longest of sides
}

var loadThings = sync.OnceValue(func() *thingWords {
	w := &thingWords{sides: map[string]bool{}}
	w.Classes = wordlist.MustParse("knowledge/ledger/things.txt", thingFile, wordlist.Form{"side": func(words []string) error {
		i := slices.Index(words, "|")
		if i < 0 {
			return fmt.Errorf("side %s has no bar", words[0])
		}
		for _, a := range words[:i] {
			for _, b := range words[i+1:] {
				w.sides[a+b] = true
				w.firsts.Add(wordlist.LowFirst(a))
				w.longest = max(w.longest, utf8.RuneCountInString(a+b))
			}
		}
		return nil
	}})
	return w
})

// begins returns the longest word of a class that s begins with, or "".
func (w *thingWords) begins(class, s string) string { return w.List(class).Started(s) }

// ends returns the longest word of a class that s ends with, or "".
func (w *thingWords) ends(class, s string) string { return w.List(class).Ended(s) }

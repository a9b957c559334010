package said

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"beilun/knowledge/read/wordlist"
)

//go:embed words.txt
var wordFile string

// wordsOf returns the words of each kind in words.txt, read once.
var wordsOf = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, kind := range []string{"asks", "on", "off", "all", "undo"} {
		out[kind] = wordlist.Words(wordFile, kind)
	}
	return out
})

// IsOn reports whether a word switches something on.
func IsOn(word string) bool { return is("on", word) }

// IsOff reports whether a word switches something off.
func IsOff(word string) bool { return is("off", word) }

// IsAll reports whether a word means everything.
func IsAll(word string) bool { return is("all", word) }

// IsUndo reports whether a word asks to take something back.
func IsUndo(word string) bool { return is("undo", word) }

// is reports whether a word is one of a kind.
func is(kind, word string) bool { return slices.Contains(wordsOf()[kind], strings.ToLower(word)) }

package thing

import (
	_ "embed"
	"sync"

	"beilun/internal/wordlist"
)

//go:embed words.txt
var wordFile string

// loadWords returns the classes of words.txt.
var loadWords = sync.OnceValue(func() wordlist.Classes { return wordlist.MustParse("index/thing/words.txt", wordFile, nil) })

// class is the classes of words.txt that a token is of.
type class uint8

const (
	idle class = 1 << iota
	sibling
	place
	counter
	link
)

// classes are those of each character that is in words.txt.
var classes = sync.OnceValue(func() map[string]class {
	out := map[string]class{}
	for name, c := range map[string]class{"idle": idle, "sibling": sibling, "place": place, "counter": counter, "link": link} {
		for _, w := range loadWords().Words(name) {
			out[w] |= c
		}
	}
	return out
})

// classOf returns the classes of a token.
func classOf(text string) class { return classes()[text] }

// isOf reports whether a token is one of a class of words.txt.
func (t *token) isOf(c class) bool { return t.class&c != 0 }

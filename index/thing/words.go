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

// isOf reports whether a token is one of a class of words.txt.
func (t token) isOf(class string) bool { return loadWords().List(class).Has(t.text) }

package check

import (
	_ "embed"
	"sync"

	"beilun/internal/wordlist"
)

//go:embed words.txt
var wordsFile string

type wordLists struct {
	Asking   wordlist.List
	Particle wordlist.List
	Order    wordlist.List
	Please   wordlist.List
	Unit     wordlist.List
}

// lists are those of words.txt.
var lists = sync.OnceValue(func() *wordLists {
	return wordlist.Fill[wordLists]("index/answer/check/words.txt", wordsFile)
})

package unit

import (
	_ "embed"
	"sync"

	"beilun/internal/wordlist"
)

//go:embed words.txt
var wordFile string

// lists are the words of words.txt by their classes.
type lists struct {
	Given wordlist.List
	Is    wordlist.List
	Aside wordlist.List
	Led   wordlist.List
	Gives wordlist.List
	Body  wordlist.List
}

// words returns the lists, which are read once.
var words = sync.OnceValue(func() *lists { return wordlist.Fill[lists]("knowledge/bind/unit/words.txt", wordFile) })

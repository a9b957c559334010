package cell

import (
	_ "embed"
	"sync"

	"beilun/internal/wordlist"
)

//go:embed words.txt
var wordFile string

// lists are the words of words.txt by their classes.
type lists struct {
	SamePeriod wordlist.List
	YearBefore wordlist.List
	Month      wordlist.List
	ShareOf    wordlist.List
	ShareDone  wordlist.List
	Hoped      wordlist.List
}

// words returns the lists, which are read once.
var words = sync.OnceValue(func() *lists { return wordlist.Fill[lists]("knowledge/bind/cell/words.txt", wordFile) })

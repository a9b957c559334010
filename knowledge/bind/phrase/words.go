package phrase

import (
	_ "embed"
	"sync"

	"beilun/internal/wordlist"
)

//go:embed words.txt
var wordFile string

// lists are the words of words.txt by their classes.
type lists struct {
	Glue       wordlist.List
	Numeral    wordlist.List
	NumberedBy wordlist.List
	Unit       wordlist.List
	Ordinal    wordlist.List
	Measure    wordlist.List
	Joined     wordlist.List
}

// words returns the lists, which are read once.
var words = sync.OnceValue(func() *lists { return wordlist.Fill[lists]("knowledge/bind/phrase/words.txt", wordFile) })

const digits = "0123456789"

package bind

import (
	_ "embed"
	"sync"

	"beilun/internal/wordlist"
)

//go:embed words.txt
var wordFile string

// lists are the words of words.txt by their classes.
type lists struct {
	Leads     wordlist.List
	Total     wordlist.List
	Form      wordlist.List
	Each      wordlist.List
	Members   wordlist.List
	Publishes wordlist.List
	Names     wordlist.List
}

// words returns the lists, which are read once.
var words = sync.OnceValue(func() *lists { return wordlist.Fill[lists]("knowledge/bind/words.txt", wordFile) })

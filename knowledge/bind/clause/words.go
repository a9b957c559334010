package clause

import (
	_ "embed"
	"sync"

	"beilun/internal/wordlist"
)

//go:embed words.txt
var wordFile string

// lists are the words of words.txt by their classes.
type lists struct {
	Aims     wordlist.List
	Compared wordlist.List
}

// words returns the lists, which are read once.
var words = sync.OnceValue(func() *lists { return wordlist.Fill[lists]("knowledge/bind/clause/words.txt", wordFile) })

// Compares reports whether a time behind s is only compared with: 比, 较.
func Compares(s string) bool { return words().Compared.Ends(s) }

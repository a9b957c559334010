package deal

import (
	_ "embed"
	"sync"

	"beilun/internal/wordlist"
)

//go:embed words.txt
var wordFile string

//go:embed groups.txt
var groupFile string

// lists are the words of words.txt by their classes.
type lists struct {
	Deal     wordlist.List
	Each     wordlist.List
	Joint    wordlist.List
	Gives    wordlist.List
	Both     wordlist.List
	Former   wordlist.List
	Latter   wordlist.List
	Brief    wordlist.List
	Unit     wordlist.List
	Lead     wordlist.List
	Two      wordlist.List
	TwoKinds wordlist.List
	Measure  wordlist.List
	Close    wordlist.List
}

// words returns the lists, which are read once.
var words = sync.OnceValue(func() *lists { return wordlist.Fill[lists]("knowledge/bind/deal/words.txt", wordFile) })

// groups are the words for members that everybody knows, each with these.
var groups = sync.OnceValue(func() [][]string {
	var out [][]string
	err := wordlist.Lines("knowledge/bind/deal/groups.txt", groupFile, 2, func(f []string) error {
		out = append(out, f)
		return nil
	})
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return out
})

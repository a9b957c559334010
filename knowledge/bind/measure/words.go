package measure

import (
	_ "embed"
	"sync"

	"beilun/knowledge/bind/wordlist"
)

//go:embed words.txt
var wordFile string

// lists are the words of words.txt by their classes.
type lists struct {
	NotOf     wordlist.List
	Day       wordlist.List
	Became    wordlist.List
	GivenBy   wordlist.List
	CountUnit wordlist.List
	Part      wordlist.List
	Corrected wordlist.List
	DateFrom  wordlist.List
	PlainUnit wordlist.List
}

// words returns the lists, which are read once.
var words = sync.OnceValue(func() *lists { return wordlist.Fill[lists](wordFile) })

//go:embed units.txt
var unitFile string

// dimensions are what units measure, by the unit.
var dimensions = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	wordlist.EachLine(unitFile, func(f []string) {
		for _, unit := range f[1:] {
			out[unit] = f[0]
		}
	})
	return out
})

package measure

import (
	_ "embed"
	"sync"

	"beilun/internal/wordlist"
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
var words = sync.OnceValue(func() *lists { return wordlist.Fill[lists]("knowledge/bind/measure/words.txt", wordFile) })

//go:embed units.txt
var unitFile string

// dimensions are what units measure, by the unit.
var dimensions = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for dimension, l := range wordlist.MustParse("knowledge/bind/measure/units.txt", unitFile, nil).All() {
		for _, unit := range l.Words {
			out[unit] = dimension
		}
	}
	return out
})

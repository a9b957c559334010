package query

import (
	_ "embed"
	"fmt"
	"strconv"
	"sync"

	"beilun/internal/wordlist"
)

//go:embed words.txt
var wordsFile string

// wordLists are the lists of words.txt, and those of its lines that have more
// than words.
type wordLists struct {
	wordlist.Classes
	ends  []end
	years []year
}

// end is what a word at the end of a question asks for.
type end struct {
	want  Want
	words *wordlist.List
}

// year is a word for a year, and how long before the year of asking that is.
type year struct {
	word string
	ago  int
}

var lists = sync.OnceValue(func() *wordLists {
	l, err := readWords(wordsFile)
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return l
})

func readWords(file string) (l *wordLists, err error) {
	l = &wordLists{}
	l.Classes, err = wordlist.Parse("index/query/words.txt", file, wordlist.Form{
		"end": func(words []string) error {
			of := &wordlist.List{}
			of.Add(words[1:]...)
			l.ends = append(l.ends, end{Want(words[0]), of})
			return nil
		},
		"ago": func(words []string) error {
			ago, err := strconv.Atoi(words[0])
			if err != nil {
				return fmt.Errorf("years ago: %w", err)
			}
			for _, w := range words[1:] {
				l.years = append(l.years, year{w, ago})
			}
			return nil
		},
	})
	return l, err
}

// of returns a list of words.txt. It panics if there is none with that name:
// names are constants of the program.
func of(name string) *wordlist.List { return lists().List(name) }

// Words returns the words of a list of words.txt, such as "planned", for packages that
// read questions further. The caller must not change them. It panics if there is no list
// with that name.
func Words(name string) []string { return of(name).Words }

// YearWords returns the words for years by the year of asking, such as 去年.
func YearWords() []string {
	years := lists().years
	out := make([]string, len(years))
	for i, y := range years {
		out[i] = y.word
	}
	return out
}

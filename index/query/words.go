package query

import (
	_ "embed"
	"fmt"
	"strconv"
	"sync"

	"beilun/knowledge/bind/wordlist"
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
	l = &wordLists{Classes: wordlist.ReadClasses(file)}
	wordlist.EachLine(file, func(f []string) {
		switch {
		case len(f) < 2:
			err = fmt.Errorf("read words: %q has no words", f[0])
		case f[0] == "end":
			of := &wordlist.List{}
			of.Add(f[2:]...)
			l.ends = append(l.ends, end{Want(f[1]), of})
		case f[0] == "ago":
			ago, e := strconv.Atoi(f[1])
			if e != nil {
				err = fmt.Errorf("read words: years ago: %w", e)
			}
			for _, w := range f[2:] {
				l.years = append(l.years, year{w, ago})
			}
		}
	})
	return l, err
}

// of returns a list of words.txt. It panics if there is none with that name:
// names are constants of the program.
func of(name string) *wordlist.List {
	l := lists().Classes[name]
	if l == nil {
		panic(fmt.Sprintf("words.txt has no list %q", name))
	}
	return l
}

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

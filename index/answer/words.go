package answer

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"beilun/internal/zhtext"
	"beilun/knowledge/bind/wordlist"
)

//go:embed words.txt
var wordsFile string

// kind is a kind of things that a question asks for: the word for it, and what
// the names of such things contain.
type kind struct {
	word     string
	contains []string
}

// words are the lists of words.txt.
type wordLists struct {
	wordlist.Classes
	kinds []kind
}

var loadWords = sync.OnceValue(func() wordLists {
	l := wordLists{Classes: wordlist.ReadClasses(wordsFile)}
	wordlist.EachLine(wordsFile, func(f []string) {
		if f[0] == "kind" {
			l.kinds = append(l.kinds, kind{f[1], f[2:]})
		}
	})
	return l
})

// listOf returns a list of words.txt. It panics if there is none with that name:
// names are constants of the program.
func listOf(name string) *wordlist.List {
	l := loadWords().Classes[name]
	if l == nil {
		panic(fmt.Sprintf("words.txt has no list %q", name))
	}
	return l
}

func fold(s string) string { return zhtext.FoldString(s) }

// squeeze takes the white space out of s.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

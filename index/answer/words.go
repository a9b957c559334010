package answer

import (
	_ "embed"
	"strings"
	"sync"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
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
	var l wordLists
	l.Classes = wordlist.MustParse("index/answer/words.txt", wordsFile, wordlist.Form{"kind": func(words []string) error {
		l.kinds = append(l.kinds, kind{words[0], words[1:]})
		return nil
	}})
	return l
})

// listOf returns a list of words.txt. It panics if there is none with that name:
// names are constants of the program.
func listOf(name string) *wordlist.List { return loadWords().List(name) }

func fold(s string) string { return zhtext.FoldString(s) }

// squeeze takes the white space out of s.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

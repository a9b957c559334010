package said

import (
	_ "embed"
	"strings"
	"sync"

	"beilun/internal/wordlist"
)

//go:embed words.txt
var wordFile string

// words are the words of each kind in words.txt.
var words = sync.OnceValue(func() wordlist.Classes { return wordlist.MustParse("bot/said/words.txt", wordFile, nil) })

// IsOn reports whether a word switches something on.
func IsOn(word string) bool { return is("on", word) }

// IsOff reports whether a word switches something off.
func IsOff(word string) bool { return is("off", word) }

// IsAll reports whether a word means everything.
func IsAll(word string) bool { return is("all", word) }

// IsUndo reports whether a word asks to take something back.
func IsUndo(word string) bool { return is("undo", word) }

// IsConfirm reports whether a word confirms something.
func IsConfirm(word string) bool { return is("confirm", word) }

// IsCommand reports whether a word calls a sub-command of /beilun. It panics if
// words.txt has no kind of the sub-command's name.
func IsCommand(name, word string) bool { return is(name, word) }

// is reports whether a word is one of a kind.
func is(kind, word string) bool { return words().List(kind).Has(strings.ToLower(word)) }

package sites

import (
	_ "embed"
	"strings"
	"sync"

	"beilun/internal/wordlist"
)

//go:embed words.txt
var wordFile string

type wordLists struct {
	Every, Minute, Hour, Day, Most, Next, Cut, Attached, Year, Month, DayOfMonth, Undated, NoUnit, Chance, Earlier wordlist.List
}

// words returns the words of words.txt.
var words = sync.OnceValue(func() *wordLists {
	return wordlist.Fill[wordLists]("index/sites/words.txt", wordFile)
})

// isCut reports whether a title is cut off.
func isCut(title string) bool { return words().Cut.Ends(strings.TrimSpace(title)) }

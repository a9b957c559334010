package trace

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge/read/char"
)

//go:embed words.txt
var wordFile string

// runOn are words at the end of a line that the next number belongs to.
var runOn = sync.OnceValue(func() *wordlist.List {
	return wordlist.MustParse("knowledge/read/trace/words.txt", wordFile, nil).List("run-on")
})

const (
	signs    = "+＋-－−–—±" // what may be in front of a number
	opening  = "（(/／~～:：" // and at the end of the line before it
	lineMark = "；"
)

// LineGap returns what to put between a and b, two lines of a cell of a table: usual,
// or a mark where the numbers of two lines could be read as one. Of 12 and 345 neither
// nothing nor a space leaves two numbers.
func LineGap(a, b, usual string) string {
	first, w := utf8.DecodeRuneInString(b)
	if strings.ContainsRune(signs, first) {
		first, _ = utf8.DecodeRuneInString(b[w:])
	}
	switch {
	case !char.IsDigit(first) || a == "":
		return usual
	case strings.Trim(a, signs+" ") == "": // a dash is a value of its own, and no sign of the next
		return lineMark
	case !strings.ContainsFunc(a, char.IsDigit) || strings.ContainsRune(signs+opening, char.Last(a)), runOn().Ended(a) != "":
		return usual
	}
	return lineMark
}

package prose

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge/read/char"
)

//go:embed openers.txt
var openerWords string

// openers are the words of openers.txt by their first character, with the cost of
// beginning a paragraph with them.
var openers = func() map[rune][]opener {
	out := map[rune][]opener{}
	lists := wordlist.MustParse("knowledge/read/prose/openers.txt", openerWords, nil)
	for kind, cost := range map[string]float64{"opens": -1, "goeson": 2.5} {
		for _, w := range lists.Words(kind) {
			r := char.First(w)
			out[r] = append(out[r], opener{w, cost})
		}
	}
	return out
}()

type opener struct {
	word string
	cost float64
}

// OpensCost returns the cost of beginning a paragraph with s, by the longest word
// of openers.txt at its start; 0 if there is none.
func OpensCost(s string) float64 {
	best := opener{}
	for _, o := range openers[char.First(s)] {
		if len(o.word) > len(best.word) && strings.HasPrefix(s, o.word) {
			best = o
		}
	}
	return best.cost
}

// FirstTwo returns the first two characters of s.
func FirstTwo(s string) string {
	_, w := utf8.DecodeRuneInString(s)
	_, v := utf8.DecodeRuneInString(s[w:])
	return s[:w+v]
}

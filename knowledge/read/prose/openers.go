package prose

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"beilun/knowledge/read/char"
)

//go:embed openers.txt
var openerWords string

// openers are the words of openers.txt with the cost of beginning a paragraph
// with them, by their first character.
var openers = func() map[rune][]opener {
	out := map[rune][]opener{}
	for l := range strings.Lines(openerWords) {
		f := strings.Fields(l)
		if len(f) == 0 || f[0] != "opens" && f[0] != "goeson" {
			continue
		}
		cost := 2.5
		if f[0] == "opens" {
			cost = -1
		}
		for _, w := range f[1:] {
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

// OpensCost is the cost of beginning a paragraph with the first words of s, of
// the longest word that is known.
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

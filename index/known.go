package index

import (
	"strings"
	"unicode/utf8"

	"beilun/knowledge/bind"
)

// minKnown is the length in characters from which a part of a name is taken for
// the thing itself.
const minKnown = 3

// Known returns the longest end of a name of the releases that stands in a
// folded question and ends as names do, or "": a person says 金融岛 for what
// the releases call by its whole name, and a dictionary knows no name in it.
func (x *Index) Known(question string) string {
	best := ""
	p := x.pieces()
	words := x.lex.cut(question)
	for i := range words {
		for j := i; j < len(words) && (j == i || words[j].Start == words[j-1].End); j++ {
			s := question[words[i].Start:words[j].End]
			if p.known[s]&isTail != 0 && len(s) > len(best) && utf8.RuneCountInString(s) >= minKnown && bind.IsComplete(s) && strings.Contains(question, s) && !bind.IsKind(s) {
				best = s
			}
		}
	}
	return best
}

package answer

import (
	"strings"

	"beilun/index"
	"beilun/knowledge/ledger"
)

// leastOpening is how many bytes the start of a question has at least that may be
// a name.
const leastOpening = len("欢乐园")

// opening returns the words that q begins with, up to what it asks to be measured,
// where they may be a name that no dictionary has; "" where a name is known.
func opening(q index.Query) string {
	if len(q.Named) > 0 || len(q.Concepts) == 0 {
		return ""
	}
	text := q.Folded()
	from := max(0, strings.Index(text, q.Concepts[0].Text))
	for _, c := range q.Concepts {
		if i := strings.Index(text[from:], c.Text); i >= leastOpening && c.Alts != nil {
			return text[from : from+i]
		}
	}
	return ""
}

// otherOpening reports whether the passage of best has the opening of q as it is
// while that of r has not: 狂欢乐园 is not 欢欢乐园, whatever else they share.
func otherOpening(q index.Query, best, r index.Row) bool {
	words := opening(q)
	return words != "" && opensIn(words, best.Passage) && !opensIn(words, r.Passage)
}

func opensIn(words string, p index.Passage) bool {
	return ledger.Mentions(fold(p.Release.Title+"\n"+p.Heading)+"\n"+p.Folded(), words)
}

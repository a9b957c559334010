package answer

import (
	"strings"

	"beilun/index/answer/overlap"
	"beilun/index/query"
	"beilun/internal/wordlist"
)

// enough is the share of a question's words that the sentence of a claim must
// have if the question is read with a subject that it does not name: 火星基地的面积
// is not about the park of the question before.
const enough = 0.75

// isAbout reports whether the sentence of c has enough of q's words.
func isAbout(q query.Query, c *Claim) bool {
	return coverageOf(q, c) >= enough*float64(len(q.Concepts))
}

// coverageOf returns how many of q's words the sentence of c has, -1 for no
// claim. By it a question of its own is distinguished from one that leaves its
// subject out.
func coverageOf(q query.Query, c *Claim) float64 {
	if c == nil {
		return -1
	}
	sentence, sum := fold(c.Quote()), 0.0
	for _, concept := range q.Concepts {
		sum += shareIn(concept, sentence)
	}
	return sum
}

// shareIn returns how much of a concept a text has: 1 for all of it, less for a
// part of a longer word, 0 for nothing.
func shareIn(c query.Concept, text string) float64 {
	if strings.Contains(text, c.Text) || wordlist.ContainsAny(text, c.Alts...) {
		return 1
	}
	return overlap.Part(c.Text, text)
}

// Package choicetest makes questions and passages for the tests of the packages
// that choose answers.
package choicetest

import (
	"fmt"
	"sync"
	"testing"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/index/query"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// Hits returns the passages of one release of that day. Their figures are bound
// to nothing.
func Hits(day knowledge.Date, texts ...string) (hits []index.Hit) {
	for i, text := range texts {
		p := index.Passage{
			ID: fmt.Sprintf("a.md#%d", i+1), Release: index.Release{ID: "a.md", Date: day},
			Text: text, Figures: figure.Scan(text, day),
		}
		for _, s := range zhtext.Sentences(text) {
			p.Sentences = append(p.Sentences, knowledge.Span{Start: s[0], End: s[1]})
		}
		hits = append(hits, index.Hit{Passage: p})
	}
	return hits
}

var lexicon = sync.OnceValues(func() (*words.Lexicon, error) { return words.NewLexicon("") })

// Frame understands a question that is asked on 2025-06-01.
func Frame(tb testing.TB, question string) *frame.Frame {
	tb.Helper()
	lex, err := lexicon()
	if err != nil {
		tb.Fatal(err)
	}
	return frame.NewReader(nil).Understand(query.Parse(lex, question, knowledge.Date{Year: 2025, Month: 6, Day: 1}))
}

// IsOf reports whether a figure is bound to exactly that thing.
func IsOf(b *knowledge.Binding, thing string) bool { return b.Subject == thing }

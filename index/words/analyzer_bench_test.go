package words

import (
	"testing"

	"beilun/index/bench/press"
	"beilun/internal/zhtext"
)

// BenchmarkAnalyze turns invented paragraphs into terms, one after the other.
func BenchmarkAnalyze(b *testing.B) {
	g := press.New(1)
	var paragraphs []string
	for len(paragraphs) < 1000 {
		paragraphs = append(paragraphs, g.Next(1000).Paragraphs()...)
	}
	lex, err := NewLexicon("")
	if err != nil {
		b.Fatal(err)
	}
	for name, terms := range map[string]func(string) []string{"words": lex.WordTerms, "grams": GramTerms} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				terms(zhtext.FoldString(paragraphs[i%len(paragraphs)]))
			}
		})
	}
}

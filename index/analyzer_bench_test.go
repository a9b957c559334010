package index

import (
	"testing"

	"beilun/index/bench/press"

	"github.com/blevesearch/bleve/v2/analysis"
)

// BenchmarkAnalyze turns invented paragraphs into terms, one after the other.
func BenchmarkAnalyze(b *testing.B) {
	g := press.New(1)
	var paragraphs []string
	for len(paragraphs) < 1000 {
		paragraphs = append(paragraphs, g.Next(1000).Paragraphs()...)
	}
	for name, a := range map[string]analysis.Analyzer{"words": wordAnalyzer{benchLexicon(b)}, "grams": gramAnalyzer{}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				a.Analyze([]byte(paragraphs[i%len(paragraphs)]))
			}
		})
	}
}

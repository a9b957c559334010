package main

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
	"github.com/go-ego/gse"
)

// tokenizer segments with gse in search mode.
type tokenizer struct{ seg *gse.Segmenter }

func init() { // bleve finds tokenizers by name, in a registry of the process
	err := registry.RegisterTokenizer("gse", func(map[string]any, *registry.Cache) (analysis.Tokenizer, error) {
		seg, err := gse.NewEmbed()
		if err != nil {
			return nil, fmt.Errorf("load gse's dictionary: %w", err)
		}
		return &tokenizer{&seg}, nil
	})
	if err != nil {
		panic(err)
	}
}

// Tokenize implements analysis.Tokenizer.
func (t *tokenizer) Tokenize(input []byte) analysis.TokenStream {
	text := strings.ToLower(string(input)) // as gse does
	var out analysis.TokenStream
	at := 0
	for _, word := range t.seg.CutSearch(text, true) {
		if strings.IndexFunc(word, isWord) < 0 {
			continue
		}
		// A word comes after the words inside it, so it may begin before them.
		from := max(0, at-len(word))
		if i := strings.Index(text[from:], word); i >= 0 {
			at = from + i
		}
		out = append(out, &analysis.Token{
			Term: []byte(word), Start: at, End: at + len(word), Position: len(out) + 1, Type: analysis.Ideographic,
		})
	}
	return out
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

package index

import (
	"github.com/blevesearch/bleve/v2/document"
	blevei "github.com/blevesearch/bleve_index_api"
)

// counted is a field of a document that counts its own terms, for bleve takes
// longer to count tokens than it takes to make them, and keeps a place for each,
// which nobody asks for. It implements document.Field. It counts when bleve
// analyzes the batch, not before: the counts take ten times the memory of the
// text, and one batch waits while another is written.
type counted struct {
	name    string
	value   []byte
	options blevei.FieldIndexingOptions
	tokens  []string // terms, in any order, as often as they stand
	length  int      // in tokens, for BM25
	terms   blevei.TokenFrequencies
}

// Name implements document.Field, as the methods after it do.
func (c *counted) Name() string { return c.name }

// Value returns what is stored where Options say so.
func (c *counted) Value() []byte { return c.value }

// ArrayPositions returns none.
func (c *counted) ArrayPositions() []uint64 { return nil }

// EncodedFieldType returns bleve's mark of a text field.
func (c *counted) EncodedFieldType() byte { return 't' }

// Options tell whether the field is indexed and stored.
func (c *counted) Options() blevei.FieldIndexingOptions { return c.options }

// AnalyzedLength returns the number of tokens.
func (c *counted) AnalyzedLength() int { return c.length }

// AnalyzedTokenFrequencies returns the terms once they are counted.
func (c *counted) AnalyzedTokenFrequencies() blevei.TokenFrequencies { return c.terms }

// NumPlainTextBytes is for bleve's statistics.
func (c *counted) NumPlainTextBytes() uint64 { return uint64(len(c.value)) }

// Size estimates the memory in bytes.
func (c *counted) Size() int { return len(c.value) + 16*len(c.tokens) + c.terms.Size() }

// Analyze counts the terms, by one goroutine at a time.
func (c *counted) Analyze() {
	if c.terms != nil {
		return
	}
	c.terms = make(blevei.TokenFrequencies, len(c.tokens))
	counts := make([]blevei.TokenFreq, 0, len(c.tokens)) // one piece of memory for all
	for _, t := range c.tokens {
		n := c.terms[t]
		if n == nil {
			counts = append(counts, blevei.TokenFreq{})
			n = &counts[len(counts)-1]
			c.terms[t] = n
		}
		n.SetFrequency(n.Frequency() + 1)
	}
	c.tokens = nil
}

var _ document.Field = (*counted)(nil)

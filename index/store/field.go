package store

import (
	"beilun/index/rank"

	"github.com/blevesearch/bleve/v2/document"
	blevei "github.com/blevesearch/bleve_index_api"
)

// inSets are the options of a field whose postings are plain sets (see
// rank/grade.go).
const inSets = blevei.IndexField | blevei.SkipFreqNorm

// setField is a field of a document that makes its own terms: bleve takes longer
// to count tokens than it takes to make them. It implements document.Field. It
// makes them when bleve analyzes the batch, not before: they take ten times the
// memory of the text, and one batch waits while another is written.
type setField struct {
	name    string
	value   []byte
	options blevei.FieldIndexingOptions
	tokens  []string // in any order, as often as they occur
	graded  bool     // how often they occur is kept, and how many there are
	terms   blevei.TokenFrequencies
}

// Name implements document.Field, as the methods after it do.
func (f *setField) Name() string { return f.name }

// Value returns what is stored where Options say so.
func (f *setField) Value() []byte { return f.value }

// ArrayPositions returns none.
func (f *setField) ArrayPositions() []uint64 { return nil }

// EncodedFieldType returns bleve's mark of a text field.
func (f *setField) EncodedFieldType() byte { return 't' }

// Options returns whether the field is indexed and stored.
func (f *setField) Options() blevei.FieldIndexingOptions { return f.options }

// AnalyzedLength returns 1: nobody asks for it where no norms are kept.
func (f *setField) AnalyzedLength() int { return 1 }

// AnalyzedTokenFrequencies returns the terms once they are made.
func (f *setField) AnalyzedTokenFrequencies() blevei.TokenFrequencies { return f.terms }

// NumPlainTextBytes is for bleve's statistics.
func (f *setField) NumPlainTextBytes() uint64 { return uint64(len(f.value)) }

// Size estimates the memory in bytes.
func (f *setField) Size() int { return len(f.value) + 16*len(f.tokens) + f.terms.Size() }

// Analyze makes the terms, by one goroutine at a time.
func (f *setField) Analyze() {
	if f.terms != nil {
		return
	}
	f.terms = make(blevei.TokenFrequencies, len(f.tokens)+1)
	once := new(blevei.TokenFreq) // the same for all: no frequencies are kept
	if !f.graded {
		for _, t := range f.tokens {
			f.terms[t] = once
		}
	} else {
		addGraded(f.terms, once, f.tokens)
	}
	f.tokens = nil
}

// addGraded adds the terms that tokens are indexed by to a set.
func addGraded(set blevei.TokenFrequencies, value *blevei.TokenFreq, tokens []string) {
	for _, t := range tokens {
		term := t
		for grade := 1; grade <= rank.MaxGrade; grade++ {
			if grade > 1 {
				term = rank.GradeTerm(t, grade)
			}
			if _, ok := set[term]; !ok {
				set[term] = value
				break
			}
		}
	}
	set[rank.LengthTerm(rank.CodeLength(len(tokens)))] = value
}

var _ document.Field = (*setField)(nil)

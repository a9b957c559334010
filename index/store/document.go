package store

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strings"
	"unsafe"

	"beilun/index/facts"
	"beilun/index/passage"
	"beilun/index/query"
	"beilun/index/words"
	"beilun/internal/zhtext"

	"github.com/blevesearch/bleve/v2/document"
	blevei "github.com/blevesearch/bleve_index_api"
)

// Fields of the index. The passage's text is stored once, with fieldWords.
const (
	fieldWords  = query.FieldWords
	fieldGrams  = query.FieldGrams
	fieldHeads  = query.FieldHeads
	fieldLedger = "ledger" // what the passage's figures are found by
	fieldAbout  = "about"  // stored only: the rest of the Passage, see encode.go
)

// newDocument makes the bleve document of p and returns with it the number of
// tokens in each field, which bleve does not report.
func newDocument(p passage.Passage, lex *words.Lexicon) (*document.Document, map[string]int) {
	doc := document.NewDocument(p.ID)
	folded := zhtext.FoldString(p.Text)
	text := &setField{name: fieldWords, value: []byte(p.Text), options: inSets | blevei.StoreField, tokens: lex.WordTerms(folded), graded: true}
	grams := &setField{name: fieldGrams, options: inSets, tokens: words.GramTerms(folded), graded: true}
	doc.AddField(text).AddField(grams)
	counts := map[string]int{fieldWords: len(text.tokens), fieldGrams: len(grams.tokens)}
	if heads := strings.TrimSpace(p.Release.Title + "\n" + p.Heading); heads != "" {
		tokens := words.GramTerms(zhtext.FoldString(heads))
		doc.AddField(&setField{name: fieldHeads, options: inSets, tokens: tokens, graded: true})
		counts[fieldHeads] = len(tokens)
	}
	if terms := facts.Terms(p.Figures, p.Release.Date); len(terms) > 0 {
		doc.AddField(&setField{name: fieldLedger, options: inSets, tokens: terms})
	}
	doc.AddField(&setField{name: fieldAbout, value: sealPassage(p.ID, p.Text, EncodeAbout(p)), options: blevei.StoreField})
	return doc, counts
}

// sealPassage puts a checksum of all that is stored of a passage before about.
// Bleve does not look whether its files have changed, and a changed digit
// would be quoted as the release's.
func sealPassage(id, text string, about []byte) []byte {
	out := binary.LittleEndian.AppendUint32(make([]byte, 0, 4+len(about)), passageSum(id, text, about))
	return append(out, about...)
}

// unsealPassage returns the part of a sealed about that encodeAbout made. It shares the
// memory of sealed, which nobody changes any more.
func unsealPassage(id, text string, sealed []byte) (string, error) {
	if len(sealed) < 4 || passageSum(id, text, sealed[4:]) != binary.LittleEndian.Uint32(sealed) {
		return "", fmt.Errorf("read passage %s: %w", id, errSum)
	}
	about := sealed[4:]
	return unsafe.String(unsafe.SliceData(about), len(about)), nil
}

func passageSum(id, text string, about []byte) uint32 {
	sum := uint32(0)
	for _, s := range [...]string{id, "\n", text} {
		sum = crc32.Update(sum, castagnoli, unsafe.Slice(unsafe.StringData(s), len(s))) // which is only read
	}
	return crc32.Update(sum, castagnoli, about)
}

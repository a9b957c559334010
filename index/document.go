package index

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strings"

	"beilun/index/query"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"

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

// maxPassage is the length in bytes over which a paragraph is cut into several
// passages, at sentence ends.
const maxPassage = 4500

// passages cuts an article into its passages.
func passages(a *knowledge.Article) []Passage {
	rel := releaseFrom(a)
	var out []Passage
	for _, s := range a.Sections {
		for _, p := range s.Paragraphs {
			out = appendPassages(out, rel, s.Heading, p, len(out))
		}
	}
	return out
}

// releaseFrom returns what an article says of itself.
func releaseFrom(a *knowledge.Article) Release {
	return Release{ID: a.ID, Title: a.Title, Source: a.Source, URL: a.URL, Date: a.Date}
}

// appendPassages appends the passages of a paragraph, which stands behind n
// others, to out.
func appendPassages(out []Passage, rel Release, heading string, p knowledge.Paragraph, n int) []Passage {
	for _, part := range cutParagraph(p) {
		n++
		origin, _ := part.Origin.File(knowledge.Span{End: len(part.Text)})
		out = append(out, Passage{
			ID:        passageID(rel.ID, n),
			Release:   rel,
			Heading:   heading,
			Text:      part.Text,
			Sentences: part.Sentences,
			Figures:   part.Figures,
			Origin:    origin,
		})
	}
	return out
}

// cutParagraph returns p, or p in parts of at most maxPassage bytes where it
// is longer. A single sentence is never cut.
func cutParagraph(p knowledge.Paragraph) []knowledge.Paragraph {
	if len(p.Text) <= maxPassage || len(p.Sentences) < 2 {
		return []knowledge.Paragraph{p}
	}
	var out []knowledge.Paragraph
	from := 0
	for i := 1; i <= len(p.Sentences); i++ {
		if i < len(p.Sentences) && p.Sentences[i].End-p.Sentences[from].Start <= maxPassage {
			continue
		}
		out = append(out, slicePart(p, from, i))
		from = i
	}
	return out
}

// slicePart makes a paragraph of the sentences from up to, not including, to.
func slicePart(p knowledge.Paragraph, from, to int) knowledge.Paragraph {
	span := knowledge.Span{Start: p.Sentences[from].Start, End: p.Sentences[to-1].End}
	part := knowledge.Paragraph{Text: span.Of(p.Text), Origin: p.Origin.Slice(span)}
	shift := func(s knowledge.Span) knowledge.Span {
		return knowledge.Span{Start: s.Start - span.Start, End: s.End - span.Start}
	}
	for _, s := range p.Sentences[from:to] {
		part.Sentences = append(part.Sentences, shift(s))
	}
	for i := range p.Figures {
		if span.Contains(p.Figures[i].Quote) {
			f := p.Figures[i]
			f.Span, f.Quote = shift(f.Span), shift(f.Quote)
			part.Figures = append(part.Figures, f)
		}
	}
	return part
}

// newDocument makes the bleve document of p and returns with it the number of
// tokens in each field, which bleve does not tell.
func newDocument(p Passage, lex *words.Lexicon) (*document.Document, map[string]int) {
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
	if terms := ledgerTerms(p.Figures, p.Release.Date); len(terms) > 0 {
		doc.AddField(&setField{name: fieldLedger, options: inSets, tokens: terms})
	}
	doc.AddField(&setField{name: fieldAbout, value: sealPassage(p.ID, p.Text, encodeAbout(p)), options: blevei.StoreField})
	return doc, counts
}

// sealPassage puts a checksum of all that is stored of a passage before about.
// Bleve does not look whether its files have changed, and a changed digit
// would be quoted as the release's.
func sealPassage(id, text string, about []byte) []byte {
	out := binary.LittleEndian.AppendUint32(make([]byte, 0, 4+len(about)), passageSum(id, text, about))
	return append(out, about...)
}

// unsealPassage returns the part of a sealed about that encodeAbout made.
func unsealPassage(id, text string, sealed []byte) (string, error) {
	if len(sealed) < 4 || passageSum(id, text, sealed[4:]) != binary.LittleEndian.Uint32(sealed) {
		return "", fmt.Errorf("read passage %s: %w", id, errSum)
	}
	return string(sealed[4:]), nil
}

func passageSum(id, text string, about []byte) uint32 {
	sum := crc32.Checksum([]byte(id+"\n"+text), castagnoli)
	return crc32.Update(sum, castagnoli, about)
}

// releaseOf returns the ID of the release that a passage stands in.
func releaseOf(passageID string) string {
	return passageID[:max(0, strings.LastIndexByte(passageID, '#'))]
}

package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"beilun/index/catalog"
	"beilun/index/rank"
	"beilun/index/words"

	"github.com/blevesearch/bleve/v2/document"
	blevei "github.com/blevesearch/bleve_index_api"
)

// The catalog lists what is in an index. It is kept release by release, each
// record in a document of its own beside the release's passages, numbered 0:
// the passages and the record change in one batch, and a batch writes only the
// records of its own releases. Bleve's internal keys would not do, for Bleve
// writes all of them anew with every batch. They hold the header and the
// problems only.

// fieldRecord is the field of the record of a release; no passage has it.
const fieldRecord = "record"

// recordTerm is the one term of every record, by which they are found.
const recordTerm = "1"

// Internal keys of Bleve.
var (
	HeaderKey   = []byte("header")
	problemsKey = []byte("problems")
)

// statsOf returns the counts that BM25 needs of the releases of c.
func statsOf(c *catalog.Catalog) rank.Stats {
	s := rank.Stats{Tokens: map[string]int{}}
	for _, r := range c.Releases {
		countRecord(&s, r, 1)
	}
	return s
}

// countRecord adds the passages and tokens of r to s, or subtracts them if sign is -1.
func countRecord(s *rank.Stats, r catalog.Record, sign int) {
	s.Passages += sign * r.Passages
	for f, n := range r.Tokens {
		s.Tokens[f] += sign * n
	}
}

// recordID returns the ID of the document of a release's record.
func recordID(release string) string { return release + "#0" }

// NewRecord makes the document of a record.
func NewRecord(rec catalog.Record) (*document.Document, error) {
	raw, err := catalog.EncodeRecord(&rec)
	if err != nil {
		return nil, err
	}
	doc := document.NewDocument(recordID(rec.Release.ID))
	doc.AddField(&setField{name: fieldRecord, value: Seal(raw), options: inSets | blevei.StoreField, tokens: []string{recordTerm}})
	return doc, nil
}

// ErrStale says that an index was made by an earlier version of the program or
// with other words.
var ErrStale = errors.New("made by another version or with other words")

// loadCatalog reads the catalog in r. The error is ErrStale when the
// index has to be made again for its version or its words, and a NewerError when a
// later version made it.
func loadCatalog(r blevei.IndexReader, lex *words.Lexicon, format int) (*catalog.Catalog, error) {
	raw, err := r.GetInternal(HeaderKey)
	if err == nil && raw == nil {
		return nil, ErrStale // older versions have none
	}
	if err == nil {
		raw, err = unseal(raw)
	}
	if err != nil {
		return nil, fmt.Errorf("read header: %w", err)
	}
	c := &catalog.Catalog{}
	err = json.Unmarshal(raw, c)
	if c.Version <= format && err != nil { // in that of a later version, anything but the version may differ
		return nil, fmt.Errorf("read header: %w", err)
	}
	if c.Version > format {
		return nil, &NewerError{c.Version, format}
	}
	if c.Version != format || c.Lexicon != lex.Hash() {
		return nil, ErrStale
	}
	stored, err := storedRecords(r)
	if err != nil {
		return nil, fmt.Errorf("read catalog: %w", err)
	}
	records, err := decodeRecords(stored)
	if err != nil {
		return nil, fmt.Errorf("read catalog: %w", err)
	}
	c.Releases = make(map[string]catalog.Record, len(records))
	for i, rec := range records {
		if recordID(rec.Release.ID) != stored[i].id {
			return nil, fmt.Errorf("read catalog: record of %s under %s", rec.Release.ID, stored[i].id)
		}
		if _, twice := c.Releases[rec.Release.ID]; twice {
			return nil, fmt.Errorf("read catalog: %s stands in it twice", rec.Release.ID)
		}
		c.Releases[rec.Release.ID] = rec
	}
	return c, nil
}

type storedRecord struct {
	id  string
	raw []byte
}

// storedRecords reads the documents of all records.
func storedRecords(r blevei.IndexReader) (out []storedRecord, err error) {
	tfr, err := r.TermFieldReader(context.Background(), []byte(recordTerm), fieldRecord, false, false, false)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, tfr.Close()) }()
	var found blevei.TermFieldDoc
	for {
		d, err := tfr.Next(found.Reset())
		if err != nil || d == nil {
			return out, err
		}
		id, err := r.ExternalID(d.ID)
		if err != nil {
			return nil, err
		}
		doc, err := r.Document(id)
		if err != nil {
			return nil, err
		}
		if doc == nil {
			return nil, fmt.Errorf("record %s is gone", id)
		}
		rec := storedRecord{id: id}
		doc.VisitFields(func(f blevei.Field) {
			if f.Name() == fieldRecord {
				rec.raw = f.Value()
			}
		})
		out = append(out, rec)
	}
}

// decodeRecords decodes on every processor.
func decodeRecords(stored []storedRecord) ([]catalog.Record, error) {
	out := make([]catalog.Record, len(stored))
	workers := min(runtime.GOMAXPROCS(0), 1+len(stored)/1000)
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(stored) && errs[w] == nil; i += workers {
				raw, err := unseal(stored[i].raw)
				if err == nil {
					out[i], err = catalog.DecodeRecord(raw)
				}
				if err != nil {
					errs[w] = fmt.Errorf("record %s: %w", stored[i].id, err)
				}
			}
		})
	}
	wg.Wait()
	return out, errors.Join(errs...)
}

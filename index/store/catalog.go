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
	for f, n := range r.Content().Tokens {
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
	return c, nil
}

// loadReleases reads the releases of c from the note of the generation at path, which is
// returned, or else from r; then the note is nil.
func loadReleases(c *catalog.Catalog, r blevei.IndexReader, path string) (*note, error) {
	var records []catalog.Record
	n := readNote(path, c.Revision)
	if n != nil {
		records = n.records
	} else {
		ids, stored, err := storedRecords(r)
		if err != nil {
			return nil, fmt.Errorf("read catalog: %w", err)
		}
		if records, err = decodeRecords(stored, catalog.DecodeRecord); err != nil {
			return nil, fmt.Errorf("read catalog: %w", err)
		}
		for i := range records {
			if recordID(records[i].Release.ID) != ids[i] {
				return nil, fmt.Errorf("read catalog: record of %s under %s", records[i].Release.ID, ids[i])
			}
		}
	}
	c.Releases = make(map[string]catalog.Record, len(records))
	for _, rec := range records {
		c.Releases[rec.Release.ID] = rec
	}
	if len(c.Releases) < len(records) {
		return nil, errors.New("read catalog: a release is in it twice")
	}
	return n, nil
}

// storedRecords reads the documents of all records, and their IDs.
func storedRecords(r blevei.IndexReader) (ids, records []string, err error) {
	tfr, err := r.TermFieldReader(context.Background(), []byte(recordTerm), fieldRecord, false, false, false)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, tfr.Close()) }()
	var found blevei.TermFieldDoc
	for {
		d, err := tfr.Next(found.Reset())
		if err != nil || d == nil {
			return ids, records, err
		}
		id, err := r.ExternalID(d.ID)
		if err != nil {
			return nil, nil, err
		}
		doc, err := r.Document(id)
		if err != nil {
			return nil, nil, err
		}
		if doc == nil {
			return nil, nil, fmt.Errorf("record %s is gone", id)
		}
		var raw []byte
		doc.VisitFields(func(f blevei.Field) {
			if f.Name() == fieldRecord {
				raw = f.Value()
			}
		})
		if raw, err = unseal(raw); err != nil {
			return nil, nil, fmt.Errorf("record %s: %w", id, err)
		}
		ids, records = append(ids, id), append(records, string(raw))
	}
}

// decodeRecords decodes on every processor.
func decodeRecords(stored []string, decode func(raw string) (catalog.Record, error)) ([]catalog.Record, error) {
	out := make([]catalog.Record, len(stored))
	workers := min(runtime.GOMAXPROCS(0), 1+len(stored)/1000)
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(stored) && errs[w] == nil; i += workers {
				out[i], errs[w] = decode(stored[i])
			}
		})
	}
	wg.Wait()
	return out, errors.Join(errs...)
}

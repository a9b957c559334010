package store

import (
	"encoding/json"
	"fmt"

	"beilun/index/catalog"

	blevei "github.com/blevesearch/bleve_index_api"
)

// The files of corrections (see package errata) are kept in the index as they are:
// one that cannot be read for now stays valid as it was, and what is retracted is so at
// once when an index is opened.

// errataKey is the internal key under which they are kept.
var errataKey = []byte("errata")

func loadSheets(r blevei.IndexReader) (out []catalog.Sheet, err error) {
	raw, err := r.GetInternal(errataKey)
	if raw == nil && err == nil {
		return nil, nil // there never was one
	}
	if err == nil {
		raw, err = unseal(raw)
	}
	if err == nil {
		err = json.Unmarshal(raw, &out)
	}
	if err != nil {
		return nil, fmt.Errorf("read corrections: %w", err)
	}
	return out, nil
}

func encodeSheets(sheets []catalog.Sheet) ([]byte, error) {
	raw, err := json.Marshal(sheets)
	if err != nil {
		return nil, fmt.Errorf("encode corrections: %w", err)
	}
	return Seal(raw), nil
}

package store

import (
	"errors"
	"fmt"

	"beilun/index/facts"

	"github.com/blevesearch/bleve/v2"
	blevei "github.com/blevesearch/bleve_index_api"
)

// outboxKey is the internal key under which the outbox is kept.
var outboxKey = []byte("outbox")

// loadOutbox reads the outbox of an index, an empty one if it has none.
func loadOutbox(r blevei.IndexReader) (facts.Outbox, error) {
	raw, err := r.GetInternal(outboxKey)
	if err == nil && len(raw) > 0 {
		raw, err = unseal(raw)
	}
	if errors.Is(err, errSum) {
		return facts.NewOutbox(), nil
	}
	if err != nil {
		return facts.Outbox{}, fmt.Errorf("read news: %w", err)
	}
	return facts.DecodeOutbox(raw), nil
}

// setOutbox writes an outbox to a batch.
func setOutbox(b *bleve.Batch, o *facts.Outbox) error {
	raw, err := o.Encode()
	if err == nil {
		b.SetInternal(outboxKey, Seal(raw))
	}
	return err
}

package store

import (
	"errors"
	"fmt"

	"beilun/index/facts"

	"github.com/blevesearch/bleve/v2"
)

// outboxKey is the internal key under which the outbox is kept.
var outboxKey = []byte("outbox")

// Outbox reads the outbox of a generation, an empty one when it has none.
func (g *Generation) Outbox() (facts.Outbox, error) {
	raw, err := g.internal(outboxKey)
	if errors.Is(err, errSum) {
		return facts.NewOutbox(), nil
	}
	if err != nil {
		return facts.Outbox{}, err
	}
	return facts.DecodeOutbox(raw), nil
}

// internal reads what is kept under an internal key, nil when nothing is.
func (g *Generation) internal(key []byte) (raw []byte, err error) {
	r, err := g.reader()
	if err != nil {
		return nil, fmt.Errorf("read news: %w", err)
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if raw, err = r.GetInternal(key); err == nil && len(raw) > 0 {
		raw, err = unseal(raw)
	}
	if err != nil {
		return nil, fmt.Errorf("read news: %w", err)
	}
	return raw, nil
}

// setOutbox writes an outbox to a batch.
func setOutbox(b *bleve.Batch, o *facts.Outbox) error {
	raw, err := o.Encode()
	if err == nil {
		b.SetInternal(outboxKey, Seal(raw))
	}
	return err
}

// WriteOutbox writes an outbox. What is read stays as it is until pin is called.
func (g *Generation) WriteOutbox(o *facts.Outbox) error {
	b := g.Bleve.NewBatch()
	if err := setOutbox(b, o); err != nil {
		return err
	}
	return g.write(b)
}

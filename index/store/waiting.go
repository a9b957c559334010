package store

import (
	"bytes"
	"sync"

	"beilun/index/facts"
)

// waiting is what the stored bytes of an outbox are, so that they need not be read to add
// to it. The zero waiting is of no bytes.
type waiting struct {
	mu  sync.Mutex
	raw []byte
	is  *facts.Waiting
}

// keep keeps what raw is.
func (w *waiting) keep(raw []byte, is *facts.Waiting) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.raw, w.is = raw, is
}

// of returns what raw is, nil if that is not kept.
func (w *waiting) of(raw []byte) *facts.Waiting {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.is == nil || !bytes.Equal(raw, w.raw) {
		return nil
	}
	return w.is
}

package index

import (
	"beilun/index/passage"
	"beilun/index/store"
)

// carryOver copies a release from the current generation into b: its file is
// refused now, but what it said before stays. Where a damaged index does not
// give it back whole, there is nothing to carry.
func (k *keeper) carryOver(b *store.Batch, id string) error {
	if k.current == nil {
		return nil
	}
	rec, ok := k.current.Catalog.Releases[id]
	if !ok {
		return nil
	}
	ps := make([]passage.Passage, rec.Passages)
	for i := range ps {
		err := store.Guarded(func() (err error) {
			ps[i], err = k.current.AsWritten(passage.ID(id, i+1))
			return err
		})
		if err != nil {
			k.log.Warn("a refused release is lost with the damaged index", "release", id, "err", err)
			return nil
		}
	}
	lex, binder := k.lex.CuttingOnce(b.Given)
	return b.Put(rec.Release, rec.Digest, ps, lex, binder)
}

package store

import (
	"context"

	"beilun/index/words"
	"beilun/internal/zhtext"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// Having returns the releases that have one of names in a text or above it.
func (g *Generation) Having(ctx context.Context, names []string) (map[string]bool, error) {
	out := map[string]bool{}
	if len(names) == 0 {
		return out, nil
	}
	err := g.reading(func(s *scorch.IndexSnapshot) error {
		for _, seg := range s.Segments() {
			for _, field := range []string{fieldGrams, fieldHeads} {
				l, err := termsOf(seg, field)
				if err != nil {
					return err
				}
				for _, n := range names {
					docs, err := l.WithAll(words.GramTerms(zhtext.FoldString(n)))
					if err != nil {
						return err
					}
					for it := docs.Iterator(); it.HasNext(); {
						if err := ctx.Err(); err != nil {
							return err
						}
						p, err := g.loadAt(seg, uint64(it.Next()))
						if err != nil {
							return err
						}
						out[p.Release.ID] = true
					}
				}
			}
		}
		return nil
	})
	return out, err
}

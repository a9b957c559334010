package index

import (
	"context"
	"slices"

	"beilun/index/words"
	"beilun/internal/zhtext"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// having returns the releases that have one of names in a text or above it.
func (g *generation) having(ctx context.Context, names []string) (map[string]bool, error) {
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

// exclusive returns what only one of two lists in order has.
func exclusive(a, b []string) (out []string) {
	for _, pair := range [][2][]string{{a, b}, {b, a}} {
		for _, s := range pair[0] {
			if _, ok := slices.BinarySearch(pair[1], s); !ok {
				out = append(out, s)
			}
		}
	}
	return out
}

package index

import (
	"context"
	"slices"

	"beilun/index/catalog"
	"beilun/index/store"
)

// Errata returns what people have put right. A line that rules out a figure which
// is not there is one of the problems.
func (x *Index) Errata(ctx context.Context) (catalog.Errata, error) {
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return catalog.Errata{}, nil
	}
	return x.errata(ctx, g, g.Rulings)
}

// ErrataWith returns what Errata would when a file of corrections said text.
func (x *Index) ErrataWith(ctx context.Context, id, text string) (catalog.Errata, error) {
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return catalog.Errata{}, ErrBuilding
	}
	sheets := slices.DeleteFunc(slices.Clone(g.Sheets), func(s catalog.Sheet) bool { return s.ID == id })
	return x.errata(ctx, g, catalog.NewRulings(catalog.ListOf(append(sheets, catalog.Sheet{ID: id, Text: text})), g.Catalog))
}

func (x *Index) errata(ctx context.Context, g *store.Generation, r *catalog.Rulings) (out catalog.Errata, err error) {
	err = x.live.read(ctx, g, func() error {
		out, err = r.Errata(ctx, g.Catalog, g.Reprints, g.AsWritten)
		return err
	})
	return out, err
}

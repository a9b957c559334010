package index

import (
	"context"
	"fmt"
	"slices"

	"beilun/knowledge"
	"beilun/knowledge/read"
)

// ReadDraft finds and binds the figures of an article that is not in x, as those of a
// release in x are, with the names that people have given to things. The article speaks
// for home if it names nothing else, for the district if home is "". names, folded, are
// names in it whatever the rules for names say. The error is that of ctx.
func ReadDraft(ctx context.Context, x *Index, a *knowledge.Article, home string, names []string) error {
	if home == "" {
		home = x.District().Name
	}
	g, release, _ := x.live.acquire()
	defer release()
	if g != nil {
		names = slices.Concat(g.Catalog.Given, names)
	}
	_, binder := x.lex.CuttingOnce(names)
	binder.Home = home
	pass, err := binder.Pass(ctx, a)
	if err != nil {
		return fmt.Errorf("bind draft: %w", err)
	}
	for _, s := range a.Sections {
		for i := range s.Paragraphs {
			p := &s.Paragraphs[i]
			read.Fill(a, p)
			pass.Paragraph(s.Heading, p)
			if g != nil {
				p.Figures = g.Rulings.Apply(a.ID, p.Text, p.Figures)
			}
		}
	}
	return nil
}

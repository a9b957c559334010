package bind

import (
	"context"
	"slices"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
)

// coin sets the names that an article coins. The texts that have one are read anew.
func (b *Binder) coin(ctx context.Context, t *names.Tables, a *knowledge.Article) error {
	b.coined = nil
	c := t.NewCoiner()
	c.Read(b.reading(t, a.Title))
	for _, s := range a.Sections {
		if s.Heading != "" {
			c.Read(b.reading(t, s.Heading))
		}
		for _, p := range s.Paragraphs {
			if c.Full() {
				break
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			c.Read(b.reading(t, p.Text))
		}
	}
	if b.coined = c.Names(); len(b.coined) == 0 || b.read == nil {
		return nil
	}
	for text, r := range b.read.texts {
		if slices.ContainsFunc(b.coined, func(n string) bool { return strings.Contains(r.S, n) }) {
			delete(b.read.texts, text)
			b.read.size -= len(text)
		}
	}
	b.read.title = titleRead{}
	return nil
}

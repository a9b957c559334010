package index

import (
	"context"

	"beilun/index/catalog"
	"beilun/index/thing"
	"beilun/index/words"
)

// mentions returns what the current catalog names (see naming.get).
func (x *Index) mentions() *catalog.Mentions {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil || x.closed {
		return catalog.NewMentions(x.lex, &catalog.Catalog{})
	}
	return x.current.Naming.Get(x.lex, x.current.Catalog, &x.making)
}

// names returns the names in the releases.
func (x *Index) names() *words.Names { return x.mentions().Names }

// Things returns the things that the releases name or tell figures of. After a
// change they may be those from before it for a moment.
func (x *Index) Things() *thing.Set { return x.mentions().Things }

// PassagesWith returns for each of some folded texts in how many passages all its pairs
// of characters stand: how many have it, or a few more.
func (x *Index) PassagesWith(texts []string) []int {
	out := make([]int, len(texts))
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil || x.closed {
		return out
	}
	g := x.current
	err := x.read(context.Background(), g, func() (err error) {
		out, err = g.PassagesWith(texts)
		return err
	})
	if err != nil {
		for i := range out {
			out[i] = -1
		}
	}
	return out
}

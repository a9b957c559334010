package index

import (
	"context"
	"sync"
	"weak"

	"beilun/index/catalog"
	"beilun/index/thing"
	"beilun/index/words"
)

// mentions returns what the current catalog names (see naming.get).
func (x *Index) mentions() *catalog.Mentions {
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return catalog.NewMentions(x.lex, &catalog.Catalog{})
	}
	return g.Naming.Get(x.lex, g.Catalog, &x.making)
}

// Reading identifies what questions to an index are read by: its releases, what people say
// of them, and what they name, which may be that of a moment ago. It keeps none of that in
// memory, unlike a State.
type Reading struct {
	catalog  weak.Pointer[catalog.Catalog]
	rulings  weak.Pointer[catalog.Rulings]
	mentions weak.Pointer[catalog.Mentions]
}

// ReadingOf returns the present reading of x. It is safe for concurrent use.
func ReadingOf(x *Index) Reading {
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return Reading{}
	}
	return Reading{weak.Make(g.Catalog), weak.Make(g.Rulings), weak.Make(g.Naming.Get(x.lex, g.Catalog, &x.making))}
}

// Prepare makes what the first question to x needs of all releases, while something else
// is done, such as looking whether they have changed. The caller calls wait before it
// asks or closes x.
func Prepare(x *Index) (wait func()) {
	var group sync.WaitGroup
	group.Go(func() {
		g, release, err := x.live.acquire()
		if g == nil || err != nil {
			release()
			return
		}
		c, naming := g.Catalog, &g.Naming
		release() // the catalog does not change
		naming.Prepare(x.lex, c)
		x.live.place.District(c, x.live.own)
	})
	return group.Wait
}

// names returns the names in the releases.
func (x *Index) names() *words.Names { return x.mentions().Names }

// Things returns the things that the releases name or have figures of. After a
// change they may be those from before it for a moment.
func (x *Index) Things() *thing.Set { return x.mentions().Things }

// PassagesWith returns for each of some folded texts the number of passages that have
// all its pairs of characters: those that have the text, or a few more.
func (x *Index) PassagesWith(texts []string) []int {
	out := make([]int, len(texts))
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return out
	}
	err := x.live.read(context.Background(), g, func() (err error) {
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

// Known returns the longest end of a name of the releases that is in a folded question
// and ends as names do, or "" (see words.Names.EndIn).
func (x *Index) Known(question string) string { return x.names().EndIn(question) }

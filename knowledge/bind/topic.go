package bind

import (
	"context"
	"slices"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/ledger"
)

// An article is about the name that most of its sentences mention, if it is mentioned
// often and far more often than any other.
const (
	minTopic  = 3
	farOften  = 2 // times the next one
	maxTopics = 200
	maxTold   = 5000 // mentions that are counted, the first ones
)

// topic returns the name that an article without one in its title is about, or "".
func (b Binder) topic(ctx context.Context, t *names.Tables, a *knowledge.Article) (string, error) {
	type count struct {
		name  string
		thing ledger.Thing // of name
		n     int
	}
	var all []count
	var names []names.Name
	told := 0
	for _, s := range a.Sections {
		for _, p := range s.Paragraphs {
			if told >= maxTold {
				break
			}
			if err := ctx.Err(); err != nil {
				return "", err
			}
			names = t.Names(names[:0], b.reading(t, p.Text), anywhere)
			for _, m := range names {
				if !m.Proper || m.Listed {
					continue
				}
				told++
				thing := ledger.ParseThing(m.Text)
				i := slices.IndexFunc(all, func(o count) bool { return thing.Same(o.thing) })
				switch {
				case i < 0 && len(all) < maxTopics:
					all = append(all, count{m.Text, thing, 1})
				case i >= 0:
					all[i].n++
					if len(m.Text) > len(all[i].name) {
						all[i].name, all[i].thing = m.Text, thing
					}
				}
			}
		}
	}
	slices.SortStableFunc(all, func(x, y count) int { return y.n - x.n })
	if len(all) == 0 || all[0].n < minTopic || len(all) > 1 && all[0].n < farOften*all[1].n {
		return "", nil
	}
	return all[0].name, nil
}

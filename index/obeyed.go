package index

import (
	"context"
	"slices"
	"strings"

	"beilun/index/passage"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge/errata"
)

// Obeyed collects which retracted releases were passed over for an answer. It is for
// one answer at a time and not safe for concurrent use.
type Obeyed struct{ retracted []string }

type obeyedKey struct{}

// WithObeyed returns a context whose searches note in o what they pass over.
func WithObeyed(ctx context.Context, o *Obeyed) context.Context {
	return context.WithValue(ctx, obeyedKey{}, o)
}

// noteRetracted notes that a passage of a release was found and passed over.
func noteRetracted(ctx context.Context, release string) {
	if o, _ := ctx.Value(obeyedKey{}).(*Obeyed); o != nil && !slices.Contains(o.retracted, release) {
		o.retracted = append(o.retracted, release)
	}
}

// Rulings returns the lines of the corrections that an answer comes from or would
// come out without: those that o noted, those that speak of things in the question
// and in the passages, and those that rule out figures of the passages.
func (x *Index) Rulings(o *Obeyed, question string, passages []passage.Passage) []errata.Line {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil || x.current.rulings == nil {
		return nil
	}
	r := x.current.rulings
	var out []errata.Line
	add := func(lines ...errata.Line) {
		for _, l := range lines {
			if !slices.ContainsFunc(out, func(o errata.Line) bool { return o.Sheet == l.Sheet && o.Number == l.Number }) {
				out = append(out, l)
			}
		}
	}
	question = words.Squeeze(question)
	told := map[string]bool{}
	for _, p := range passages {
		for i := range p.Figures {
			told[p.Figures[i].Binding.Subject] = true
		}
		for _, w := range r.phrases[p.Release.ID] {
			if strings.Contains(words.Squeeze(zhtext.FoldString(p.Text)), string(w.text)) {
				add(w.line)
			}
		}
	}
	for _, n := range r.list.NamesIn(question) {
		for _, s := range sortedKeys(told) {
			if s != n {
				add(r.list.Between(n, s)...)
			}
		}
	}
	for _, id := range o.retracted {
		if l, ok := r.retracted[id]; ok {
			add(l)
		}
	}
	return out
}

// NamesGiven returns the names that people give things and that stand in a folded
// question, and for each all names of its thing, the fullest first.
func (x *Index) NamesGiven(question string) (names []string, of [][]string) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil || x.current.rulings == nil {
		return nil, nil
	}
	list := x.current.rulings.list
	names = list.NamesIn(words.Squeeze(question))
	for _, n := range names {
		of = append(of, list.Thing(n).Names)
	}
	return names, of
}

package index

import (
	"context"
	"slices"

	"beilun/index/passage"
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
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return nil
	}
	return g.Rulings.LinesFor(question, passages, o.retracted)
}

// NamesGiven returns the names given to things by people that are in a folded
// question, and for each all names of its thing, the fullest first.
func (x *Index) NamesGiven(question string) (names []string, of [][]string) {
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return nil, nil
	}
	return g.Rulings.NamesGiven(question)
}

package index

import (
	"errors"

	"beilun/index/store"
)

// Problems returns the files that the last sync refused and why, in the order
// of the folder: the first 1,000 of them, with the words of the error but not
// its type. They are known at once when an index is opened.
func (x *Index) Problems() []Refusal {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil {
		return nil
	}
	var out []Refusal
	for _, p := range x.current.Problems {
		out = append(out, Refusal{ID: p.ID, Err: errors.New(p.Reason)})
	}
	return out
}

// problemsOf makes what is stored of refusals.
func problemsOf(refused []Refusal) []store.Problem {
	var out []store.Problem
	for _, r := range refused[:min(len(refused), store.MaxProblems)] {
		out = append(out, store.NewProblem(r.ID, r.Err))
	}
	return out
}

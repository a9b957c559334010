package index

import (
	"errors"
	"slices"
	"strings"

	"beilun/index/catalog"
	"beilun/index/facts"
	"beilun/index/store"
	"beilun/knowledge/corpus"
)

// Changes is what one sync did, by release ID in the order of the folder.
type Changes struct {
	New, Changed, Same, Gone []string
	Refused                  []Refusal
	Rebuilt                  bool         // made from nothing: what is New may have been known before
	Errata                   bool         // what people have put right has changed
	News                     []facts.News // what the figures of New and Changed mean: of each batch the oldest release first, in a release as in its text
}

// Refusal is a file of the releases folder that was not indexed, and why. A
// refused file that was indexed before keeps its old text in the index, but for one that
// is withheld (ErrEmbargo, ErrBadEmbargo), of which nothing stays.
type Refusal struct {
	ID  string
	Err error
}

// unseen returns the releases of old that were not seen, in order.
func unseen(old map[string]catalog.Record, seen map[string]bool) []string {
	var out []string
	for id := range old {
		if !seen[id] {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// unlisted reports whether id is in a folder that could not be listed, or in a file that
// holds others and could not be opened, so that it is unknown whether it is gone. Such a
// folder is refused under an ID that ends in a slash.
func unlisted(id string, c *Changes) bool {
	for _, r := range c.Refused {
		if strings.HasSuffix(r.ID, "/") && strings.HasPrefix(id, r.ID) {
			return true
		}
		if errors.Is(r.Err, corpus.ErrUnopened) && strings.HasPrefix(id, r.ID+"/") {
			return true
		}
	}
	return false
}

// problemsOf makes what is stored of refusals: those of whole folders, which come first
// in a corpus, in any case.
func problemsOf(refused []Refusal) []store.Problem {
	var out []store.Problem
	if len(refused) > store.MaxProblems { // what is withheld has to be known, see heldBack
		rank := func(r Refusal) int {
			switch {
			case strings.HasSuffix(r.ID, "/"):
				return 0
			case isWithheld(r.Err):
				return 1
			}
			return 2
		}
		refused = slices.Clone(refused)
		slices.SortStableFunc(refused, func(a, b Refusal) int { return rank(a) - rank(b) })
	}
	for _, r := range refused[:min(len(refused), store.MaxProblems)] {
		out = append(out, store.NewProblem(r.ID, r.Err))
	}
	return out
}

var errManyChanges = errors.New("too many changes for the current generation")

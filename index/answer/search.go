package answer

import (
	"cmp"
	"context"
	"slices"

	"beilun/index"
	"beilun/index/answer/choice/layout"
	"beilun/index/answer/frame"
	"beilun/internal/wordlist"
)

// Limits of a search by the words of the question: passages that are read for an
// answer; of these, how many of the first are looked at for words of releases,
// and how many of them must have some so that no others are searched for; and how
// many passages found by the words of releases are read, whatever the others
// score.
const (
	searched  = 20
	lookedAt  = 5
	haveSaid  = 3
	saidFirst = 8
)

// search finds the passages for a question, and for one that gathers or compares
// also what is in the same tables and behind them.
func (in *interpreter) search(ctx context.Context, f *frame.Frame) ([]index.Hit, error) {
	hits, err := in.find(ctx, f)
	if err != nil || !f.Gathers() {
		return hits, err
	}
	g := gatherer{index: in.index, hits: slices.Clone(hits), has: map[string]bool{}}
	for _, h := range hits {
		g.has[h.Passage.ID] = true
	}
	for i := range hits[:min(gathered, len(hits))] {
		if err := g.addAround(ctx, &hits[i].Passage); err != nil {
			return nil, err
		}
	}
	return g.hits, nil
}

// find returns the passages that are found by the words of the question and, if
// releases have other words for what it asks, by these.
func (in *interpreter) find(ctx context.Context, f *frame.Frame) ([]index.Hit, error) {
	hits, err := in.index.Search(ctx, f.Query, searched)
	text, said := f.InSaid()
	if err != nil || len(said) == 0 || len(hits) == 0 || areIn(said, hits[:min(len(hits), lookedAt)]) {
		return hits, err
	}
	more, err := in.index.Search(ctx, in.parse(text), saidFirst)
	if err != nil {
		return nil, err
	}
	return merged(hits, more), nil
}

// areIn reports whether enough of hits have some of words.
func areIn(words []string, hits []index.Hit) bool {
	n := 0
	for i := range hits {
		if wordlist.ContainsAny(hits[i].Passage.Folded(), words...) {
			n++
		}
	}
	return n >= haveSaid
}

// merged returns the passages of two searches, the best first: all of the second,
// and the best of the first.
func merged(hits, more []index.Hit) []index.Hit {
	out := append(make([]index.Hit, 0, max(searched, len(more))), more...)
	has := func(id string) bool {
		for i := range out {
			if out[i].Passage.ID == id {
				return true
			}
		}
		return false
	}
	for i := range hits {
		if h := &hits[i]; len(out) < searched && !has(h.Passage.ID) {
			out = append(out, *h)
		}
	}
	slices.SortStableFunc(out, func(g, h index.Hit) int { return cmp.Compare(h.Score, g.Score) })
	return out
}

// Limits of what is read besides the passages that were found: around how many of
// them; how many passages of a table before and behind a row, and behind any
// other passage; how many in all; and in how many releases what follows.
const (
	gathered   = 8
	maxTable   = 30
	maxBehind  = 16
	maxBeside  = 48
	behindBest = 3
)

// gatherer reads passages around those that were found.
type gatherer struct {
	index    *index.Index
	hits     []index.Hit
	has      map[string]bool // by ID
	tables   []string        // that were read: the release and the label of the first column
	releases []string        // that were read on
	added    int
}

// addAround adds the rest of the table that a passage is a row of, or what
// follows it.
func (g *gatherer) addAround(ctx context.Context, p *index.Passage) error {
	label := layout.RowLabel(p.Text)
	before, behind := 1, maxBehind
	switch key := p.Release.ID + "|" + label; {
	case label != "":
		if slices.Contains(g.tables, key) {
			return nil
		}
		g.tables = append(g.tables, key)
		before, behind = maxTable, maxTable
	case slices.Contains(g.releases, p.Release.ID) || len(g.releases) == behindBest:
		return nil
	default:
		g.releases = append(g.releases, p.Release.ID)
	}
	near, err := g.index.Near(ctx, p.ID, before, behind)
	if err != nil {
		return err
	}
	if label != "" {
		near = tableOf(near, p.ID, label)
	}
	for _, n := range near {
		if g.has[n.ID] || g.added == maxBeside {
			continue
		}
		g.has[n.ID] = true
		g.added++
		g.hits = append(g.hits, index.Hit{Passage: n, Score: g.hits[len(g.hits)-1].Score})
	}
	return nil
}

// tableOf returns the rows of the table that the passage with an ID is a row of,
// and the passage before the first, from passages in order.
func tableOf(near []index.Passage, id, label string) []index.Passage {
	at := slices.IndexFunc(near, func(p index.Passage) bool { return p.ID == id })
	if at < 0 {
		return nil
	}
	from, to := at, at+1
	for from > 0 && layout.RowLabel(near[from-1].Text) == label {
		from--
	}
	for to < len(near) && layout.RowLabel(near[to].Text) == label {
		to++
	}
	return near[max(0, from-1):to]
}

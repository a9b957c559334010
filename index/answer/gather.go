package answer

import (
	"context"
	"slices"

	"beilun/index"
	"beilun/index/answer/choice/layout"
	"beilun/index/answer/frame"
)

// Limits of what is read beside the passages found, for a question that several places
// tell the answer to: how many of the passages it is read beside, how many of a table
// before and behind a row, and behind any other passage, and how many in all.
const (
	gathered   = 8
	maxTable   = 30
	maxBehind  = 16
	maxBeside  = 48
	behindBest = 3 // of so many releases what follows is read
)

// search finds the passages for a question, and for one that gathers or compares what
// stands in the same tables and behind them, too.
func (a *Answerer) search(ctx context.Context, f *frame.Frame) ([]index.Hit, error) {
	hits, err := a.find(ctx, f)
	if err != nil || !f.Gathers() {
		return hits, err
	}
	g := gatherer{a: a, hits: slices.Clone(hits), has: map[string]bool{}}
	for _, h := range hits {
		g.has[h.Passage.ID] = true
	}
	for i := range hits[:min(gathered, len(hits))] {
		if err := g.beside(ctx, &hits[i].Passage); err != nil {
			return nil, err
		}
	}
	return g.hits, nil
}

// gatherer reads passages beside those that were found.
type gatherer struct {
	a        *Answerer
	hits     []index.Hit
	has      map[string]bool // by ID
	tables   []string        // that were read: the release and the label of the first column
	releases []string        // that were read on
	added    int
}

// beside reads the rest of the table that a passage is a row of, or what follows it.
func (g *gatherer) beside(ctx context.Context, p *index.Passage) error {
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
	near, err := g.a.index.Near(ctx, p.ID, before, behind)
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

// tableOf returns of passages in order the rows of the table that the one with an ID is
// a row of, and the passage over the first.
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

package index

import (
	"context"
	"slices"
	"strings"

	"beilun/index/passage"
	"beilun/knowledge"
	"beilun/knowledge/errata"
)

// Errata is what people have put right, as it is for the releases.
type Errata struct {
	Lines     []errata.Line // that hold
	Problems  []errata.Problem
	Retracted []Retraction
}

// Retraction is a release that no longer answers.
type Retraction struct {
	Release passage.Release
	Line    errata.Line
	Twin    bool     // the line names another release, of exactly the same text
	Near    []string // IDs of releases that print it with changes, and go on answering
}

// Errata returns what people have put right. A line that rules out a figure which
// is not there is one of the problems.
func (x *Index) Errata(ctx context.Context) (Errata, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil {
		return Errata{}, nil
	}
	return x.errata(ctx, x.current, x.current.rulings)
}

// ErrataWith returns what Errata would when a file of corrections said text.
func (x *Index) ErrataWith(ctx context.Context, id, text string) (Errata, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil {
		return Errata{}, ErrBuilding
	}
	sheets := slices.DeleteFunc(slices.Clone(x.current.sheets), func(s sheet) bool { return s.ID == id })
	return x.errata(ctx, x.current, newRulings(listOf(append(sheets, sheet{ID: id, Text: text})), x.current.catalog))
}

func (x *Index) errata(ctx context.Context, g *generation, r *rulings) (Errata, error) {
	if r == nil {
		return Errata{}, nil
	}
	out := Errata{Problems: slices.Clone(r.problems)}
	err := x.read(ctx, g, func() error {
		for _, id := range sortedKeys(r.phrases) {
			idle, err := g.idle(ctx, id, r.phrases[id])
			if err != nil {
				return err
			}
			out.Problems = append(out.Problems, idle...)
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	bad := func(l errata.Line) bool {
		return slices.ContainsFunc(out.Problems, func(p errata.Problem) bool { return p.Sheet == l.Sheet && p.Number == l.Number })
	}
	for _, l := range r.list.Lines {
		if !bad(l) {
			out.Lines = append(out.Lines, l)
		}
	}
	slices.SortStableFunc(out.Problems, func(a, b errata.Problem) int {
		if c := strings.Compare(a.Sheet, b.Sheet); c != 0 {
			return c
		}
		return a.Number - b.Number
	})
	for _, id := range sortedKeys(r.retracted) {
		rec := g.catalog.Releases[id]
		t := Retraction{Release: rec.Release, Line: r.retracted[id], Twin: r.twins[id] != ""}
		for e := range g.reprints.find(&rec) {
			t.Near = append(t.Near, e.rec.Release.ID)
		}
		slices.Sort(t.Near)
		out.Retracted = append(out.Retracted, t)
	}
	return out, nil
}

// idle returns the lines among those of phrases that rule out no figure of a release.
func (g *generation) idle(ctx context.Context, release string, phrases []ruledOut) (out []errata.Problem, err error) {
	used := make([]bool, len(phrases))
	for n := range g.catalog.Releases[release].Passages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p, err := g.asWritten(passage.ID(release, n+1))
		if err != nil {
			return nil, err
		}
		t := squeezedOf(p.Text)
		for i := range phrases {
			used[i] = used[i] || slices.ContainsFunc(p.Figures, func(f knowledge.Figure) bool { return t.ruleOut(phrases[i:i+1], f) != nil })
		}
	}
	for i, p := range phrases {
		if !used[i] {
			out = append(out, errata.Problem{Sheet: p.line.Sheet, Number: p.line.Number, Text: p.line.Text, Err: errata.ErrNoFigure})
		}
	}
	return out, nil
}

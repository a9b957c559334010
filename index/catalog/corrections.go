package catalog

import (
	"context"
	"maps"
	"slices"
	"strings"

	"beilun/index/passage"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/errata"
)

// Errata is what people have put right, as it is for the releases.
type Errata struct {
	Lines     []errata.Line // that are valid
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

// Errata returns what the rulings are for the releases of c, whose copies are rs.
// asWritten returns a passage, by its ID, as its release says it. A line that rules
// out a figure which the release does not have is one of the problems.
func (r *Rulings) Errata(ctx context.Context, c *Catalog, rs *Reprints, asWritten func(id string) (passage.Passage, error)) (Errata, error) {
	if r == nil {
		return Errata{}, nil
	}
	out := Errata{Problems: slices.Clone(r.problems)}
	for _, id := range slices.Sorted(maps.Keys(r.phrases)) {
		idle, err := r.idle(ctx, id, c.Releases[id].Passages, asWritten)
		if err != nil {
			return out, err
		}
		out.Problems = append(out.Problems, idle...)
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
	for _, id := range slices.Sorted(maps.Keys(r.retracted)) {
		rec := c.Releases[id]
		out.Retracted = append(out.Retracted, Retraction{
			Release: rec.Release, Line: r.retracted[id], Twin: r.twins[id] != "", Near: rs.CopiesOf(&rec),
		})
	}
	return out, nil
}

// idle returns the lines about a release, which has a number of passages, that rule out
// none of its figures.
func (r *Rulings) idle(ctx context.Context, release string, passages int, asWritten func(id string) (passage.Passage, error)) (out []errata.Problem, err error) {
	phrases := r.phrases[release]
	used := make([]bool, len(phrases))
	for n := range passages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p, err := asWritten(passage.ID(release, n+1))
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

// LinesFor returns the lines that the answer to a question comes from or would be
// different without: those about things in the question and in the passages, those
// that rule out figures of the passages, and those that retract some releases.
func (r *Rulings) LinesFor(question string, passages []passage.Passage, retracted []string) []errata.Line {
	if r == nil {
		return nil
	}
	var out []errata.Line
	add := func(lines ...errata.Line) {
		for _, l := range lines {
			if !slices.ContainsFunc(out, func(o errata.Line) bool { return o.Sheet == l.Sheet && o.Number == l.Number }) {
				out = append(out, l)
			}
		}
	}
	question = words.Squeeze(question)
	subjects := map[string]bool{}
	for _, p := range passages {
		for i := range p.Figures {
			subjects[p.Figures[i].Binding.Subject] = true
		}
		for _, w := range r.phrases[p.Release.ID] {
			if strings.Contains(words.Squeeze(zhtext.FoldString(p.Text)), string(w.text)) {
				add(w.line)
			}
		}
	}
	for _, n := range r.list.NamesIn(question) {
		for _, s := range slices.Sorted(maps.Keys(subjects)) {
			if s != n {
				add(r.list.Between(n, s)...)
			}
		}
	}
	for _, id := range retracted {
		if l, ok := r.retracted[id]; ok {
			add(l)
		}
	}
	return out
}

// NamesGiven returns the names given to things by people that are in a folded
// question, and for each all names of its thing, the fullest first.
func (r *Rulings) NamesGiven(question string) (names []string, of [][]string) {
	if r == nil {
		return nil, nil
	}
	names = r.list.NamesIn(words.Squeeze(question))
	for _, n := range names {
		of = append(of, r.list.Thing(n).Names)
	}
	return names, of
}

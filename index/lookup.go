package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"beilun/index/passage"
	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/ledger"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// Filter narrows the ledger. Empty fields hold for everything.
type Filter struct {
	Subject string // a name or a part of one
	Metric  string // what is measured, in any of its words
}

// maxLedger is the number of passages that one look into the ledger reads.
const maxLedger = 5000

// ErrTooMany says that not all passages that may have rows asked for were read,
// so that nothing can be said of all of them.
var ErrTooMany = errors.New("too many passages")

// Ledger returns the rows that f holds for, in the order of the releases,
// newest first, and of their text. With ErrTooMany it returns some of them.
func (x *Index) Ledger(ctx context.Context, f Filter) ([]passage.Row, error) {
	f.Subject, f.Metric = words.Squeeze(f.Subject), words.Squeeze(f.Metric)
	q := ledgerQuery(anyFigure)
	switch {
	case f.Subject != "":
		q = ofSubject(f.Subject, append(shorterNames(f.Subject), x.otherNames(f.Subject)...))
	case f.Metric != "":
		var terms []string
		for _, w := range x.lex.Cut(f.Metric) {
			if s := f.Metric[w.Start:w.End]; !x.lex.IsStop(s) {
				terms = append(terms, metricTerm(words.Canon(s)))
			}
		}
		q = withAll(terms)
	}
	rows, err := x.find(ctx, q, func(r passage.Row) bool { return f.holds(x.lex, r) })
	if err != nil {
		return rows, fmt.Errorf("read ledger: %w", err)
	}
	return rows, nil
}

// Figures returns the entries for what a person asks figures of: a thing, a
// metric, or a thing and a metric behind it; of everything when it is empty.
func (x *Index) Figures(ctx context.Context, of string) ([]Entry, error) {
	filters := []Filter{{Subject: of}, {Metric: of}}
	if of == "" {
		filters = filters[:1]
	}
	if i := strings.LastIndexByte(strings.TrimSpace(of), ' '); i > 0 {
		filters = append(filters, Filter{Subject: of[:i], Metric: of[i:]})
	} else {
		given, _ := x.NamesGiven(of)
		for _, n := range append(given, x.lex.Binder().Names(of)...) {
			if metric, ok := strings.CutPrefix(words.Squeeze(of), n); ok && metric != "" {
				filters = append(filters, Filter{Subject: n, Metric: metric})
			}
		}
	}
	for _, f := range filters {
		rows, err := x.Ledger(ctx, f)
		if err != nil && !errors.Is(err, ErrTooMany) {
			return nil, err
		}
		if es := ledger.Entries(rows); len(es) > 0 {
			return es, nil
		}
	}
	return nil, nil
}

// otherNames returns the other names that people give the thing with a name.
func (x *Index) otherNames(name string) []string {
	names, of := x.NamesGiven(name)
	if len(names) != 1 || names[0] != name {
		return nil
	}
	return of[0]
}

func (f Filter) holds(l *words.Lexicon, r passage.Row) bool {
	b := r.Figure.Binding
	if f.Subject != "" {
		same, decided := b.Thing.Is(f.Subject)
		if decided && !same || !decided && !ledger.Holds(b.Subject, f.Subject) {
			return false
		}
	}
	if f.Metric == "" || strings.Contains(b.Metric, f.Metric) {
		return true
	}
	asked := 0
	for _, w := range l.Cut(f.Metric) {
		s := f.Metric[w.Start:w.End]
		if l.IsStop(s) {
			continue
		}
		if !slices.Contains(b.Words, words.Canon(s)) && !strings.Contains(b.Metric, s) {
			return false
		}
		asked++
	}
	return asked > 0
}

// Same returns the rows whose figures have the value of f, in any unit. With
// ErrTooMany it returns some of them.
func (x *Index) Same(ctx context.Context, f *knowledge.Figure) ([]passage.Row, error) {
	term := valueTerm(f)
	rows, err := x.find(ctx, withAll([]string{term}), func(r passage.Row) bool { return valueTerm(r.Figure) == term })
	if err != nil {
		return rows, fmt.Errorf("read ledger: %w", err)
	}
	return rows, nil
}

// find returns the figures that keep holds for, of the passages that q finds. Of
// maxLedger passages and more some are read, and the error is ErrTooMany.
func (x *Index) find(ctx context.Context, q ledgerQuery, keep func(passage.Row) bool) ([]passage.Row, error) {
	return x.rows(ctx, func(g *generation, s *scorch.IndexSnapshot) ([]passage.Row, int, error) {
		return g.find(ctx, s, q, keep)
	})
}

// rows returns what read reads in the current generation: rows, and the number of
// the passages that they were looked for in. Where these are maxLedger the error
// is ErrTooMany.
func (x *Index) rows(ctx context.Context, read func(*generation, *scorch.IndexSnapshot) ([]passage.Row, int, error)) (out []passage.Row, err error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.closed {
		return nil, errors.New("the index is closed")
	}
	if x.current == nil {
		return nil, nil
	}
	passages := 0
	err = x.read(ctx, x.current, func() error {
		return x.current.reading(func(s *scorch.IndexSnapshot) (err error) {
			out, passages, err = read(x.current, s)
			return err
		})
	})
	if err == nil && passages == maxLedger {
		err = ErrTooMany
	}
	return out, err
}

// find returns the figures that keep holds for, of the passages that q finds
// but for those over maxLedger: the newest release first, within a release in
// the order of the text. read is the number of these passages.
func (g *generation) find(ctx context.Context, r *scorch.IndexSnapshot, q ledgerQuery, keep func(passage.Row) bool) (out []passage.Row, read int, err error) {
	ls, err := newLedgers(r)
	if err != nil {
		return nil, 0, err
	}
	for _, l := range ls {
		docs, err := q(l)
		if err != nil {
			return nil, 0, err
		}
		for it := docs.Iterator(); it.HasNext() && read < maxLedger; read++ {
			if read%100 == 0 && ctx.Err() != nil {
				return nil, 0, ctx.Err()
			}
			rows, err := g.rowsAt(l.SegmentSnapshot, uint64(it.Next()), keep)
			if err != nil {
				return nil, 0, err
			}
			out = append(out, rows...)
		}
	}
	sortRows(out)
	return g.reprints.LeaveOutCopied(out), read, nil
}

// sortRows puts rows in order: the newest release first, within a release in the
// order of the text.
func sortRows(rows []passage.Row) {
	slices.SortStableFunc(rows, func(a, b passage.Row) int {
		if c := b.Passage.Release.Date.Compare(a.Passage.Release.Date); c != 0 {
			return c
		}
		if c := cmp.Compare(a.Passage.Release.ID, b.Passage.Release.ID); c != 0 {
			return c
		}
		if c := cmp.Compare(a.Passage.Number(), b.Passage.Number()); c != 0 {
			return c
		}
		return cmp.Compare(a.Figure.Span.Start, b.Figure.Span.Start)
	})
}

// rowsAt returns the figures of a passage that keep holds for.
func (g *generation) rowsAt(seg *scorch.SegmentSnapshot, doc uint64, keep func(passage.Row) bool) (out []passage.Row, err error) {
	p, err := g.loadAt(seg, doc)
	if err != nil {
		return nil, err
	}
	if g.leavesOut(p.ID) {
		return nil, nil
	}
	for i := range p.Figures {
		if row := (passage.Row{Passage: *p, Figure: &p.Figures[i]}); keep(row) {
			out = append(out, row)
		}
	}
	return out, nil
}

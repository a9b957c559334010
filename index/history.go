package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"beilun/knowledge"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// History returns the figures of the same thing as r, r's own among them and
// those planned or aimed at, too: the present one first.
func (x *Index) History(ctx context.Context, r Row) ([]Row, error) {
	return x.history(ctx, r, window{newest: maxLedger})
}

// Recent returns what History does but for what is older than the newest n
// figures of r's state and the newest n of another one. With a year it returns
// the figures of r's state that hold for that year as well.
func (x *Index) Recent(ctx context.Context, r Row, n, year int) ([]Row, error) {
	w := window{newest: n}
	if year > 0 {
		w.from, w.to = sortable(knowledge.Date{Year: year}), sortable(knowledge.Date{Year: year + 1})
	}
	return x.history(ctx, r, w)
}

func (x *Index) history(ctx context.Context, r Row, w window) ([]Row, error) {
	if len(r.Figure.Binding.Words) == 0 {
		return nil, nil // nothing tells what it counts
	}
	same, err := x.rows(ctx, func(g *generation, s *scorch.IndexSnapshot) ([]Row, int, error) {
		return g.history(ctx, s, soughtOf(r), w, func(o Row) bool { return SameMeasure(r, o) })
	})
	if err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	sortNewer(same)
	e := Entry{Rows: same}
	e.settle()
	return e.Rows, nil
}

// sought is what figures of one thing share.
type sought struct {
	name, measure string
	state         knowledge.State // its class
	period        string          // its type
}

// soughtOf returns what is sought for the other figures of what r counts.
func soughtOf(r Row) sought {
	_, period, _ := strings.Cut(classOf(r.Figure), "|")
	return sought{r.Figure.Binding.Subject, measureOf(r.Figure), stateClass(r.Figure.Binding.State), period}
}

// window is the part of a history that is read. What is withdrawn is read always.
type window struct {
	newest   int    // of the state that is sought, and as many of all others
	from, to string // sortable days, the second not included: of the state that is sought, what holds for them is read, too
	ownState bool   // of no other state

	passing func(Row) bool // of what does not count as one of the newest; nil: all counts
}

// since is a term of a figure in a segment.
type since struct {
	seg   int
	docs  *roaring.Bitmap
	state knowledge.State
	asOf  string // sortable
}

// history returns the figures that keep holds for, of the passages in a window of
// what is sought, and the number of these passages.
func (g *generation) history(ctx context.Context, r *scorch.IndexSnapshot, s sought, w window, keep func(Row) bool) ([]Row, int, error) {
	var own, others []since
	for i, seg := range r.Segments() {
		l, err := newLedgerOf(seg)
		if err != nil {
			return nil, 0, err
		}
		longer, err := l.longerNames(s.name)
		if err != nil {
			return nil, 0, err
		}
		for _, n := range slices.Concat(shorterNames(s.name), longer, []string{s.name}) {
			err := l.each(namePrefix(n)+s.measure+"\x00", func(rest string, docs *roaring.Bitmap) {
				state, rest, _ := strings.Cut(rest, "|")
				period, day, _ := strings.Cut(rest, "|")
				t := since{i, docs, knowledge.State(state), day}
				switch {
				case stateClass(t.state) != s.state && !w.ownState:
					others = append(others, t)
				case stateClass(t.state) == s.state && period == s.period:
					own = append(own, t)
				}
			})
			if err != nil {
				return nil, 0, err
			}
		}
	}
	rr := newRowReader(g, r, keep)
	rr.passing = w.passing
	for _, terms := range [][]since{own, others} {
		if err := rr.newest(ctx, terms, w.newest); err != nil {
			return nil, 0, err
		}
	}
	for _, t := range own {
		if t.state == knowledge.Withdrawn || t.asOf >= w.from && t.asOf < w.to {
			if err := rr.read(ctx, t); err != nil {
				return nil, 0, err
			}
		}
	}
	sortRows(rr.rows)
	return g.reprints.leaveOutCopied(rr.rows), rr.passages, nil
}

// rowReader reads rows of passages, each passage once and maxLedger of them at
// most.
type rowReader struct {
	g        *generation
	segments []*scorch.SegmentSnapshot
	keep     func(Row) bool
	passing  func(Row) bool    // see window
	done     []*roaring.Bitmap // passages that were read, by segment
	passages int
	rows     []Row
	counted  int // rows that are not passing
}

func newRowReader(g *generation, r *scorch.IndexSnapshot, keep func(Row) bool) *rowReader {
	return &rowReader{g: g, segments: r.Segments(), keep: keep, done: make([]*roaring.Bitmap, len(r.Segments()))}
}

// newest reads the terms of the newest days until there are n rows, those of the
// last day all.
func (r *rowReader) newest(ctx context.Context, terms []since, n int) error {
	slices.SortStableFunc(terms, func(a, b since) int { return cmp.Compare(b.asOf, a.asOf) })
	before := r.counted
	for i, t := range terms {
		if r.counted-before >= n && t.asOf != terms[i-1].asOf {
			return nil
		}
		if err := r.read(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

func (r *rowReader) read(ctx context.Context, t since) error {
	if r.done[t.seg] == nil {
		r.done[t.seg] = roaring.New()
	}
	for it := t.docs.Iterator(); it.HasNext() && r.passages < maxLedger; {
		doc := it.Next()
		if !r.done[t.seg].CheckedAdd(doc) {
			continue
		}
		if r.passages++; r.passages%100 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		rows, err := r.g.rowsAt(r.segments[t.seg], uint64(doc), r.keep)
		if err != nil {
			return err
		}
		r.rows = append(r.rows, rows...)
		for _, row := range rows {
			if r.passing == nil || !r.passing(row) {
				r.counted++
			}
		}
	}
	return nil
}

// Newest returns figures of the things whose names hold name or are names of the
// same thing, those of the newest releases first: n of them at least, unless
// there are fewer.
func (x *Index) Newest(ctx context.Context, name string, n int) ([]Row, error) {
	f := Filter{Subject: squeeze(name)}
	rows, err := x.rows(ctx, func(g *generation, s *scorch.IndexSnapshot) ([]Row, int, error) {
		return g.newest(ctx, s, ofSubject(f.Subject), n, func(r Row) bool { return f.holds(x.lex, r) })
	})
	if err != nil && !errors.Is(err, ErrTooMany) {
		return nil, fmt.Errorf("read the newest figures: %w", err)
	}
	return rows, nil
}

func (g *generation) newest(ctx context.Context, r *scorch.IndexSnapshot, q ledgerQuery, n int, keep func(Row) bool) ([]Row, int, error) {
	var months []since
	for i, seg := range r.Segments() {
		l, err := newLedgerOf(seg)
		if err != nil {
			return nil, 0, err
		}
		found, err := q(l)
		if err != nil {
			return nil, 0, err
		}
		err = l.each(monthMark, func(month string, docs *roaring.Bitmap) {
			if docs = roaring.And(docs, found); !docs.IsEmpty() {
				months = append(months, since{seg: i, docs: docs, asOf: month})
			}
		})
		if err != nil {
			return nil, 0, err
		}
	}
	rr := newRowReader(g, r, keep)
	if err := rr.newest(ctx, months, n); err != nil {
		return nil, 0, err
	}
	sortRows(rr.rows)
	return g.reprints.leaveOutCopied(rr.rows), rr.passages, nil
}

package facts

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/passage"
	"beilun/index/query"
	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/ledger"

	"github.com/RoaringBitmap/roaring/v2"
)

// Filter narrows the ledger. An empty field matches everything.
type Filter struct {
	Subject string // a name or a part of one
	Metric  string // what is measured, in any of its words
	Narrow  bool   // with both: only passages are read that have the words of Metric, so that of a thing with very many figures not all are
	Most    int    // as many of the newest rows are enough, and those of the same month; 0: all
	Whole   bool   // every passage is read, however many there are; without Most
}

// MaxPassages is the number of passages that one look into the ledger reads.
const MaxPassages = 5000

// ErrTooMany says that not all passages that may have rows asked for were read,
// so that nothing can be said of all of them.
var ErrTooMany = errors.New("too many passages")

// Rows returns the rows that match f, in the order of the releases, newest first, and
// of their text. others are other names of f's subject. With ErrTooMany it returns some
// of the rows.
func (r *Reader) Rows(ctx context.Context, lex *words.Lexicon, f Filter, others []string) ([]passage.Row, error) {
	f.Subject, f.Metric = words.Squeeze(f.Subject), words.Squeeze(f.Metric)
	q := ledgerQuery(anyFigure)
	switch {
	case f.Subject != "":
		q = ofSubject(f.Subject, append(shorterNames(f.Subject), others...))
		if f.Narrow {
			q = both(q, withAll(metricTerms(lex, f.Metric)))
		}
	case f.Metric != "":
		q = withAll(metricTerms(lex, f.Metric))
	}
	measures := Measures(lex, f.Metric)
	keep := func(row passage.Row) bool { return f.isOf(row) && (f.Metric == "" || measures(row)) }
	if f.Most > 0 {
		of := make([]*roaring.Bitmap, len(r.Segments))
		for i, l := range r.Segments {
			var err error
			if of[i], err = q(l.Field); err != nil {
				return nil, err
			}
		}
		return r.newest(ctx, of, f.Most, keep)
	}
	most := MaxPassages
	if f.Whole {
		most = math.MaxInt
	}
	return r.find(ctx, q, most, keep)
}

// asking returns the words of a metric that count.
func asking(lex *words.Lexicon, metric string) (out []string) {
	bare := bareMetric(metric)
	for _, w := range lex.Cut(bare) {
		if s := bare[w.Start:w.End]; !lex.IsStop(s) {
			out = append(out, s)
		}
	}
	return out
}

// metricTerms returns the terms for the words of a metric.
func metricTerms(lex *words.Lexicon, metric string) (out []string) {
	for _, w := range asking(lex, metric) {
		out = append(out, metricTerm(words.Canon(w)))
	}
	return out
}

// isOf reports whether r is of the thing that f asks for.
func (f Filter) isOf(r passage.Row) bool {
	b := r.Figure.Binding
	if f.Subject == "" {
		return true
	}
	same, decided := b.Thing.Is(f.Subject)
	return same || !decided && ledger.Holds(b.Subject, f.Subject)
}

// Measures returns a function that reports whether a figure measures what metric names,
// in any of its words. It is safe for concurrent use.
func Measures(lex *words.Lexicon, metric string) func(passage.Row) bool {
	metric = words.Squeeze(metric)
	asked := asking(lex, metric)
	return func(r passage.Row) bool {
		b := &r.Figure.Binding
		if metric != "" && strings.Contains(b.Metric, metric) {
			return true
		}
		for _, s := range asked {
			if !slices.Contains(b.Words, words.Canon(s)) && !strings.Contains(b.Metric, s) {
				return false
			}
		}
		return len(asked) > 0
	}
}

// bareMetric returns a metric without a word at its end that says no more than that it
// is a number: 入驻企业数.
func bareMetric(metric string) string {
	for _, w := range query.Words("numberNoun") {
		if rest, ok := strings.CutSuffix(metric, w); ok && utf8.RuneCountInString(rest) >= leastMetric {
			return rest
		}
	}
	return metric
}

// leastMetric is how many characters a metric has at least.
const leastMetric = 2

// WithValue returns the rows whose figures have the value of f, in any unit. With
// ErrTooMany it returns some of them.
func (r *Reader) WithValue(ctx context.Context, f *knowledge.Figure) ([]passage.Row, error) {
	term := valueTerm(f)
	return r.find(ctx, withAll([]string{term}), MaxPassages, func(o passage.Row) bool { return valueTerm(o.Figure) == term })
}

// find returns the rows for which keep returns true, of the passages that q finds:
// the newest release first, within a release in the order of the text. Of most
// passages and more it reads the first, and the error is ErrTooMany.
func (r *Reader) find(ctx context.Context, q ledgerQuery, most int, keep func(passage.Row) bool) (out []passage.Row, err error) {
	read := 0
	for _, l := range r.Segments {
		docs, err := q(l.Field)
		if err != nil {
			return nil, fmt.Errorf("read ledger: %w", err)
		}
		for it := docs.Iterator(); it.HasNext() && read < most; read++ {
			if read%100 == 0 && ctx.Err() != nil {
				return nil, fmt.Errorf("read ledger: %w", ctx.Err())
			}
			if out, err = r.rowsAt(out, l, it.Next(), keep); err != nil {
				return nil, fmt.Errorf("read ledger: %w", err)
			}
		}
	}
	sortRows(out)
	if out = r.Reprints.LeaveOutCopied(out); read == most {
		return out, fmt.Errorf("read ledger: %w", ErrTooMany)
	}
	return out, nil
}

// Each calls yield with the rows of each passage, those that Rows has for a Filter that is
// Whole, in no order. It takes little memory however many there are; yield may keep what
// it gets.
func (r *Reader) Each(ctx context.Context, yield func([]passage.Row)) error {
	edits := r.Reprints.Edits()
	var apart []passage.Row // of releases that may have figures in common
	all := func(passage.Row) bool { return true }
	for _, l := range r.Segments {
		docs, err := ledgerQuery(anyFigure)(l.Field)
		if err != nil {
			return fmt.Errorf("read ledger: %w", err)
		}
		for it, n := docs.Iterator(), 0; it.HasNext(); n++ {
			if n%100 == 0 && ctx.Err() != nil {
				return fmt.Errorf("read ledger: %w", ctx.Err())
			}
			p, err := l.Read(it.Next())
			if err != nil {
				return fmt.Errorf("read ledger: %w", err)
			}
			switch rows := r.appendRows(make([]passage.Row, 0, len(p.Figures)), p, all); {
			case edits[p.Release.ID]:
				apart = append(apart, rows...)
			case len(rows) > 0:
				yield(rows)
			}
		}
	}
	sortRows(apart)
	for _, row := range r.Reprints.LeaveOutCopied(apart) {
		yield([]passage.Row{row})
	}
	return nil
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

// rowsAt appends the rows of a passage for which keep returns true to out.
func (r *Reader) rowsAt(out []passage.Row, seg Segment, doc uint32, keep func(passage.Row) bool) ([]passage.Row, error) {
	p, err := seg.Load(doc)
	if err != nil {
		return nil, err
	}
	return r.appendRows(out, p, keep), nil
}

// appendRows appends the rows of a passage for which keep returns true to out.
func (r *Reader) appendRows(out []passage.Row, p *passage.Passage, keep func(passage.Row) bool) []passage.Row {
	if r.leavesOut(p.ID) {
		return out
	}
	for i := range p.Figures {
		if row := (passage.Row{Passage: *p, Figure: &p.Figures[i]}); keep(row) {
			out = append(out, row)
		}
	}
	return out
}

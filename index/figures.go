package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"beilun/index/facts"
	"beilun/index/passage"
	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// ledger reads the ledger of the current generation; with no generation it reads
// nothing.
func (x *Index) ledger(ctx context.Context, read func(*facts.Reader) error) error {
	g, release, err := x.live.acquire()
	defer release()
	if err != nil {
		return fmt.Errorf("read ledger: %w", err)
	}
	if g == nil {
		return nil
	}
	var tooMany error // no sign of damage, as other errors are
	err = x.live.read(ctx, g, func() error {
		err := g.Ledger(read)
		if errors.Is(err, facts.ErrTooMany) {
			tooMany, err = err, nil
		}
		return err
	})
	return cmp.Or(err, tooMany)
}

// Ledger returns the rows that match f, in the order of the releases, newest first, and
// of their text. With ErrTooMany it returns some of them.
func (x *Index) Ledger(ctx context.Context, f facts.Filter) (rows []passage.Row, err error) {
	others := x.otherNames(words.Squeeze(f.Subject))
	err = x.ledger(ctx, func(r *facts.Reader) error {
		rows, err = r.Rows(ctx, x.lex, f, others)
		return err
	})
	return rows, err
}

// EachRow calls yield with the rows of each passage of x's ledger, as many as there are, in
// no order and without keeping them. It takes memory for a few rows at a time.
func EachRow(ctx context.Context, x *Index, yield func([]passage.Row)) error {
	return x.ledger(ctx, func(r *facts.Reader) error { return r.Each(ctx, yield) })
}

// Same returns the rows whose figures have the value of f, in any unit. With
// ErrTooMany it returns some of them.
func (x *Index) Same(ctx context.Context, f *knowledge.Figure) (rows []passage.Row, err error) {
	err = x.ledger(ctx, func(r *facts.Reader) error {
		rows, err = r.WithValue(ctx, f)
		return err
	})
	return rows, err
}

// History returns the figures of the same thing as row, row's own among them and those
// planned or aimed at, too: the present one first.
func (x *Index) History(ctx context.Context, row passage.Row) ([]passage.Row, error) {
	return x.Recent(ctx, row, 0, 0)
}

// Recent returns what History does except what is older than the newest n figures of
// row's state and the newest n of another one. With a year it also returns the figures
// of row's state that are valid for that year.
func (x *Index) Recent(ctx context.Context, row passage.Row, n, year int) (rows []passage.Row, err error) {
	err = x.ledger(ctx, func(r *facts.Reader) error {
		rows, err = r.History(ctx, row, n, year)
		return err
	})
	return rows, err
}

// Newest returns figures of the thing called name, under any of its names and any name
// that contains name, those of the newest releases first: at least n of them unless
// there are fewer. If name is what things of a kind are called, it returns those whose
// thing is called exactly that.
func (x *Index) Newest(ctx context.Context, name string, n int) (rows []passage.Row, err error) {
	err = x.ledger(ctx, func(r *facts.Reader) error {
		rows, err = r.Newest(ctx, name, n)
		return err
	})
	return rows, err
}

// Figures returns the entries for what a person asks figures of: a thing, a
// metric, or a thing and a metric behind it; of everything when it is empty.
func (x *Index) Figures(ctx context.Context, of string) ([]facts.Entry, error) {
	filters := []facts.Filter{{Subject: of}, {Metric: of}}
	if of == "" {
		filters = filters[:1]
	}
	if i := strings.LastIndexByte(strings.TrimSpace(of), ' '); i > 0 {
		filters = append(filters, facts.Filter{Subject: of[:i], Metric: of[i:]})
	} else {
		given, _ := x.NamesGiven(of)
		for _, n := range append(given, x.lex.Binder().Names(of)...) {
			if metric, ok := strings.CutPrefix(words.Squeeze(of), n); ok && metric != "" {
				filters = append(filters, facts.Filter{Subject: n, Metric: metric})
			}
		}
	}
	for _, f := range filters {
		rows, err := x.Ledger(ctx, f)
		if err != nil && !errors.Is(err, facts.ErrTooMany) {
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

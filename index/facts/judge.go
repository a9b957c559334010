package facts

import (
	"math/big"
	"slices"
	"strings"
	"time"

	"beilun/index/passage"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// past is a row that was in the ledger, or has arrived in the same sync, when a release
// is judged.
type past struct {
	passage.Row
	own     bool // the release said so before it changed
	leaving bool // its release changes or goes in this sync
	arrived bool // it came in this sync
}

// judge returns what the rows that one release has of an entry mean for the ledger.
// news is nil if they repeat the present figure, are older than it, or change nothing;
// confirmed is the earlier row that they repeat.
func judge(rows []passage.Row, stood []past) (news *News, confirmed *passage.Row) {
	r := rows[0] // what the release says is right: a correction, or the newest
	if s := r.Figure.Binding.State; s == knowledge.Withdrawn || s == knowledge.Former {
		return nil, nil
	}
	if len(stood) == 0 {
		if i := slices.IndexFunc(rows, func(o passage.Row) bool { return o.Figure.Binding.State == knowledge.Withdrawn }); i >= 0 {
			return &News{Kind: Replaces, Row: r, Before: &rows[i]}, nil
		}
		return &News{Kind: Fresh, Row: r}, nil
	}
	for _, o := range stood {
		if o.own && same(o.Row, r) && o.Figure.Binding.State == r.Figure.Binding.State {
			return nil, &o.Row // the release changed, but not this figure
		}
	}
	staying := pick(stood, func(p past) bool { return !p.own && !p.leaving })
	before, after := present(pick(stood, nil)), present(append(slices.Clip(rows), staying...))
	was := stood[slices.IndexFunc(stood, func(p past) bool { return isRow(p.Row, before) })]
	if !slices.ContainsFunc(rows, func(o passage.Row) bool { return isRow(o, after) }) {
		return contradiction(r, after, staying)
	}
	if ledger.SameValue(after.Figure, before.Figure) || !was.own && !was.leaving && ledger.Restates(after.Ledger(), before.Ledger()) && ledger.Agree(after.Figure, before.Figure) {
		return nil, &before
	}
	switch {
	case was.own:
		if said := pick(stood, func(p past) bool { return p.arrived && same(p.Row, r) && atOneTime(p.Row, r) }); len(said) > 0 {
			return nil, &before // another release that changed has brought it
		}
	case was.leaving:
	case after.AsOf().IsZero():
		return nil, nil // it is unknown whether it is newer
	case ledger.StandingOf(after.Ledger(), before.Ledger()) == ledger.Conflicting:
		return contradiction(after, before, staying)
	}
	return &News{Kind: Replaces, Row: after, Before: corrected(rows, stood, &before)}, nil
}

// Judge returns what the rows that one release has of an entry mean for the rows before
// it, nil if they repeat the present figure, are older than it or change nothing. Both are
// of one entry and settled (see [ledger.Settle]), and CanBeNews holds for all. At and the
// cut passages of the news are left to the caller.
func Judge(rows, before []passage.Row) *News {
	ps := make([]past, len(before))
	for i, r := range before {
		ps[i] = past{Row: r}
	}
	n, _ := judge(rows, ps)
	return n
}

// corrected returns the row that a correction among rows takes back, before
// when there is none.
func corrected(rows []passage.Row, stood []past, before *passage.Row) *passage.Row {
	for _, wrong := range rows {
		if wrong.Figure.Binding.State != knowledge.Withdrawn {
			continue
		}
		for _, o := range stood {
			if ledger.SameValue(o.Figure, wrong.Figure) {
				return &o.Row
			}
		}
	}
	return before
}

func pick(ps []past, keep func(past) bool) (out []passage.Row) {
	for _, p := range ps {
		if keep == nil || keep(p) {
			out = append(out, p.Row)
		}
	}
	return out
}

// present returns the present figure of the rows of an entry.
func present(rows []passage.Row) passage.Row {
	rows = slices.Clone(rows)
	ledger.Settle(rows)
	return rows[0]
}

func isRow(a, b passage.Row) bool { return a.Figure == b.Figure }

// same reports whether two rows of an entry state the same.
func same(a, b passage.Row) bool {
	return ledger.SameValue(a.Figure, b.Figure) && ledger.SamePeriod(a.Ledger(), b.Ledger())
}

// atOneTime reports whether two rows are too close in time to follow each other.
func atOneTime(a, b passage.Row) bool {
	days := a.AsOf().Days() - b.AsOf().Days()
	return max(days, -days) <= ledger.ConflictDays
}

// contradiction is the news that r differs from the present figure, unless
// another release has said the same as r at about that time: that it differs is
// known then. A row that is older than the present figure, or repeats it, is no
// news, and neither is one many times as large: what was invested and what was
// signed for, if the words that distinguish them were missed.
func contradiction(r, with passage.Row, others []passage.Row) (*News, *passage.Row) {
	newest, older := with, r
	if ledger.Newer(r.Ledger(), with.Ledger()) < 0 {
		newest, older = r, with
	}
	switch ledger.StandingOf(newest.Ledger(), older.Ledger()) {
	case ledger.Conflicting:
	case ledger.Restated:
		return nil, &with
	default:
		return nil, nil
	}
	if !OfOneSize(r.Figure, with.Figure) || slices.ContainsFunc(others, func(o passage.Row) bool { return same(o, r) && atOneTime(o, r) }) {
		return nil, nil
	}
	return &News{Kind: Contradicts, Row: r, Before: &with}, nil
}

// maxTimes is how many times as large one of two figures that contradict each
// other may be. Set by hand on the built-in releases.
const maxTimes = 3

// OfOneSize reports whether two figures are of one order of size. Of two that are not,
// one counts something else, and the words that distinguish them were missed.
func OfOneSize(a, b *knowledge.Figure) bool {
	if a.Value == nil || b.Value == nil {
		return true
	}
	times := big.NewRat(maxTimes, 1)
	x, y := new(big.Rat).Abs(a.Value), new(big.Rat).Abs(b.Value)
	return x.Cmp(new(big.Rat).Mul(y, times)) <= 0 && y.Cmp(new(big.Rat).Mul(x, times)) <= 0
}

// quoted returns n as it can be kept.
func (n News) quoted(at time.Time) News {
	n.At = at
	n.Row = quoted(n.Row)
	if n.Before != nil {
		before := quoted(*n.Before)
		n.Before = &before
	}
	return n
}

// quoted returns r with its passage cut down to the sentence of its figure.
func quoted(r passage.Row) passage.Row {
	s := r.Sentence()
	p := r.Passage.Bare()
	p.Text = strings.Clone(s.Of(p.Text))
	p.Sentences = []knowledge.Span{{End: s.Len()}}
	shift := func(t knowledge.Span) knowledge.Span {
		return knowledge.Span{Start: max(0, t.Start-s.Start), End: min(s.Len(), max(0, t.End-s.Start))}
	}
	f := *r.Figure
	f.Span, f.Quote = shift(f.Span), shift(f.Quote)
	p.Figures = []knowledge.Figure{f}
	return passage.Row{Passage: p, Figure: &p.Figures[0]}
}

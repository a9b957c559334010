package answer

import (
	"context"
	"errors"
	"slices"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/index/facts"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// maxOthers is the number of further figures beside a claim.
const maxOthers = 6

// recent is the number of figures of a history that a claim is compared with, of
// those of its state and of the others. One release may have several of them.
const recent = 8 * maxOthers

// story is a claim with what other releases say beside it.
type story struct {
	claim  *Claim
	others []Claim
}

// follow returns the present figure of what c counts if the ledger has a newer
// one of the same thing, otherwise c, and beside it what the releases said before,
// say elsewhere, or had planned.
func follow(ctx context.Context, x *index.Index, f *frame.Frame, c *Claim) (*story, error) {
	s := &story{claim: c}
	row := index.Row{Passage: c.Hit.Passage, Figure: c.Figure}
	if b := &c.Figure.Binding; len(f.Names) > 0 && !slices.ContainsFunc(f.Names, func(n frame.Name) bool { return isOf(n.Thing, b) }) {
		return s, nil // bound to another name: its history is not that of what was asked for
	}
	year := 0
	if asksTime(f) {
		year = row.AsOf().Year
	}
	rows, err := x.Recent(ctx, row, recent, year)
	if errors.Is(err, facts.ErrTooMany) {
		return s, nil // not all rows were read, and the newest may be among the rest
	}
	if err != nil {
		return nil, err
	}
	h := historyOf(row, rows)
	h.choose(f, c.Figure.Binding.State)
	now, later, err := settle(ctx, x, f, h.row)
	if err != nil {
		return nil, err
	}
	if now.Figure.Binding.Period != h.row.Figure.Binding.Period {
		if rows, err = x.Recent(ctx, now, recent, 0); errors.Is(err, facts.ErrTooMany) {
			rows, err = nil, nil
		}
		if err != nil {
			return nil, err
		}
		h = historyOf(now, rows)
	}
	if h.row.Passage.ID != c.Hit.Passage.ID || h.row.Figure.Span != c.Figure.Span {
		s.claim = claimOf(h.row)
	}
	if later != nil {
		s.add(*later, Part)
	}
	h.addTo(s)
	return s, nil
}

// history is a figure with the other figures of the same, newest first.
type history struct {
	row  index.Row
	same []index.Row // of its state
	aims []index.Row // of other states
}

func historyOf(row index.Row, rows []index.Row) *history {
	h := &history{row: row}
	for _, r := range rows {
		if ledger.SameState(told(row), told(r)) {
			h.same = append(h.same, r)
		} else {
			h.aims = append(h.aims, r)
		}
	}
	return h
}

// choose makes row the figure that answers f: what came about of a plan, the
// correction, or the newest. state is that of the candidate.
func (h *history) choose(f *frame.Frame, state knowledge.State) {
	if len(h.aims) > 0 && state == knowledge.Planned && f.State == knowledge.Reached && isReached(h.aims[0]) && h.aims[0].AsOf().Compare(h.row.Passage.Release.Date) >= 0 &&
		(!asksTime(f) || isSamePeriod(h.row, h.aims[0])) {
		h.row, h.same, h.aims = h.aims[0], h.aims, h.same // the plan has come about
	}
	if asksTime(f) {
		row := h.row
		h.same = slices.DeleteFunc(h.same, func(r index.Row) bool { return !isSamePeriod(row, r) })
	}
	if len(h.same) > 0 && h.same[0].Passage.Release.Until.IsZero() && (h.same[0].Figure.Binding.State == knowledge.Corrected || !asksTime(f) && isNewer(h.same[0], h.row)) {
		h.row = h.same[0]
	}
}

// addTo adds the other figures to the claim of row.
func (h *history) addTo(s *story) {
	for _, r := range h.same {
		if r.Figure.Binding.State == knowledge.Withdrawn {
			continue // the correction's own quotation of what it withdraws
		}
		if is := ledger.StandingOf(told(h.row), told(r)); is != ledger.Present {
			s.add(r, relations[is])
		}
	}
	for _, r := range h.aims {
		if p, q := h.row.Figure.Binding.Period, r.Figure.Binding.Period; p != "" && q != "" && p != q {
			continue // the aim of another year
		}
		if !r.Passage.Release.Until.IsZero() {
			continue // the page says it no more
		}
		if isTarget, reached := r.Figure.Binding.State == knowledge.Target, isReached(r); isTarget != (s.claim.Figure.Binding.State == knowledge.Target) || reached != isReached(h.row) {
			relation := Plan
			if reached {
				relation = Result
			}
			s.add(r, relation)
		}
	}
}

// isNewer reports whether a is known to be of a later day than b.
func isNewer(a, b index.Row) bool {
	if c := a.AsOf().Compare(b.AsOf()); c != 0 {
		return c > 0
	}
	if isEstimate(a) != isEstimate(b) {
		return isEstimate(b)
	}
	ra, rb := a.Passage.Release, b.Passage.Release
	if c := ra.Date.Compare(rb.Date); c != 0 || !ra.Date.IsZero() && ra.ID > rb.ID {
		return c >= 0 // of one day, the one that came in last
	}
	return isReached(a) && b.Figure.Binding.State == knowledge.Former
}

// relations are by what the ledger calls the other figure.
var relations = map[ledger.Standing]Relation{
	ledger.Superseded: Earlier, ledger.Revised: Earlier, ledger.Restated: Same, ledger.Conflicting: Conflicting, ledger.Withdrawn: Corrected,
}

func isReached(r index.Row) bool {
	s := r.Figure.Binding.State
	return s != knowledge.Planned && s != knowledge.Target || isEstimate(r)
}

// isEstimate reports whether a figure is expected of a whole year that was over when its
// release came out: 过去一年，预计2730亿元 of a January is the newest that is known of the
// year, and nothing planned.
func isEstimate(r index.Row) bool {
	b, date := &r.Figure.Binding, r.Passage.Release.Date
	return b.State == knowledge.Planned && isWholeYear(r) && !date.IsZero() && r.AsOf().Compare(date) < 0
}

// told returns r in the form that package ledger compares; an estimate is compared as what
// was reached.
func told(r index.Row) ledger.Row {
	row := r.Ledger()
	if isEstimate(r) {
		figure := *r.Figure
		figure.Binding.State = knowledge.Reached
		row.Figure = &figure
	}
	return row
}

// asksTime reports whether a question asks about a time that is over or to come,
// or for what was said first, so that the newest figure is not the answer.
func asksTime(f *frame.Frame) bool {
	return f.Asks != frame.Time && (len(f.Time.Years) > 0 || f.Time.Part != "" || f.Time.First)
}

func isSamePeriod(a, b index.Row) bool {
	p, q := a.Figure.Binding.Period, b.Figure.Binding.Period
	return p == q && p != "" || a.AsOf().Year == b.AsOf().Year && (p == "") == (q == "")
}

func claimOf(r index.Row) *Claim {
	return &Claim{
		Hit: index.Hit{Passage: r.Passage}, Sentence: r.Sentence(), Span: r.Figure.Quote,
		Text: r.Figure.Text, Figure: r.Figure,
	}
}

// add adds what another row says, once for each release and figure, up to
// maxOthers.
func (s *story) add(r index.Row, relation Relation) {
	text := squeeze(r.Figure.Text)
	for _, o := range append([]Claim{*s.claim}, s.others...) {
		if o.Hit.Passage.Release.ID == r.Passage.Release.ID && squeeze(o.Text) == text {
			return
		}
	}
	if len(s.others) == maxOthers {
		return
	}
	c := claimOf(r)
	c.Relation = relation
	s.others = append(s.others, *c)
}

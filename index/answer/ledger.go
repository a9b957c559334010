package answer

import (
	"context"
	"errors"
	"slices"
	"strings"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/index/facts"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// maxOthers is the number of further figures beside a claim.
const maxOthers = 6

// recent is the number of figures of a history that a claim is held against, of
// those of its state and of the others. Of one release some may say the same.
const recent = 8 * maxOthers

// story is a claim with what stands beside it.
type story struct {
	claim  *Claim
	others []Claim
}

// follow returns the present figure of what c counts where the ledger has a newer
// one of the same thing, otherwise c, and beside it what the releases said before,
// say elsewhere, or had planned.
func (a *Answerer) follow(ctx context.Context, f *frame.Frame, c *Claim) (*story, error) {
	s := &story{claim: c}
	row := index.Row{Passage: c.Hit.Passage, Figure: c.Figure}
	if b := &c.Figure.Binding; len(f.Names) > 0 && !slices.ContainsFunc(f.Names, func(n frame.Name) bool { return isOf(n.Thing, b) }) {
		return s, nil // bound to another name: its history is not that of what was asked for
	}
	year := 0
	if asksTime(f) {
		year = row.AsOf().Year
	}
	rows, err := a.index.Recent(ctx, row, recent, year)
	if errors.Is(err, facts.ErrTooMany) {
		return s, nil // no history can be told in part: the newest may be among the rest
	}
	if err != nil {
		return nil, err
	}
	var same, aims []index.Row // of the claim's state, and of the others
	for _, r := range rows {
		if ledger.SameState(row.Ledger(), r.Ledger()) {
			same = append(same, r)
		} else {
			aims = append(aims, r)
		}
	}
	if len(aims) > 0 && c.Figure.Binding.State == knowledge.Planned && f.State == knowledge.Reached && reached(aims[0]) && aims[0].AsOf().Compare(row.Passage.Release.Date) >= 0 {
		row, same, aims = aims[0], aims, same // what was planned has come about
	}
	if asksTime(f) {
		same = slices.DeleteFunc(same, func(r index.Row) bool { return !samePeriod(row, r) })
	}
	if len(same) > 0 && (same[0].Figure.Binding.State == knowledge.Corrected || !asksTime(f) && newer(same[0], row)) {
		row = same[0]
	}
	if row.Passage.ID != c.Hit.Passage.ID || row.Figure.Span != c.Figure.Span {
		s.claim = claimOf(row)
	}
	for _, r := range same {
		if r.Figure.Binding.State == knowledge.Withdrawn {
			continue // the correction's own quotation of what it takes back
		}
		if standing := ledger.StandingOf(row.Ledger(), r.Ledger()); standing != ledger.Present {
			s.beside(r, standings[standing])
		}
	}
	for _, r := range aims {
		if p, q := row.Figure.Binding.Period, r.Figure.Binding.Period; p != "" && q != "" && p != q {
			continue // the aim of another year
		}
		if (r.Figure.Binding.State == knowledge.Target) != (s.claim.Figure.Binding.State == knowledge.Target) || reached(r) != reached(row) {
			s.beside(r, map[bool]Relation{true: Result, false: Plan}[reached(r)])
		}
	}
	return s, nil
}

// newer reports whether a is known to be of a later day than b.
func newer(a, b index.Row) bool {
	if c := a.AsOf().Compare(b.AsOf()); c != 0 {
		return c > 0
	}
	ra, rb := a.Passage.Release, b.Passage.Release
	if c := ra.Date.Compare(rb.Date); c != 0 || !ra.Date.IsZero() && ra.ID > rb.ID {
		return c >= 0 // of one day, the one that came in last
	}
	return reached(a) && b.Figure.Binding.State == knowledge.Former
}

var standings = map[ledger.Standing]Relation{
	ledger.Superseded: Earlier, ledger.Revised: Earlier, ledger.Restated: Same, ledger.Conflicting: Conflicting, ledger.Withdrawn: Corrected,
}

func reached(r index.Row) bool {
	s := r.Figure.Binding.State
	return s != knowledge.Planned && s != knowledge.Target
}

// asksTime reports whether a question asks for a time that is over or not yet come,
// or for what was told first, so that the newest figure is not the answer.
func asksTime(f *frame.Frame) bool {
	return f.Asks != frame.Time && (len(f.Time.Years) > 0 || f.Time.Part != "" || f.Time.First)
}

func samePeriod(a, b index.Row) bool {
	p, q := a.Figure.Binding.Period, b.Figure.Binding.Period
	return p == q && p != "" || a.AsOf().Year == b.AsOf().Year && (p == "") == (q == "")
}

func claimOf(r index.Row) *Claim {
	return &Claim{
		Hit: index.Hit{Passage: r.Passage}, Sentence: r.Sentence(), Span: r.Figure.Quote,
		Text: r.Figure.Text, Figure: r.Figure,
	}
}

// beside adds what another row says, one for each release and figure.
func (s *story) beside(r index.Row, relation Relation) {
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

// squeeze takes the white space out of s.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

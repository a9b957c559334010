package answer

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/facts"
	"beilun/index/query"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/ledger"
)

// Limits of what is shown beside a decline.
const (
	maxKnown       = 3
	maxSuggestions = 3
	maxTried       = 8   // questions that are tried for suggestions
	hitsSuggested  = 3   // passages whose figures are suggested if the subject is unknown
	rowsOfThing    = 100 // the newest figures of the thing, among which all of them are looked for
)

// suggester finds what can be said instead of an answer.
type suggester struct {
	index   *index.Index
	answers func(question string, r index.Row) bool // whether question, read in the passage of r alone, has r's figure for its answer
}

// suggest adds to a declined question figures of the thing that was asked about,
// and questions that do have an answer.
func (s suggester) suggest(ctx context.Context, ans *Answer, hits []index.Hit) error {
	if ans.Said() != nil || ans.Reason == NoQuestion || ans.Reason == TooLong {
		return nil
	}
	rows, err := s.rowsAbout(ctx, ans.Query)
	if err != nil {
		return err
	}
	about := len(rows) > 0
	if !about {
		for _, h := range hits[:min(hitsSuggested, len(hits))] {
			for i := range h.Passage.Figures {
				rows = append(rows, index.Row{Passage: h.Passage, Figure: &h.Passage.Figures[i]})
			}
		}
	}
	tried := 0
	for _, e := range ledger.Entries(rows) {
		r := e.Rows[0]
		if !isPresentable(r, about) {
			continue
		}
		if about && len(ans.Known) < maxKnown {
			now, ok, err := s.present(ctx, r)
			if err != nil {
				return err
			}
			if ok {
				ans.Known = append(ans.Known, *claimOf(now))
			}
		}
		if isEvent(r) || tried == maxTried || len(ans.Suggestions) == maxSuggestions {
			continue
		}
		q := questionOf(r)
		if slices.Contains(ans.Suggestions, q) {
			continue
		}
		tried++
		if s.answers(q, r) {
			ans.Suggestions = append(ans.Suggestions, q)
		}
	}
	return nil
}

// isPresentable reports whether a row says something for itself. about reports
// whether it is of the thing that was asked about.
func isPresentable(r index.Row, about bool) bool {
	b := &r.Figure.Binding
	if b.Subject == "" || b.Doubtful() || b.Loose && !about || b.Change || utf8.RuneCountInString(b.Metric) < 2 || !isQuotable(r) {
		return false
	}
	return !isGroup(b.Scope) || strings.Contains(b.Metric, b.Scope) && names.IsSorted(b.Scope)
}

// isEvent reports whether r's metric is something that happens, and its figure
// not when: that makes no question.
func isEvent(r index.Row) bool {
	switch r.Figure.Kind {
	case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time, knowledge.Count, knowledge.Number:
		return false
	}
	return names.IsEvent(r.Figure.Binding.Metric)
}

// rowsAbout returns the newest rows of the things that q names.
func (s suggester) rowsAbout(ctx context.Context, q query.Query) ([]index.Row, error) {
	var out []index.Row
	for _, n := range q.Named {
		rows, err := s.index.Newest(ctx, n, rowsOfThing)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if isOf(n, &r.Figure.Binding) {
				out = append(out, r)
			}
		}
	}
	return out, nil
}

// present returns the present figure of what r counts, false if it is not known
// or not to be quoted.
func (s suggester) present(ctx context.Context, r index.Row) (index.Row, bool, error) {
	rows, err := s.index.Recent(ctx, r, recent, 0)
	if errors.Is(err, facts.ErrTooMany) {
		return index.Row{}, false, nil
	}
	if err != nil {
		return index.Row{}, false, err
	}
	for _, o := range rows {
		if ledger.SameState(r.Ledger(), o.Ledger()) {
			return o, isQuotable(o), nil
		}
	}
	return index.Row{}, false, nil
}

// isQuotable reports whether a row is no slip that was withdrawn and no figure of
// before.
func isQuotable(r index.Row) bool {
	s := r.Figure.Binding.State
	return s != knowledge.Withdrawn && s != knowledge.Former
}

// maxWhole is how many characters a word for the whole district has: 全区.
const maxWhole = 2

// isGroup reports whether a scope is a group of things without a name, which
// makes no good question: it is no phase of a thing, and not all of the district.
func isGroup(scope string) bool {
	return utf8.RuneCountInString(scope) > maxWhole && query.PhaseIn(scope) == ""
}

// howMany ends a question for a figure.
const howMany = "多少"

// questionOf writes the question that row r answers.
func questionOf(r index.Row) string {
	b := r.Figure.Binding
	about := b.Subject + b.Scope
	if strings.Contains(b.Metric, b.Scope) {
		about = b.Subject
	}
	switch r.Figure.Kind {
	case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time:
		return about + "什么时候" + b.Metric + "？"
	case knowledge.Count, knowledge.Number:
		return about + b.Metric + "有" + howMany + "？"
	}
	return about + b.Metric + "是" + howMany + "？"
}

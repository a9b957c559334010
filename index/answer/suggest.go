package answer

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/facts"
	"beilun/index/query"
	"beilun/internal/wordlist"
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
	entries := ledger.Entries(rows)
	if about {
		slices.SortStableFunc(entries, func(a, b index.Entry) int {
			return cmp.Compare(askedIn(ans.Query, b.Rows[0]), askedIn(ans.Query, a.Rows[0]))
		})
	}
	tried := 0
	for _, e := range entries {
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

// askedIn returns how much of q is said of what r measures: twice the characters of
// its words, and one more if r is reached. It is 0 if q has no word for it.
func askedIn(q query.Query, r index.Row) (n int) {
	metric := fold(r.Figure.Binding.Metric)
	for _, c := range q.Concepts {
		isName := slices.ContainsFunc(q.Named, func(name string) bool { return strings.Contains(name, c.Text) })
		if !isName && shareIn(c, metric) >= 1 {
			n += 2 * utf8.RuneCountInString(c.Text)
		}
	}
	if n > 0 && isReached(r) {
		n++
	}
	return n
}

// rowsAbout returns the newest rows of the things that q names or, if it names only
// the district, those of what it asks to be measured of that.
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
	d := s.index.District()
	if len(q.Named) > 0 || !wordlist.ContainsAny(q.Text, d.Names()...) {
		return out, nil
	}
	rows, err := s.index.Newest(ctx, d.Name, rowsOfThing)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if isOf(d.Name, &r.Figure.Binding) && askedIn(q, r) > 0 {
			out = append(out, r)
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

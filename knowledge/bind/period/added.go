package period

import (
	"strings"

	"beilun/internal/wordlist"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/times"
)

// maxAdded is how many characters in front of a figure 累计 may be.
const maxAdded = 60

// added returns the time of a figure that is added up from the beginning of the year, in
// place of t, its month: 6月，收入累计完成. The growth behind the figure is of these
// months, too. For other figures it returns t.
func (k *Clock) added(f *clause.Figure, t *moment) *moment {
	if t == nil || t.at < 0 || t.at > f.From {
		return t
	}
	between := wordlist.LastRunes(k.t.S[t.at:f.From], maxAdded)
	clause := wordlist.LastRunes(k.t.S[max(t.at, k.t.Clauses[f.Clause].Start):f.From], maxAdded)
	if t.month != "" {
		if times.Has("month-alone", clause) {
			return &moment{iso: t.month, at: t.at, clause: t.clause, sentence: t.sentence}
		}
		return t
	}
	if !times.WholeMonth(t.iso) || !strings.Contains(clause, "累计") || !times.Has("flow", clause) || times.Has("event", between) {
		return t
	}
	whole := *t
	whole.month = t.iso
	whole.iso = t.iso[:5] + "01-01" + t.iso[len("2024-06-01"):]
	if k.last == t {
		k.last = &whole
	}
	if k.topic == t {
		k.topic = &whole
	}
	return &whole
}

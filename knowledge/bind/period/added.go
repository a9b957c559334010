package period

import (
	"strings"

	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/bind/wordlist"
)

// maxAdded is how far in front of a figure, in characters, 累计 may stand.
const maxAdded = 60

// added returns t as it is for a figure that is added up from the beginning of
// the year: 6月，收入累计完成. The growth behind it is of these months, too.
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

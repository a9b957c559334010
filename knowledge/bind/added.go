package bind

import (
	"strings"

	"beilun/knowledge/bind/times"
	"beilun/knowledge/bind/wordlist"
)

// maxAdded is how far in front of a figure, in characters, 累计 may stand.
const maxAdded = 60

// added returns t as it is for a figure that is added up from the beginning of
// the year: 6月，收入累计完成. The growth behind it is of these months, too.
func (sc *scene) added(f *fig, t *told) *told {
	if t == nil || t.at < 0 || t.at > f.from {
		return t
	}
	k := &sc.clock
	between := wordlist.LastRunes(sc.s[t.at:f.from], maxAdded)
	clause := wordlist.LastRunes(sc.s[max(t.at, sc.clauses[f.clause].start):f.from], maxAdded)
	if t.month != "" {
		if wordlist.ContainsAny(clause, "当月", "本月", "单月") {
			return &told{iso: t.month, at: t.at, clause: t.clause, sentence: t.sentence}
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

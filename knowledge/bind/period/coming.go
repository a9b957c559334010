package period

import (
	"strings"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/times"
)

// A month or a day without a year that is later in its year than the release is of the
// year before, if the release is news of what happened. These are how many days ahead it
// may be of what is to come.
const (
	inNews   = 7   // whatever the release is about
	inNotice = 120 // in a notice, and of what begins then: 9月起
	inExam   = 200 // if the words are about an examination or the like
)

// maxComing is how many characters from a time the words may be that make it one to
// come.
const maxComing = 16

// coming reports whether m, a day or a month that is iso if it is after the release, is
// one to come: 报名时间为5月17日至5月28日.
func (k *Clock) coming(m *times.Moment, iso string) bool {
	text := k.t.S[m.From:m.To]
	if !times.DayForm(text) || k.cal.Released.Day == 0 {
		return false
	}
	first, err := knowledge.ParseDate(times.FirstDay(iso))
	if err != nil {
		return false
	}
	days := first.Days() - k.cal.Released.Days()
	if days < 0 {
		return false
	}
	c := k.t.Clauses[k.clauseOf(m)]
	before, after := wordlist.LastRunes(k.t.S[c.Start:m.From], maxComing), head(k.t.S[m.To:], maxComing)
	before = k.over(m, before)
	switch {
	case times.Has("done-by", after) || times.Has("former", before):
		return false
	case times.Has("term", before) || times.Has("term", after) || strings.HasSuffix(before, "至") && strings.HasPrefix(after, "止"):
		return true
	case times.Has("exam", before) || times.Has("exam", after):
		return days <= inExam
	case k.cal.Notice || strings.HasSuffix(text, "起") || strings.HasPrefix(after, "起"):
		return days <= inNotice
	}
	return days <= inNews && !times.Has("till", before)
}

// over returns the words in front of m, or those of the clause before it if only a colon
// is between them: 报名时间：9月1日.
func (k *Clock) over(m *times.Moment, before string) string {
	n := k.clauseOf(m)
	if before != "" || n == 0 || !strings.HasSuffix(k.t.S[:k.t.Clauses[n].Start], ":") {
		return before
	}
	return wordlist.LastRunes(k.t.S[k.t.Clauses[n-1].Start:m.From], maxComing)
}

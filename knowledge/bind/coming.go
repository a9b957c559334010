package bind

import (
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/bind/wordlist"
)

// A month or a day without a year, later in its year than the release, is of
// the year before in news of what happened. These are how many days ahead it
// can be of what is to come.
const (
	inNews   = 7   // whatever the release is about
	inNotice = 120 // in a notice, and of what begins then: 9月起
	inExam   = 200 // where the words tell of an examination or the like
)

// maxComing is how far from a time, in characters, the words may stand that
// tell that it is to come.
const maxComing = 16

// coming reports whether a day or a month, which iso is when it is one after
// the release, is told as one to come: 报名时间为5月17日至5月28日.
func (sc *scene) coming(m *times.Moment, iso string) bool {
	text := sc.s[m.From:m.To]
	if !times.DayForm(text) || sc.cal.Released.Day == 0 {
		return false
	}
	first, err := knowledge.ParseDate(times.FirstDay(iso))
	if err != nil {
		return false
	}
	days := first.Days() - sc.cal.Released.Days()
	if days < 0 {
		return false
	}
	c := sc.clauses[sc.clauseOf(m)]
	before, after := wordlist.LastRunes(sc.s[c.start:m.From], maxComing), head(sc.s[m.To:], maxComing)
	before = sc.over(m, before)
	switch {
	case times.Has("done-by", after) || times.Has("former", before):
		return false
	case times.Has("term", before) || times.Has("term", after) || strings.HasSuffix(before, "至") && strings.HasPrefix(after, "止"):
		return true
	case times.Has("exam", before) || times.Has("exam", after):
		return days <= inExam
	case sc.cal.Notice || strings.HasSuffix(text, "起") || strings.HasPrefix(after, "起"):
		return days <= inNotice
	}
	return days <= inNews && !times.Has("till", before)
}

// over returns the words in front of a time, those of the clause before where
// a colon parts them: 报名时间：9月1日.
func (sc *scene) over(m *times.Moment, before string) string {
	k := sc.clauseOf(m)
	if before != "" || k == 0 || !strings.HasSuffix(sc.s[:sc.clauses[k].start], ":") {
		return before
	}
	return wordlist.LastRunes(sc.s[sc.clauses[k-1].start:m.From], maxComing)
}

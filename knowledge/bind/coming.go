package bind

import (
	"strings"

	"beilun/knowledge"
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
func (sc *scene) coming(m *moment, iso string) bool {
	text := sc.s[m.from:m.to]
	if !dayForm(text) || sc.cal.released.Day == 0 {
		return false
	}
	first, err := knowledge.ParseDate(firstDay(iso))
	if err != nil {
		return false
	}
	days := first.Days() - sc.cal.released.Days()
	if days < 0 {
		return false
	}
	c := sc.clauses[sc.clauseOf(m)]
	before, after := wordlist.LastRunes(sc.s[c.start:m.from], maxComing), head(sc.s[m.to:], maxComing)
	before = sc.over(m, before)
	switch {
	case hasWhen("done-by", after) || hasWhen("former", before):
		return false
	case hasWhen("term", before) || hasWhen("term", after) || strings.HasSuffix(before, "至") && strings.HasPrefix(after, "止"):
		return true
	case hasWhen("exam", before) || hasWhen("exam", after):
		return days <= inExam
	case sc.cal.notice || strings.HasSuffix(text, "起") || strings.HasPrefix(after, "起"):
		return days <= inNotice
	}
	return days <= inNews && !hasWhen("till", before)
}

// over returns the words in front of a time, those of the clause before where
// a colon parts them: 报名时间：9月1日.
func (sc *scene) over(m *moment, before string) string {
	k := sc.clauseOf(m)
	if before != "" || k == 0 || !strings.HasSuffix(sc.s[:sc.clauses[k].start], ":") {
		return before
	}
	return wordlist.LastRunes(sc.s[sc.clauses[k-1].start:m.from], maxComing)
}

// maxEvent is how many days an event lasts.
const maxEvent = 31

// someDays reports whether iso is more than one day, and no month or longer.
func someDays(iso string) bool {
	from, to, ok := strings.Cut(iso, "/")
	if !ok {
		return false
	}
	a, err1 := knowledge.ParseDate(from)
	b, err2 := knowledge.ParseDate(to)
	return err1 == nil && err2 == nil && len(from) == len(to) && b.Days() > a.Days() && b.Days()-a.Days() < maxEvent && !wholeMonth(iso)
}

// wholeMonth reports whether iso is a month.
func wholeMonth(iso string) bool {
	from, to, ok := strings.Cut(iso, "/")
	b, err := knowledge.ParseDate(to)
	return ok && err == nil && len(from) == len("2024-06-01") && from[:8] == to[:8] && from[8:] == "01" && b.Day == knowledge.DaysIn(b.Year, b.Month)
}

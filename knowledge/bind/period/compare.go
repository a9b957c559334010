package period

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/times"
)

// maxOther is how many characters behind a time that is compared with its figure may be:
// 与2010年第六次普查的411532人相比.
const maxOther = 16

// ofOther returns the time that something is compared with, if f is the level at that
// time, or nil: 由上年的3.30%提高到, 较一季度的-6.7%回升, 与2010年普查的411532人相比. It
// is not the time of the figures behind f.
func (k *Clock) ofOther(f *clause.Figure) *moment {
	t := k.other
	if t == nil || t.iso == "" || t.clause != f.Clause || t.at > f.From || f.Kind == knowledge.Multiple {
		return nil
	}
	k.other = nil
	between := k.t.S[t.at:f.From]
	if utf8.RuneCountInString(between) > maxOther {
		return nil
	}
	if between != "" && !strings.HasSuffix(between, "的") && !strings.HasSuffix(between, "的"+f.Qualifier) {
		return nil
	}
	return t
}

// alsoCompared reports whether a time behind before is joined to one that is compared
// with: 上半年 of 较一季度和上半年.
func alsoCompared(before string) bool {
	if !times.Words().List("and").Ends(before) {
		return false
	}
	before = wordlist.LastRunes(before, maxOther)
	return times.Words().List("than").Ends(strings.TrimRight(before, times.Words().List("chars").Chars()))
}

// broughtForward reports whether m is the year of what one year leaves to the next:
// 上年结转, 结转下年. That is a thing and not a time.
func (k *Clock) broughtForward(m *times.Moment) bool {
	leave := times.Words().List("leave")
	return times.Words().List("beside-year").Has(strings.TrimSuffix(k.t.S[m.From:m.To], "度")) && (leave.Begins(k.t.S[m.To:]) || leave.Ends(k.t.S[:m.From]))
}

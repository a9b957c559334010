package period

import (
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/bind/wordlist"
)

// maxOther is how far behind a time that is compared with, in characters, its
// figure may stand: 与2010年第六次普查的411532人相比.
const maxOther = 16

// ofOther returns the time that f is compared by, where f is what was reached
// then: 由上年的3.30%提高到, 较一季度的-6.7%回升, 与2010年普查的411532人相比. It
// is no time of the figures behind it.
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

// timeChars are what times are written with, and what joins them in a list.
const timeChars = "0123456789年月日号季度半上下前后末底初个一二三四至到-和、及"

// alsoCompared reports whether the text in front of a time goes on from one
// that is compared with: 较一季度和 in front of 上半年.
func alsoCompared(before string) bool {
	if !wordlist.HasSuffix(before, "和", "、", "及") {
		return false
	}
	before = wordlist.LastRunes(before, maxOther)
	return wordlist.HasSuffix(strings.TrimRight(before, timeChars), "比", "较")
}

// broughtForward reports whether m is the year of what one year leaves to the
// next, which is a thing and no time: 上年结转, 结转下年.
func (k *Clock) broughtForward(m *times.Moment) bool {
	switch strings.TrimSuffix(k.t.S[m.From:m.To], "度") {
	case "上年", "上一年", "去年", "下年", "下一年", "次年", "明年":
		return times.Words()["leave"].Begins(k.t.S[m.To:]) || times.Words()["leave"].Ends(k.t.S[:m.From])
	}
	return false
}

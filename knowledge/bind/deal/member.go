package deal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge/bind/names"
)

// brief reports whether a member leaves out what the last one ends with.
func brief(s string) bool {
	s = strings.TrimPrefix(s, "第")
	return numeral(s) == len(s) || words().Brief.Has(s) || numeral(s) > 0 && words().Unit.Has(s[numeral(s):])
}

// numeral returns the length of the number or letters that s begins with.
func numeral(s string) int {
	for i, r := range s {
		if r > unicode.MaxASCII && !strings.ContainsRune(names.Numerals, r) || r <= unicode.MaxASCII && !unicode.IsDigit(r) && !unicode.IsLetter(r) && r != '-' {
			return i
		}
	}
	return len(s)
}

// expand completes brief members of s with the end of the last one: 1号、2号泊位,
// 一、二期, 第一、二、三产业, 东、西院区.
func (r *roll) expand(s string) {
	for _, p := range r.spans {
		r.members = append(r.members, strings.Trim(s[p.from:p.to], "“”"))
	}
	last := r.members[len(r.members)-1]
	ordinal := strings.HasPrefix(r.members[0], "第")
	bare := strings.TrimPrefix(last, "第")
	head := numeral(bare)
	if head == 0 && brief(r.members[0]) {
		_, head = utf8.DecodeRuneInString(bare)
	}
	rest := bare[head:]
	for i, m := range r.members[:len(r.members)-1] {
		own := strings.TrimPrefix(m, "第")
		if !brief(own) || rest == "" {
			return
		}
		n := numeral(own)
		if n == 0 {
			n = len(own)
		}
		if !strings.HasPrefix(rest, own[n:]) {
			return
		}
		r.members[i] = own[:n] + rest
	}
	r.members[len(r.members)-1] = bare
	if ordinal || rest == "产业" {
		for i, m := range r.members {
			r.members[i] = "第" + m
		}
	}
}

// both adds the kind behind the list to its members: 东、西两个院区.
func (dl *Dealer) both(r *roll) {
	tail := dl.t.S[r.tail.from:r.tail.to]
	_, n := utf8.DecodeRuneInString(tail)
	if n == 0 || !strings.ContainsAny(tail[:n], words().TwoKinds.Chars()) {
		return
	}
	if _, w := utf8.DecodeRuneInString(tail[n:]); strings.ContainsAny(tail[n:n+w], words().Measure.Chars()) {
		n += w
	}
	kind := ""
	for k := dl.t.WordFrom(r.tail.from + n); k < len(dl.t.Words) && dl.t.Words[k].End <= r.tail.to; k++ {
		if s := dl.t.S[r.tail.from+n : dl.t.Words[k].End]; dl.t.Tables.Is(names.Suffix, s) {
			kind = s
		}
	}
	if kind == "" {
		return
	}
	r.tail.from += n + len(kind)
	for i, m := range r.members {
		if dl.t.Tables.SuffixAt(m, 0, len(m)) == 0 && !names.AddsNothing(kind) {
			r.members[i] = m + kind
		}
	}
}

// kindOfRoll returns what the members of r are.
func (dl *Dealer) kindOfRoll(r *roll) memberKind {
	all := func(f func(i int) bool) bool {
		for i := range r.members {
			if !f(i) {
				return false
			}
		}
		return true
	}
	switch {
	case all(func(i int) bool { return dl.t.Tables.Is(names.Scope|names.Phase, r.members[i]) }):
		return phaseMember
	case r.tail.empty() && all(func(i int) bool { return dl.endsWithMetric(r.spans[i]) }):
		return metricMember
	case r.lead != "":
		return otherMember
	case all(func(i int) bool { return dl.isThing(r.members[i], r.spans[i]) }):
		return thingMember
	}
	return otherMember
}

// isThing reports whether a member is a thing of its own: a name, or a kind with a
// number.
func (dl *Dealer) isThing(text string, p piece) bool {
	if dl.t.Tables.Is(names.Suffix|names.Common|names.Scope, text) {
		return false
	}
	c := &dl.t.Clauses[dl.t.ClauseAt(p.from)]
	begins := false
	for j := dl.t.NameBehind(c, p.from); j < c.NamesEnd && dl.t.Names[j].Start < p.to; j++ {
		m := &dl.t.Names[j]
		begins = begins || m.Proper && m.Start <= p.from+wordlist.Char
		if begins && m.End >= p.to-wordlist.Char {
			return true
		}
	}
	if n := numeral(text); n > 0 && n < len(text) {
		return words().Unit.In(text[n:])
	}
	return dl.t.Tables.SuffixAt(text, 0, len(text)) > 0 && utf8.RuneCountInString(text) > 2 && dl.t.Tables.SuffixAt(text, 0, len(text)) < len(text)
}

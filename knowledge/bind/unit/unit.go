package unit

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge/bind/cast"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/phrase"
)

// Unit is a name or noun phrase that figures may be of.
type Unit struct {
	phrase.Phrase
	Named     bool // found as a name, by the word at its end
	Given     bool // found as a name because people, or the release, say so
	Listed    bool
	Predicate bool // it says what kind of thing another one is: 机场快线是…的市域轨道交通
	Condition bool // what money is given for: 租用办公用房的，
	Barred    bool // a metric or a paper, which no figure is of
	Alias     bool // Text is the full name of what the paragraph has a short one for
}

// List is the units of a paragraph.
type List struct {
	All     []Unit        // in order
	Heading phrase.Phrase // that the paragraph begins with; empty if it does not
	Before  []*cast.Thing // mentioned before the paragraph, the last one last

	t       *clause.Text
	cast    *cast.Cast
	named   []Unit // names that are not in All yet
	phrases []phrase.Phrase
}

// Reset returns an empty list that uses the memory of us.
func (us *List) Reset() List {
	return List{All: us.All[:0], Before: us.Before[:0], named: us.named[:0], phrases: us.phrases[:0]}
}

// Read sets us, which is empty, to the units of t in order: its names and phrases. It
// adds them to the cast, and sets in t which units its clauses and sentences have.
func (us *List) Read(t *clause.Text, cast *cast.Cast) {
	us.t, us.cast = t, cast
	us.Before = append(us.Before, cast.Recent...)
	us.phrases = phrase.Find(t, us.phrases)
	for _, p := range us.phrases {
		us.All = append(us.All, Unit{Phrase: p})
	}
	us.unite()
}

// unite adds the names to the phrases and finds out what each unit is.
func (us *List) unite() {
	for i := range us.t.Names {
		us.addName(&us.t.Names[i])
	}
	if us.cast.Genre == cast.Policy || words().Given.In(us.t.S) || names.ThingWords().List("grant").In(us.t.S) {
		for k := range us.t.Clauses {
			us.addCondition(k)
		}
	}
	us.All = append(us.All, us.named...)
	slices.SortStableFunc(us.All, func(a, b Unit) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	us.All = us.longest(us.All)
	us.shorten()
	us.runIn()
	for i := range us.All {
		u := &us.All[i]
		if i > 0 && us.All[i-1].Prep == names.Toward && us.All[i-1].Clause == u.Clause && names.Joints().In(us.t.S[min(us.All[i-1].End, u.Start):u.Start]) {
			u.Prep = names.Toward // 位于江南路和海晏路
		}
		us.settleHome(u)
		u.Listed = u.Listed || strings.HasPrefix(us.t.S[u.End:], "、") || strings.HasSuffix(us.t.S[:u.Start], "、")
		if full := us.cast.FullName(u.Text); full != "" && !u.Condition {
			kind := u.Bare
			u.Text, u.Alias, u.Bare = full, true, false
			if th := us.cast.Things[full]; th != nil && u.Phase == "" && kind {
				u.Phase = th.Phase
			}
			u.Sort = names.SortOf(full)
		}
		if !u.Bare && !u.Condition && (u.Proper || u.Sort > 0 || strings.HasPrefix(u.Text, "“")) {
			us.cast.Add(u.Text, "", u.Sort, false)
		}
	}
	n := 0
	for k := range us.t.Clauses {
		c := &us.t.Clauses[k]
		c.Source = us.isSource(k)
		c.Units = n
		for n < len(us.All) && (us.All[n].Start < c.End || k == len(us.t.Clauses)-1) {
			us.All[n].Barred = clause.IsMetric(us.All[n].Text) || names.IsPaper(us.All[n].Text)
			us.All[n].Clause = k
			us.All[n].Predicate = n > c.Units && us.predicated(&us.All[c.Units], &us.All[n])
			n++
		}
		c.UnitsEnd = n
		s := &us.t.Sentences[c.Sentence]
		if s.UnitsEnd == 0 {
			s.Units = c.Units
		}
		s.UnitsEnd = n
	}
}

// longest removes from units, which are in order, those inside another one. That one is
// a name if one of them is.
func (us *List) longest(units []Unit) []Unit {
	out := units[:0]
	for _, u := range units {
		if n := len(out); n > 0 && u.End <= out[n-1].End && !u.Condition && !out[n-1].Condition && !u.Measure {
			o := &out[n-1]
			if u.Start == o.Start && u.Named && u.Proper && u.Sort > 0 && us.endsOf(u, o) {
				if u.Phase == "" && !us.t.HasFigure(u.End, o.End) {
					u.Phase = o.Phase
				}
				out[n-1] = u // 某某区规模以上工业企业 is of the district
				continue
			}
			if u.Given && strings.Contains(o.Text, "“"+u.Text+"”") {
				u.First, u.Prep, u.Of, u.Points, u.Made = o.First, o.Prep, o.Of, o.Points, o.Made
				out[n-1] = u // 文创园“橙色工坊”, which is 橙色工坊 elsewhere
				continue
			}
			o.Proper, o.Named, o.Bare = o.Proper || u.Proper, o.Named || u.Named, o.Bare && u.Bare
			continue
		}
		out = append(out, u)
	}
	return out
}

// predicated reports whether u says what kind of thing the first unit of its clause is:
// 大桥为双塔斜拉桥. In 首个签约项目是某某园 it says which one.
func (us *List) predicated(first, u *Unit) bool {
	if first.End > u.Start {
		return false
	}
	between := us.t.S[first.End:u.Start]
	return (first.Proper || first.Points) && predicates(between) || first.Bare && between == "为"
}

// predicates reports whether between, the text from a thing to a phrase, makes the
// phrase say what kind of thing it is, and not which: 最大的是.
func predicates(between string) bool {
	for _, w := range words().Is.Words {
		if i := strings.Index(between, w); i >= 0 && !strings.HasSuffix(between[:i], "的") {
			return true
		}
	}
	return false
}

// maxRunIn is how many characters a heading at the beginning of a paragraph has at most.
const maxRunIn = 12

// runIn finds the heading in the first sentence of the paragraph: “二期工程。”,
// “第四条 减船转产。”.
func (us *List) runIn() {
	end := 0
	for k := range us.t.Clauses {
		if us.t.Clauses[k].Sentence != 0 {
			break
		}
		if end = us.t.Clauses[k].End; k > 0 && strings.HasSuffix(us.t.S[:us.t.Clauses[k-1].End], "，") {
			return
		}
		if strings.HasSuffix(us.t.S[:end], ":") {
			break
		}
	}
	if end == 0 || end >= len(us.t.S) || us.t.HasFigure(0, end) {
		return
	}
	if len(us.All) > 0 && us.All[0].End <= end && (len(us.All) == 1 || us.All[1].Start >= end) {
		if u := &us.All[0]; !u.Bare && (u.Sort > 0 || u.Proper || u.Alias || u.Phase != "") && !names.IsPaper(u.Text) {
			us.Heading = phrase.Phrase{Text: u.Text, Phase: u.Phase, Clause: us.t.ClauseAt(end)}
			return
		}
	}
	if us.cast.Genre != cast.Policy {
		return
	}
	text := strings.Trim(us.t.S[:end], "*#。:.、 ")
	for _, open := range []string{"条", ")", "、"} {
		if i := strings.Index(text, open); i >= 0 && i <= 4*wordlist.Char {
			text = text[i+len(open):]
			break
		}
	}
	if n := utf8.RuneCountInString(text); n >= phrase.MinLen && n <= maxRunIn && !names.IsPaper(text) && !strings.ContainsAny(text, words().Body.Chars()) {
		us.Heading = phrase.Phrase{Text: text, Clause: us.t.ClauseAt(end)}
	}
}

// endsOf reports whether the name u alone is the thing that a longer phrase is about:
// the rest is no thing, or one that every district has many of.
func (us *List) endsOf(u Unit, long *Unit) bool {
	rest, _ := phrase.SplitPhase(us.t, us.t.S[u.End:max(u.End, long.End)])
	s := names.SortOf(rest)
	if s == 0 || us.t.Tables.Is(names.Common, rest) {
		return true
	}
	switch names.Sorts()[u.Sort] {
	case "district", "park", "town", "place":
		return names.Sorts()[s] == "company" || names.Sorts()[s] == "cluster" || names.Sorts()[s] == "person"
	}
	return false
}

// settleHome replaces what means the district with it: its own word (新区), its short
// name, an office of it (区财政局), or a name that begins with it and is of no sort of
// things (某某区海洋 of 某某区海洋公报).
func (us *List) settleHome(u *Unit) {
	if !u.Condition && us.cast.IsHome(u.Text) {
		u.Text, u.Bare, u.Proper, u.Sort = us.cast.Home, false, true, names.SortOf(us.cast.Home)
	}
}

// isSource reports whether clause k names the source of what follows.
func (us *List) isSource(k int) bool {
	c := &us.t.Clauses[k]
	if k+1 < len(us.t.Clauses) && us.t.Clauses[k+1].Sentence != c.Sentence {
		return false
	}
	text := strings.TrimRight(us.t.S[c.Start:c.End], "，,:：")
	if text == us.t.S[c.Start:c.End] || utf8.RuneCountInString(text) > maxSource {
		return false
	}
	if strings.HasPrefix(text, "从") && names.ThingWords().List("viewed").Ends(text) || strings.HasPrefix(text, "按") && strings.HasSuffix(text, "分") || words().Aside.Ends(text) {
		return true
	}
	return names.ThingWords().List("says").Ends(text) || names.ThingWords().List("saying").Begins(text) && !strings.HasSuffix(text, "的")
}

// maxSource is how many characters such a clause has at most.
const maxSource = 40

// addName adds a name to the units, or marks the unit with its span as one.
func (us *List) addName(m *names.Name) {
	i := sort.Search(len(us.All), func(i int) bool { return us.All[i].Start >= m.Start })
	if i < len(us.All) && us.All[i].Start == m.Start && us.All[i].End == m.End {
		u := &us.All[i]
		if text, phase := phrase.SplitPhase(us.t, m.Text); strings.HasSuffix(text, u.Text) {
			u.Text, u.Phase = text, cmp.Or(u.Phase, phase) // 某某园3号楼
		}
		u.Proper, u.Named, u.Listed, u.Given = u.Proper || m.Proper, true, m.Listed, m.IsGiven()
		u.Bare = u.Bare && (!m.Proper || names.IsThing(names.ThingKind, u.Text))
		return
	}
	k := us.t.ClauseAt(m.Start)
	c := phrase.Phrase{Start: m.Start, End: m.End, Text: m.Text, Clause: k, First: us.leads(k, m), Of: strings.HasSuffix(us.t.S[:m.Start], "的"), Prep: names.PrepBefore(us.t.S[:m.Start]), Proper: m.Proper, Bare: !m.Proper || names.IsThing(names.ThingKind, m.Text)}
	for _, w := range names.ThingWords().List("toward").Words {
		if i := strings.LastIndex(c.Text, w); i >= 0 && i+len(w) < len(c.Text) {
			c.Start, c.Text, c.First = c.Start+i+len(w), c.Text[i+len(w):], false
			c.Prep = names.Toward
		}
	}
	c.Start += len(c.Text) - len(phrase.TrimStops(c.Text))
	c.Text = phrase.TrimStops(c.Text)
	phrase.CutFirm(&c)
	c.Text, c.Phase = phrase.SplitPhase(us.t, c.Text)
	c.Sort = names.SortOf(c.Text)
	us.named = append(us.named, Unit{Phrase: c, Named: true, Listed: m.Listed, Given: m.IsGiven()})
}

// addCondition adds what money is given for according to clause k: 租用办公用房的，
// 对新认定的企业，.
func (us *List) addCondition(k int) {
	c := &us.t.Clauses[k]
	from, to := c.Start, c.End
	text := strings.TrimRight(us.t.S[from:to], "，,:：；;。")
	to = from + len(text)
	if i := strings.LastIndexByte(text, ')'); i >= 0 && i < 4*wordlist.Char+2 {
		from += i + 1 // (三)
	}
	if rest, ok := strings.CutPrefix(us.t.S[from:to], "第"); ok {
		if i := strings.Index(rest, "条"); i >= 0 && i <= 4*wordlist.Char {
			from += wordlist.Char + i + wordlist.Char
		}
	}
	led := false
	for _, w := range words().Led.Words {
		if strings.HasPrefix(us.t.S[from:to], w) {
			from, led = from+len(w), true
			break
		}
	}
	if led {
		for _, w := range slices.Concat(names.ThingWords().List("gives").Words, words().Gives.Words) {
			if i := strings.Index(us.t.S[from:to], w); i > 0 {
				to = from + i
			}
		}
	}
	from += len(us.t.S[from:to]) - len(phrase.TrimStops(us.t.S[from:to]))
	short, ok := strings.CutSuffix(us.t.S[from:to], "的")
	if n := utf8.RuneCountInString(short); !ok && !led || n < phrase.MinLen || n > phrase.MaxLen {
		return
	}
	us.named = append(us.named, Unit{Phrase: phrase.Phrase{Start: from, End: from + len(short), Text: short, Clause: k, First: true, Sort: names.SortOf(short)}, Condition: true})
}

// IsGroup reports whether u is a phrase for things without a name of their own:
// 医疗卫生机构.
func IsGroup(u *Unit) bool {
	return u != nil && !u.Proper && !u.Alias && !u.Condition && !strings.Contains(u.Text, "“")
}

// leads reports whether clause k is about m: only words of time and order are in front
// of it, or 的 is.
func (us *List) leads(k int, m *names.Name) bool {
	return strings.HasSuffix(us.t.S[:m.Start], "的") || us.t.Clauses[k].Lead > m.Start
}

// shorten finds the short names that the paragraph introduces:
// 某某园区(以下简称“某园”).
func (us *List) shorten() {
	for _, w := range names.ThingWords().List("short").Words {
		for at := 0; ; {
			i := strings.Index(us.t.S[at:], w)
			if i < 0 {
				break
			}
			at += i
			us.pair(at, at+len(w))
			at += len(w)
		}
	}
}

// pair adds the short name that begins at to, for the name in front of the bracket at
// from.
func (us *List) pair(from, to int) {
	open := strings.LastIndexByte(us.t.S[:from], '(')
	end := strings.IndexByte(us.t.S[to:], ')')
	if open < 0 || from-open > 2*wordlist.Char || end < 0 || end > 20*wordlist.Char {
		return
	}
	short := strings.Trim(us.t.S[to:to+end], "“”\"为:")
	full := ""
	for _, u := range us.All {
		if u.End == open && len(u.Text) > len(full) {
			full = u.Text
		}
	}
	if full != "" && short != "" && full != short {
		us.cast.Short[short] = full
	}
}

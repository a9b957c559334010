package bind

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/wordlist"
)

// unit is a name or noun phrase of a paragraph that can be what a figure is of.
type unit struct {
	chunk
	named     bool // found as a name, by its end
	listed    bool
	behindIs  bool // 机场快线是…的市域轨道交通: what kind of thing it is
	condition bool // 租用办公用房的，: what money is given on
	barred    bool // a metric or a paper, which no figure is of; see unite
	alias     bool // text is the full name of what the paragraph calls by a short one
}

// unite makes the units of the paragraph, in order, of its names and phrases.
func (sc *scene) unite() {
	for _, c := range sc.chunks() {
		sc.units = append(sc.units, unit{chunk: c})
	}
	for i := range sc.names {
		sc.addName(&sc.names[i])
	}
	if sc.cast.genre == policy || wordlist.ContainsAny(sc.s, "补贴", "补助", "奖励", "给予", "资助") {
		for k := range sc.clauses {
			sc.addCondition(k)
		}
	}
	sc.units = append(sc.units, sc.named...)
	slices.SortStableFunc(sc.units, func(a, b unit) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	sc.units = sc.longest(sc.units)
	sc.shorten()
	sc.runIn()
	for i := range sc.units {
		u := &sc.units[i]
		if i > 0 && sc.units[i-1].prep == toward && sc.units[i-1].clause == u.clause && wordlist.ContainsAny(sc.s[min(sc.units[i-1].end, u.start):u.start], "和", "与", "、", "及") {
			u.prep = toward // 位于江南路和海晏路
		}
		sc.settleHome(u)
		u.listed = u.listed || strings.HasPrefix(sc.s[u.end:], "、") || strings.HasSuffix(sc.s[:u.start], "、")
		if full := sc.cast.whole(u.text); full != "" && !u.condition {
			kind := u.bare
			u.text, u.alias, u.bare = full, true, false
			if th := sc.cast.things[full]; th != nil && u.phase == "" && kind {
				u.phase = th.phase
			}
			u.sort = names.SortOf(full)
		}
		if !u.bare && !u.condition && (u.proper || u.sort > 0 || strings.HasPrefix(u.text, "“")) {
			sc.cast.add(u.text, "", u.sort, false)
		}
	}
	n := 0
	for k := range sc.clauses {
		c := &sc.clauses[k]
		c.says = sc.sayer(k)
		c.units = n
		for n < len(sc.units) && (sc.units[n].start < c.end || k == len(sc.clauses)-1) {
			sc.units[n].barred = isMeasured(sc.units[n].text) || isPaper(sc.units[n].text)
			sc.units[n].clause = k
			sc.units[n].behindIs = n > c.units && sc.predicated(&sc.units[c.units], &sc.units[n])
			n++
		}
		c.unitsEnd = n
		s := &sc.sentences[c.sentence]
		if s.unitsEnd == 0 {
			s.units = c.units
		}
		s.unitsEnd = n
	}
}

// longest leaves out of units in order those that lie within another one, which
// is a name when one of them is.
func (sc *scene) longest(units []unit) []unit {
	out := units[:0]
	for _, u := range units {
		if n := len(out); n > 0 && u.end <= out[n-1].end && !u.condition && !out[n-1].condition && !u.measure {
			o := &out[n-1]
			if u.start == o.start && u.named && u.proper && u.sort > 0 && sc.endsOf(u, o) {
				if u.phase == "" && !sc.figureIn(u.end, o.end) {
					u.phase = o.phase
				}
				out[n-1] = u // 某某区规模以上工业企业 is of the district
				continue
			}
			o.proper, o.named, o.bare = o.proper || u.proper, o.named || u.named, o.bare && u.bare
			continue
		}
		out = append(out, u)
	}
	return out
}

// predicated reports whether a clause tells by u what kind of thing its first one is:
// 大桥为双塔斜拉桥. 首个签约项目是某某园 tells which one it is.
func (sc *scene) predicated(first, u *unit) bool {
	if first.end > u.start {
		return false
	}
	between := sc.s[first.end:u.start]
	return (first.proper || first.points) && predicates(between) || first.bare && between == "为"
}

// predicates reports whether what stands between a thing and a phrase makes that
// tell what kind of thing it is, and not which: 最大的是.
func predicates(between string) bool {
	for _, w := range []string{"是", "为"} {
		if i := strings.Index(between, w); i >= 0 && !strings.HasSuffix(between[:i], "的") {
			return true
		}
	}
	return false
}

// maxRunIn is how many characters a heading has that a paragraph begins with.
const maxRunIn = 12

// runIn finds the heading that the paragraph begins with, in its first sentence:
// “二期工程。”, “第四条 减船转产。”.
func (sc *scene) runIn() {
	end := 0
	for k := range sc.clauses {
		if sc.clauses[k].sentence != 0 {
			break
		}
		if end = sc.clauses[k].end; k > 0 && strings.HasSuffix(sc.s[:sc.clauses[k-1].end], "，") {
			return
		}
		if strings.HasSuffix(sc.s[:end], ":") {
			break
		}
	}
	if end == 0 || end >= len(sc.s) || sc.figureIn(0, end) {
		return
	}
	if len(sc.units) > 0 && sc.units[0].end <= end && (len(sc.units) == 1 || sc.units[1].start >= end) {
		if u := &sc.units[0]; !u.bare && (u.sort > 0 || u.proper || u.alias || u.phase != "") && !isPaper(u.text) {
			sc.heading = chunk{text: u.text, phase: u.phase, clause: sc.clauseAt(end)}
			return
		}
	}
	if sc.cast.genre != policy {
		return
	}
	text := strings.Trim(sc.s[:end], "*#。:.、 ")
	for _, open := range []string{"条", ")", "、"} {
		if i := strings.Index(text, open); i >= 0 && i <= 4*len("字") {
			text = text[i+len(open):]
			break
		}
	}
	if n := utf8.RuneCountInString(text); n >= minChunk && n <= maxRunIn && !isPaper(text) && !strings.ContainsAny(text, "，；,;?？的了将") {
		sc.heading = chunk{text: text, clause: sc.clauseAt(end)}
	}
}

// endsOf reports whether the name u alone is the thing that a longer phrase tells of:
// what goes on is no thing, or one of those that a district has many of.
func (sc *scene) endsOf(u unit, phrase *unit) bool {
	rest, _ := sc.withoutPhase(sc.s[u.end:max(u.end, phrase.end)])
	s := names.SortOf(rest)
	if s == 0 || sc.t.Is(names.Common, rest) {
		return true
	}
	switch names.Sorts()[u.sort] {
	case "district", "park", "town", "place":
		return names.Sorts()[s] == "company" || names.Sorts()[s] == "cluster" || names.Sorts()[s] == "person"
	}
	return false
}

// settleHome puts the district in the place of what stands for it: its own word
// (新区), its short name, an office of it (区财政局), a name that begins with it
// and is that of no thing (某某区海洋 of 某某区海洋公报).
func (sc *scene) settleHome(u *unit) {
	if !u.condition && sc.cast.isHome(u.text) {
		u.text, u.bare, u.proper, u.sort = sc.cast.home, false, true, names.SortOf(sc.cast.home)
	}
}

// isHome reports whether a text stands for the district.
func (c *cast) isHome(text string) bool {
	if c.home == "" || text == "" {
		return false
	}
	short := c.home
	for _, e := range names.ThingWords()["place"].Words {
		if s, ok := strings.CutSuffix(c.home, e); ok {
			short = s
			break
		}
	}
	named := utf8.RuneCountInString(short) > 1
	rest, begins := strings.CutPrefix(text, c.home)
	if !begins && named {
		rest, begins = strings.CutPrefix(text, short)
	}
	if n := len("青"); !begins && len(c.home) > 4*n {
		rest, begins = strings.CutPrefix(text, c.home[n:]) // the first character was taken for a word
	}
	office := names.ThingWords()["office"].Ends(text)
	before, ends := strings.CutSuffix(text, short)
	switch {
	case names.IsThing(names.ThingOwn, text):
		return !strings.ContainsAny(text, "市县") || strings.HasSuffix(c.home, wordlist.LastRunes(text, 1))
	case text != c.home && strings.HasSuffix(c.home, text):
		return utf8.RuneCountInString(text) > 1
	case begins:
		return rest == "" || office || strings.HasPrefix(text, c.home) && names.SortOf(rest) == 0 && utf8.RuneCountInString(rest) <= maxField
	}
	return office && wordlist.HasPrefix(text, "区", "市", "县", "新区", "开发区") || ends && named && utf8.RuneCountInString(before) <= 2
}

// maxField is how many characters of what a district's report is on may stand
// behind its name: 国民经济.
const maxField = 4

// sayer reports whether clause k tells who says what follows.
func (sc *scene) sayer(k int) bool {
	c := &sc.clauses[k]
	if k+1 < len(sc.clauses) && sc.clauses[k+1].sentence != c.sentence {
		return false
	}
	text := strings.TrimRight(sc.s[c.start:c.end], "，,:：")
	if text == sc.s[c.start:c.end] || utf8.RuneCountInString(text) > maxSayer {
		return false
	}
	if strings.HasPrefix(text, "从") && names.ThingWords()["viewed"].Ends(text) || strings.HasPrefix(text, "按") && strings.HasSuffix(text, "分") || wordlist.HasSuffix(text, "方面", "一提的是", "说明的是") {
		return true
	}
	return names.ThingWords()["says"].Ends(text) || names.ThingWords()["saying"].Begins(text) && !strings.HasSuffix(text, "的")
}

// maxSayer is how many characters a clause has that tells who speaks.
const maxSayer = 40

// addName adds a name to the units, or makes the unit with its span one.
func (sc *scene) addName(m *names.Name) {
	i := sort.Search(len(sc.units), func(i int) bool { return sc.units[i].start >= m.Start })
	if i < len(sc.units) && sc.units[i].start == m.Start && sc.units[i].end == m.End {
		u := &sc.units[i]
		if text, phase := sc.withoutPhase(m.Text); strings.HasSuffix(text, u.text) {
			u.text, u.phase = text, cmp.Or(u.phase, phase) // 某某园3号楼
		}
		u.proper, u.named, u.listed = u.proper || m.Proper, true, m.Listed
		u.bare = u.bare && (!m.Proper || names.IsThing(names.ThingKind, u.text))
		return
	}
	k := sc.clauseAt(m.Start)
	c := chunk{start: m.Start, end: m.End, text: m.Text, clause: k, first: sc.leads(k, m), of: strings.HasSuffix(sc.s[:m.Start], "的"), prep: sc.prepAt(m.Start), proper: m.Proper, bare: !m.Proper || names.IsThing(names.ThingKind, m.Text)}
	for _, w := range names.ThingWords()["toward"].Words {
		if i := strings.LastIndex(c.text, w); i >= 0 && i+len(w) < len(c.text) {
			c.start, c.text, c.first = c.start+i+len(w), c.text[i+len(w):], false
			c.prep = toward
		}
	}
	c.start += len(c.text) - len(sheared(c.text))
	c.text = sheared(c.text)
	parted(&c)
	c.text, c.phase = sc.withoutPhase(c.text)
	c.sort = names.SortOf(c.text)
	sc.named = append(sc.named, unit{chunk: c, named: true, listed: m.Listed})
}

// addCondition adds what clause k says that money is given for: 租用办公用房的，
// 对新认定的企业，.
func (sc *scene) addCondition(k int) {
	c := &sc.clauses[k]
	from, to := c.start, c.end
	text := strings.TrimRight(sc.s[from:to], "，,:：；;。")
	to = from + len(text)
	if i := strings.LastIndexByte(text, ')'); i >= 0 && i < 4*len("字")+2 {
		from += i + 1 // (三)
	}
	if rest, ok := strings.CutPrefix(sc.s[from:to], "第"); ok {
		if i := strings.Index(rest, "条"); i >= 0 && i <= 4*len("字") {
			from += len("第") + i + len("条")
		}
	}
	led := false
	for _, w := range []string{"对于", "对", "凡"} {
		if strings.HasPrefix(sc.s[from:to], w) {
			from, led = from+len(w), true
			break
		}
	}
	for _, w := range []string{"给予", "按", "发放", "每"} {
		if i := strings.Index(sc.s[from:to], w); led && i > 0 {
			to = from + i
		}
	}
	from += len(sc.s[from:to]) - len(sheared(sc.s[from:to]))
	short, ok := strings.CutSuffix(sc.s[from:to], "的")
	if n := utf8.RuneCountInString(short); !ok && !led || n < minChunk || n > maxChunk {
		return
	}
	sc.named = append(sc.named, unit{chunk: chunk{start: from, end: from + len(short), text: short, clause: k, first: true, sort: names.SortOf(short)}, condition: true})
}

package overview

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/choice/cue"
	"beilun/index/thing"
	"beilun/index/words"
	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/ledger"
)

// isCertain reports whether a row's thing is beyond doubt, and its figure is none that
// was taken back.
func isCertain(r index.Row) bool {
	b := &r.Figure.Binding
	return b.Subject != "" && !b.Doubtful() && !b.Change && b.State != knowledge.Withdrawn && b.State != knowledge.Former
}

// The tags of the names of places and of institutions in the dictionary.
const (
	placeTag = "ns"
	knownTag = "nt"
)

// isName reports whether a text that ends with a word for a kind names one thing of it:
// it begins with no verb, it counts no things, and it is no kind itself.
func (f Finder) isName(name, end string) bool {
	front := strings.TrimSuffix(name, end)
	if utf8.RuneCountInString(front) < 2 && end != "" {
		return false
	}
	cut := f.Index.Lexicon().Cut(name)
	if len(cut) == 0 || f.Index.District().Is(front) && names.ThingWords().List("vague").Has(end) {
		return false
	}
	first := name[cut[0].Start:cut[0].End]
	if d := f.Index.District(); cut[0].Tag == placeTag && first == front && front != d.Short && front != strings.TrimSuffix(d.City, cue.Regions().Ended(d.City)) {
		return false // 北京大学: named by another place
	}
	if len(cut) == 1 && cut[0].Tag == knownTag {
		return false // the dictionary has it, so it is known in the whole country
	}
	if strings.HasPrefix(cut[0].Tag, "v") || loadWords().List("leads").Begins(name) || names.HasThing("paper", first) || names.ThingWords().List("stop").Begins(name) || names.ThingWords().List("bound").Begins(name) || listOf("bare").Has(front) || end != "" && listOf("vague").Ends(front) || listOf("inside").In(name) {
		return false
	}
	for _, v := range names.ThingWords().List("toward").Words { // 项目西起某某高速
		if strings.Contains(name, v) {
			return false
		}
	}
	rs := []rune(name)
	for i := 1; i < len(rs); i++ {
		if isNumeral(rs[i-1]) && isMeasureWord(string(rs[i])) && (i < 2 || rs[i-2] != []rune(listOf("ordinal").Words[0])[0]) {
			return false
		}
	}
	return true
}

// isCommon reports whether a name has nothing but common words: 跨国公司地区总部.
func (f Finder) isCommon(name string) bool {
	for _, w := range f.Index.Lexicon().Cut(name) {
		if utf8.RuneCountInString(name[w.Start:w.End]) < 2 || !listOf("plain").Has(w.Tag) {
			return false
		}
	}
	return true
}

// isMeasureWord reports whether things are counted by a word. The number of a thing is
// in front of others: 3号楼, 二期.
func isMeasureWord(w string) bool {
	m, ok := words.MeasureOf(w)
	return ok && m.Kind == "number" && !listOf("numbered").Has(w)
}

func isNumeral(r rune) bool {
	return '0' <= r && r <= '9' || strings.ContainsRune(names.Numerals, r) || listOf("numeral").Has(string(r))
}

// merged puts the names of one thing together. A short name that several things may
// have means none of them.
func (f Finder) merged(found []thing.Thing, ends *wordlist.List) (out []*group) {
	slices.SortFunc(found, func(a, b thing.Thing) int {
		return cmp.Or(cmp.Compare(utf8.RuneCountInString(b.Name), utf8.RuneCountInString(a.Name)), strings.Compare(a.Name, b.Name))
	})
	for _, t := range found {
		parsed, end := ledger.ParseThing(t.Name), ends.Ended(t.Name)
		var same []*group
		for _, g := range out {
			if slices.Contains(g.names, t.Full) || slices.ContainsFunc(g.parsed, parsed.Same) || isJoined(g.names[0], t.Name) || isShort(t.Name, g.names[0], end) {
				same = append(same, g)
			}
		}
		switch len(same) {
		case 0:
			out = append(out, &group{names: []string{t.Name}, parsed: []ledger.Thing{parsed}, mentions: mentions(t), most: mentions(t), in: t.In})
		case 1:
			same[0].add(t, parsed)
		}
	}
	for _, g := range out {
		for _, id := range g.in {
			if r, ok := f.Index.Held(id); ok && r.Date.Compare(g.date) > 0 {
				g.date = r.Date
			}
		}
	}
	return out
}

// isJoined reports whether a longer name adds nothing to a shorter one.
func isJoined(longer, name string) bool {
	behind, ok := strings.CutPrefix(longer, name)
	return ok && listOf("joined").Has(behind)
}

// isShort reports whether a name leaves out words of a longer one in front of the end
// that both have: 某某新材项目 for 某某新材电子级化学品项目.
func isShort(name, longer, end string) bool {
	front := strings.TrimSuffix(name, end)
	return end != "" && utf8.RuneCountInString(front) >= leastFront && strings.HasPrefix(longer, front) && strings.HasSuffix(longer, end) && !ledger.Apart(name, longer)
}

// leastFront is how many characters the name of a thing has at least, and what is in
// front of the word for its kind in a short name.
const leastFront = 3

func mentions(t thing.Thing) int { return t.Figures + t.Releases }

// add adds a further name of the thing.
func (g *group) add(t thing.Thing, parsed ledger.Thing) {
	g.parsed = append(g.parsed, parsed)
	g.names = append(g.names, t.Name)
	g.mentions += mentions(t)
	g.in = append(slices.Clip(g.in), t.In...)
	if n := mentions(t); n > g.most {
		g.most = n
		last := len(g.names) - 1
		g.names[0], g.names[last] = g.names[last], g.names[0]
	}
}

// is reports whether a figure is one of the thing.
func (g *group) is(b *knowledge.Binding) bool {
	for _, n := range g.names {
		if same, decided := b.Thing.Is(n); decided {
			return same
		}
	}
	return slices.ContainsFunc(g.names, func(n string) bool { return n == b.Subject || ledger.SameThing(n, b.Subject) })
}

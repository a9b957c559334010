package phrase

import (
	"sort"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
)

// joined reports whether two words with between in the middle may be of one phrase:
// nothing is between them, or a quotation mark.
func joined(between string) bool {
	return between == "" || len(between) <= 2*wordlist.Char && strings.Trim(between, "“”《》·-—") == ""
}

// hasFigure reports whether w overlaps a figure.
func (c *chunker) hasFigure(w names.Word) bool {
	f := c.t.FigureAt(w.Start)
	return f != nil || c.t.HasFigure(w.Start, w.End)
}

// numbers reports whether word i is the number in a name: 第二届, 3号.
func (c *chunker) numbers(i int) bool {
	w := c.t.Words[i]
	f := c.t.FigureAt(w.Start)
	return f != nil && f.Kind == knowledge.Ordinal && i+1 < len(c.t.Words) && c.t.Words[i+1].Start == w.End && !c.t.Tables.Is(names.Break, c.t.S[c.t.Words[i+1].Start:c.t.Words[i+1].End])
}

// maxGlue is how many bytes may be between a metric and its figure: 面积为约.
const maxGlue = 5 * wordlist.Char

// measures reports whether match i is a metric that its figure follows at once.
func (c *chunker) measures(i int) bool {
	m := c.t.Matches[i]
	if m.Metric == nil {
		return false
	}
	k := sort.Search(len(c.t.Figures), func(k int) bool { return c.t.Figures[k].From >= m.End })
	return k < len(c.t.Figures) && c.t.Figures[k].From-m.End <= maxGlue && Fits(m.Metric, &c.t.Figures[k]) && strings.Trim(c.t.S[m.End:c.t.Figures[k].From], words().Glue.Chars()) == ""
}

// Fits reports whether f may be a figure of the metric c, or a change of one: a sum of
// money is not a number of firms.
func Fits(c *concept.Concept, f *clause.Figure) bool {
	switch f.Kind {
	case knowledge.Money:
		return c.HasClass(concept.Money)
	case knowledge.Percent, knowledge.PercentPoint, knowledge.Multiple:
		return true
	case knowledge.Count:
		return !c.HasClass(concept.Money) && !c.HasClass(concept.Percent)
	}
	return true
}

// ends reports whether word i is no part of a noun phrase.
func (c *chunker) ends(i int) bool {
	w := c.t.Words[i]
	s := c.t.S[w.Start:w.End]
	const one = wordlist.Char
	switch {
	case c.open && c.t.Tables.Is(names.Phase, s), c.open && names.IsThing(names.ThingDeed, s):
		return false
	case c.goesOn(i):
		return false
	case c.stopsAt(i):
		return true
	case names.IsThing(names.ThingStop|names.ThingToward, s), c.t.Tables.Is(names.Scope|names.Prep|names.Change|names.Level, s):
		if len(s) == one && c.open && c.cur.End == w.Start && i > 0 && c.t.Words[i-1].End-c.t.Words[i-1].Start == one && !names.IsThing(names.ThingGrammar, s) {
			return false // a piece of a name: 鹭达
		}
		if len(s) > one && c.open && (c.firmAt(i+1, w.End) || c.kindBehind(i, 1) && !names.IsThing(names.ThingMaker, s)) {
			return false // 某某投资有限公司
		}
		return true
	case len(s) == one && names.IsThing(names.ThingVerb, s):
		return !(c.open && c.cur.End == w.Start && i > 0 && c.t.Words[i-1].End-c.t.Words[i-1].Start == one)
	}
	if c.bareNumber(i) {
		return true
	}
	switch w.Tag {
	case "p", "c", "u", "uj", "ul", "r", "d", "t", "y", "ad", "f", "q":
		return true
	case "l", "i":
		return !c.kindBehind(i, 1) // 破土动工
	case "m", "mq":
		return !strings.HasPrefix(s, "第") && (strings.ContainsAny(s, digits) || strings.ContainsAny(s, words().Numeral.Chars()))
	case "v":
		return !c.kindAt(i) && !c.kindBehind(i, 2)
	case names.MetricTag:
		return (c.t.Tables.Is(names.Event, s) || clause.IsMetric(s)) && !c.kindBehind(i, 1)
	}
	return false
}

// goesOn reports whether word i continues the open phrase although its tag says
// otherwise: 会 of 对接会, 青年 of 全球青年创新大赛, 寄宿 of 寄宿制学校.
func (c *chunker) goesOn(i int) bool {
	w := c.t.Words[i]
	if !c.open || i == 0 || !joined(c.t.S[c.cur.End:w.Start]) {
		return false
	}
	s := c.t.S[w.Start:w.End]
	switch {
	case len(s) == wordlist.Char:
		return c.t.Words[i-1].End-c.t.Words[i-1].Start > wordlist.Char && names.ThingEnd(c.t.S[c.t.Words[i-1].Start:w.End]) > 0
	case names.IsThing(names.ThingWithin, s):
		return c.kindNear(i)
	case w.Tag == "v" && !names.IsThing(names.ThingStop|names.ThingToward|names.ThingMaker, s):
		return i+2 < len(c.t.Words) && c.t.Words[i+1].Start == w.End && c.t.Words[i+1].Tag == "" && c.t.Words[i+1].End == c.t.Words[i+2].Start && c.kindAt(i+2) &&
			!names.IsThing(names.ThingStop|names.ThingToward|names.ThingGrammar, c.t.S[c.t.Words[i+1].Start:c.t.Words[i+1].End])
	}
	return false
}

// maxKindNear is how many words may be between a word and the kind of thing at the end
// of its name.
const maxKindNear = 4

// kindNear reports whether the words right behind word i end a name with a kind of
// thing, or with what is done to it: 快速化改造.
func (c *chunker) kindNear(i int) bool {
	for k := i + 1; k < len(c.t.Words) && k <= i+maxKindNear && c.t.Words[k].Start == c.t.Words[k-1].End; k++ {
		s := c.t.S[c.t.Words[k].Start:c.t.Words[k].End]
		if c.kindAt(k) || names.IsThing(names.ThingDeed, s) || names.ThingEnd(s) > 0 || len(s) == wordlist.Char && names.ThingEnd(c.t.S[c.t.Words[k-1].Start:c.t.Words[k].End]) > 0 {
			return true
		}
		if t := c.t.Words[k].Tag; t != "" && strings.Contains("pcudrm", t[:1]) || names.IsThing(names.ThingGrammar, s) || c.t.FigureAt(c.t.Words[k].Start) != nil {
			return false
		}
	}
	return false
}

// bareNumber reports whether word i is a number that is no part of a name: 2.3 of
// 2.3万口, but not 9 of 9号线 or the year in front of a name.
func (c *chunker) bareNumber(i int) bool {
	w := c.t.Words[i]
	s := c.t.S[w.Start:w.End]
	if strings.Trim(s, "0123456789.") != "" {
		return false
	}
	rest := c.t.S[w.End:]
	if words().NumberedBy.Begins(rest) {
		return false
	}
	return len(s) != 4 || !wordlist.HasPrefix(s, "19", "20") || i+1 == len(c.t.Words) || c.t.Words[i+1].Start != w.End || words().Unit.Begins(rest)
}

// stopsAt reports whether several single characters from word i on are a word that ends
// a phrase and that is in no dictionary: 首台, 起于.
func (c *chunker) stopsAt(i int) bool {
	const one = wordlist.Char
	from := c.t.Words[i].Start
	if c.t.Words[i].End-from != one {
		return false
	}
	for k := i + 1; k < len(c.t.Words) && k < i+4 && c.t.Words[k].Start == c.t.Words[k-1].End; k++ {
		if w := c.t.S[from:c.t.Words[k].End]; names.IsThing(names.ThingStop|names.ThingToward, w) {
			c.skip = c.t.Words[k].End
			return true
		}
	}
	return false
}

// kindBehind reports whether one of the n words right behind word i is the kind of thing
// that ends its name: 废旧电池回收利用项目.
func (c *chunker) kindBehind(i, n int) bool {
	for k := i + 1; k < len(c.t.Words) && k <= i+n && c.t.Words[k].Start == c.t.Words[k-1].End; k++ {
		if c.kindAt(k) || names.ThingEnd(c.t.S[c.t.Words[i].Start:c.t.Words[k].End]) > 0 {
			return true
		}
		if t := c.t.Words[k].Tag; t == "" || strings.Contains("pcudr", t[:1]) || names.IsThing(names.ThingStop, c.t.S[c.t.Words[k].Start:c.t.Words[k].End]) {
			return false
		}
	}
	return false
}

// firmAt reports whether word i, if it begins at from, ends the name of a firm.
func (c *chunker) firmAt(i, from int) bool {
	return i < len(c.t.Words) && c.t.Words[i].Start == from && names.IsThing(names.ThingFirm, c.t.S[from:c.t.Words[i].End])
}

// kindAt reports whether word i is a kind of thing.
func (c *chunker) kindAt(i int) bool {
	s := c.t.S[c.t.Words[i].Start:c.t.Words[i].End]
	return c.t.Tables.Is(names.Suffix, s) || names.ThingEnd(s) > 0 && utf8.RuneCountInString(s) > 1
}

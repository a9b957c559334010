package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/bind"
)

// A sentence that speaks of the thing need not answer the question: where a
// place, a person, a cause or a meaning is asked for, the sentence has to give
// one.

// Words that give a place, a cause or a meaning.
var (
	placeCues  = []string{"位于", "坐落", "座落", "地处", "落户", "落地", "设在", "设立在", "选址", "在", "毗邻", "地址", "来自", "生于", "出生", "于"}
	sites      = []string{"位于", "坐落", "座落", "地处", "落户", "落地", "设在", "设立在", "建在", "选址", "毗邻", "地址"}
	roadEnds   = []string{"路", "街", "大道", "巷", "弄", "号"}
	reasonCues = []string{"因", "由于", "为了", "为", "以便", "旨在", "目的", "从而", "所以", "使", "致", "缘", "基于", "鉴于", "便于", "才能", "才", "需要", "必须", "担心", "导致"}
	meaning    = []string{"是", "即", "指", "称", "叫", "——", "意思", "意为", "意指", "又名", "为", "作为"}
	roles      = []string{"负责人", "主任", "书记", "区长", "市长", "局长", "院长", "校长", "董事长", "总经理", "经理", "主席", "会长", "设计师", "发言人", "创始人", "老板", "行长", "关长", "台长", "主编", "馆长", "镇长", "县长", "社长", "总裁", "秘书长", "首席执行官", "理事长", "处长", "科长", "站长", "队长", "总监", "总工程师"}
)

// noReason takes words out that hold 为 and tell no cause: 改造为, 成为.
var noReason = strings.NewReplacer("成为", "", "作为", "", "改为", "", "改造为", "", "打造为", "", "称为", "", "定为", "", "视为", "", "变为", "", "分为", "", "名为", "", "认为", "", "设为", "", "转为", "", "升级为", "", "调整为", "", "分别为", "", "行为", "", "人才", "", "使用", "")

// evidenced reports whether the claim's sentence gives what q asks for; what the
// reader is sure of only has to speak of the thing.
func (a *Answerer) evidenced(q index.Query, c *Claim, sure bool) bool {
	sentence := fold(c.Quote())
	if !speaksOf(q, c, sentence) {
		return false
	}
	if c.Figure != nil && (q.Want == index.WantPerson || q.Want == index.WantPlace) {
		return false
	}
	asksRoad := q.Want == index.WantPlace && containsAny(q.Folded(), []string{"哪条路", "哪条街", "哪条大道", "门牌", "地址"})
	if sure && (q.Want == index.WantText || q.Want == index.WantDefinition) {
		return true // a place, a cause or a way has to be given in words that give one
	}
	switch q.Want {
	case index.WantPlace:
		if asksRoad {
			return containsAny(sentence, roadEnds)
		}
		if placeAsks.MatchString(q.Folded()) && len(q.Concepts) == 1 && !containsAny(sentence, sites) {
			return false // where a thing is, and not where something is sent
		}
		if len(q.Named) == 0 {
			if tellsFigure(c) && !containsAny(fold(c.Text), regions) && !containsAny(fold(c.Text), roadEnds) {
				return false // 会期3天 is no place, whatever its sentence names
			}
			return a.hasOther(q, sentence, isPlace)
		}
		for _, part := range strings.FieldsFunc(sentence, func(r rune) bool { return r == ';' || r == '；' }) {
			if containsAny(part, placeCues) && a.hasRegion(q, part) && strings.Contains(part, fold(c.Text)) {
				return standsIn(q.Named, part) || !standsIn(q.Named, sentence)
			}
		}
		return false
	case index.WantPerson:
		for _, r := range roles {
			if strings.Contains(q.Folded(), r) && !strings.Contains(sentence, r) {
				return false
			}
		}
		if role := roleOf(q); role != "" && !holdsOffice(q, role, sentence) {
			return false
		}
		return sure || a.hasOther(q, sentence, isPerson)
	case index.WantReason:
		whole := fold(c.Hit.Passage.Release.Title + "\n" + c.Hit.Passage.Heading + "\n" + c.Hit.Passage.Text)
		for _, concept := range q.Concepts {
			if utf8.RuneCountInString(concept.Text) > 1 && stands(concept, whole) < 0.5 {
				return false // the cause of something that is not told of
			}
		}
		return containsAny(noReason.Replace(sentence), reasonCues)
	case index.WantDefinition:
		return containsAny(sentence, meaning)
	}
	return true
}

// tellsFigure reports whether a figure stands in the words of a claim.
func tellsFigure(c *Claim) bool {
	return slices.ContainsFunc(c.Hit.Passage.Figures, func(f knowledge.Figure) bool { return c.Span.Contains(f.Span) })
}

// speaksOf reports whether a sentence is about the things that q names, itself or
// through its headings or the sentence before, and has one at least of the
// other words of q: what is said of something else is no answer.
func speaksOf(q index.Query, c *Claim, sentence string) bool {
	p := c.Hit.Passage
	near := sentence + "\n" + fold(p.Release.Title+"\n"+p.Heading)
	for i, s := range p.Sentences {
		if i+1 < len(p.Sentences) && p.Sentences[i+1].Start == c.Sentence.Start {
			near += "\n" + fold(s.Of(p.Text))
		}
	}
	for _, n := range q.Named {
		if !strings.Contains(near, headOf(n)) {
			return false
		}
	}
	if q.Relation == index.Bearer && q.Given != nil && q.Given.Time == "" && !gives(c, q.Given) {
		return false // 90个班: what has another number of them is no answer
	}
	others, found, events, happens := 0, 0, 0, 0
	for _, concept := range q.Concepts {
		if slices.ContainsFunc(q.Named, func(n string) bool { return strings.Contains(n, concept.Text) }) {
			continue
		}
		if bind.IsEvent(concept.Text) {
			events++
			if stands(concept, sentence) >= 1 {
				happens++
			}
		}
		others++
		if stands(concept, sentence) >= 0.5 {
			found++
		}
	}
	if events > 0 && happens == 0 && q.Want == index.WantList {
		return false // what is planned is not 开业
	}
	return others == 0 || found > 0
}

// gives reports whether the sentence of c states the figure f.
func gives(c *Claim, f *knowledge.Figure) bool {
	for i := range c.Hit.Passage.Figures {
		if g := &c.Hit.Passage.Figures[i]; c.Sentence.Contains(g.Span) && isGiven(f, g) {
			return true
		}
	}
	return false
}

// hasOther reports whether a name or a word of the kind stands in a sentence
// that the question does not have itself.
func (a *Answerer) hasOther(q index.Query, sentence string, kind func(tag string) bool) bool {
	asked := q.Folded()
	binder := a.index.Lexicon().Binder()
	for _, n := range binder.Names(sentence) {
		if !strings.Contains(asked, n) && !slices.ContainsFunc(q.Named, func(m string) bool { return means(m, n) }) {
			return true
		}
	}
	words := binder.Cut(sentence)
	for i, w := range words {
		s := sentence[w.Start:w.End]
		if kind(w.Tag) && !strings.Contains(asked, s) {
			return true
		}
		// Single characters in a row are a name that no dictionary has.
		if i > 0 && single(w) && single(words[i-1]) && words[i-1].End == w.Start && !strings.Contains(asked, sentence[words[i-1].Start:w.End]) {
			return true
		}
	}
	return strings.ContainsFunc(sentence, func(r rune) bool { return r >= 'a' && r <= 'z' }) || strings.Contains(sentence, "·")
}

// hasRegion reports whether a place stands in a sentence that the question does
// not have itself: the thing asked for may stand among others of its kind, and
// those are not where it is.
func (a *Answerer) hasRegion(q index.Query, sentence string) bool {
	asked := q.Folded()
	binder := a.index.Lexicon().Binder()
	for _, n := range binder.Names(sentence) {
		if endsWithAny(n, regions) && !strings.Contains(asked, n) && !slices.ContainsFunc(q.Named, func(m string) bool { return means(m, n) }) {
			return true
		}
	}
	for _, w := range binder.Cut(sentence) {
		s := sentence[w.Start:w.End]
		if (w.Tag == "ns" || w.Tag == "s") && !strings.Contains(asked, s) && !slices.ContainsFunc(q.Named, func(m string) bool { return strings.Contains(m, s) }) {
			return true
		}
	}
	return endsWithAny(sentence, roadEnds)
}

func single(w bind.Word) bool { return w.End-w.Start == len("字") }

func isPlace(tag string) bool { return tag == "ns" || tag == "nt" || tag == "f" || tag == "s" }

func isPerson(tag string) bool {
	return strings.HasPrefix(tag, "nr") || tag == "nt" || tag == "nz"
}

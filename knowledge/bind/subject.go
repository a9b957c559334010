package bind

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// subject finds whose figure f is.
func (sc *scene) subject(f *fig) (subject string, loose bool) {
	c := sc.clauses[f.clause]
	for _, m := range c.names { // 投资82亿元的某某产业园
		if m.start >= f.to && !m.listed && m.proper {
			between := sc.s[f.to:m.start]
			if strings.HasSuffix(between, "的") && utf8.RuneCountInString(between) <= 6 && !sc.figureIn(f.to, m.start) {
				return m.text, false
			}
			break
		}
	}
	if s := sc.pointedAt(f); s != "" {
		return s, false
	}
	for j := len(c.names) - 1; j >= 0; j-- {
		if m := c.names[j]; m.proper && !m.listed && !(m.led && len(c.names) > 1) && (m.start < f.from || f.isTime && !f.frame && m.start == f.to) {
			if s := sc.carried(f); s != "" && strings.HasSuffix(sc.s[:m.start], "由") && sc.opensWithPhase(c, m) {
				return s, true // 二期由某某集团投资: the second phase of what was told of
			}
			return m.text, false
		}
	}
	object := ""
	for k := f.clause - 1; k >= 0 && !sc.clauses[k+1].breaks; k-- {
		ms := sc.clauses[k].names
		for j := len(ms) - 1; j >= 0; j-- {
			switch m := ms[j]; {
			case !m.proper || m.listed || m.led:
			case sc.leads(k, m):
				return m.text, false
			case object == "":
				object = m.text
			}
		}
	}
	if object != "" {
		return object, false
	}
	if f.isTime { // 计划2025年投产的某某园; 9月1日，某某园投产
		for _, m := range c.names {
			if m.start >= f.to && m.proper && !m.listed {
				return m.text, false
			}
		}
	}
	return sc.carried(f), true
}

// pointers begin a clause about what the sentence before ends with a name of.
var pointers = []string{"该项目", "该工程", "该园区", "该平台", "该基地", "该中心", "该公司", "该院", "该校"}

// pointedAt returns the last name of the sentence before f's where f's sentence
// begins with 该项目 or the like and names nothing but who does it: 该项目由某某公司投资.
func (sc *scene) pointedAt(f *fig) string {
	n := sc.clauses[f.clause].sentence
	last := ""
	for _, c := range sc.clauses[:f.clause+1] {
		switch {
		case c.sentence == n-1:
			for _, m := range c.names {
				if m.proper && !m.listed {
					last = m.text
				}
			}
		case c.sentence == n:
			if c.breaks && !slices.ContainsFunc(pointers, func(w string) bool { return strings.HasPrefix(sc.s[c.start:], w) }) {
				return ""
			}
			for _, m := range c.names {
				if m.proper && !m.led && !m.listed && m.end <= f.from {
					return ""
				}
			}
		}
	}
	return last
}

// opensWithPhase reports whether a part of the thing told of (二期) stands in
// clause c in front of m.
func (sc *scene) opensWithPhase(c clause, m name) bool {
	for _, w := range sc.t.words[isPhase] {
		if strings.Contains(sc.s[c.start:m.start], w) {
			return true
		}
	}
	return false
}

// leads reports whether m is what its clause k is about: it begins the clause
// but for words of time and order, or what came before it ends in 的.
func (sc *scene) leads(k int, m name) bool {
	c := sc.clauses[k]
	if strings.HasSuffix(sc.s[:m.start], "的") {
		return true
	}
	for _, w := range sc.words {
		if w.Start >= c.start && w.End <= m.start && !sc.figureIn(w.Start, w.End) && w.Tag != "" && strings.Contains("nv", w.Tag[:1]) && !sc.t.is(isIdle, sc.s[w.Start:w.End]) {
			return false
		}
	}
	return true
}

// speaker returns the name in the words behind a quotation that f stands in:
// “…年底前开工。”某某研究院负责人说。
func (sc *scene) speaker(f *fig) string {
	if strings.LastIndex(sc.s[:f.from], "“") <= strings.LastIndex(sc.s[:f.from], "”") {
		return ""
	}
	i := strings.Index(sc.s[f.to:], "”")
	if i < 0 || !speaksOfOwn(sc.s[strings.LastIndex(sc.s[:f.from], "“"):f.to+i]) {
		return ""
	}
	from := f.to + i + len("”")
	to := from + strings.IndexAny(sc.s[from:]+"。", "。，“")
	to = min(to, len(sc.s))
	if !hasSuffix(sc.s[from:to], "说", "表示", "介绍", "告诉记者", "坦言", "介绍道", "说道") {
		return ""
	}
	for _, c := range sc.clauses {
		for _, m := range c.names {
			if m.start >= from && m.end <= to && m.proper {
				return m.text
			}
		}
	}
	return ""
}

// maxLeftOut is how many characters of a name a later mention may leave out.
const maxLeftOut = 8

// speaksOfOwn reports whether a quotation is about the speaker's own: a
// director of an office may well speak of the park.
func speaksOfOwn(quotation string) bool {
	for _, w := range []string{"我", "咱", "本", "这个项目", "这次", "公司", "企业自"} {
		if strings.Contains(quotation, w) {
			return true
		}
	}
	return false
}

// maxCarry is over how many sentences of a paragraph a subject carries.
const maxCarry = 3

// carried returns what the sentence of f, or one shortly before it, is about,
// else the heading's name.
func (sc *scene) carried(f *fig) string {
	if s := sc.speaker(f); s != "" {
		return s
	}
	for n := sc.clauses[f.clause].sentence; n >= max(0, sc.clauses[f.clause].sentence-maxCarry); n-- {
		for k, c := range sc.clauses[:f.clause+1] {
			if c.sentence != n {
				continue
			}
			for _, m := range c.names {
				if m.proper && !m.listed && !m.led && m.end <= f.from && sc.leads(k, m) {
					return m.text
				}
			}
		}
	}
	return sc.head
}

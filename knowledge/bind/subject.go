package bind

import (
	"strings"
	"unicode/utf8"
)

// maxOf is how many bytes may stand between a figure and the thing it is of.
const maxOf = 6 * utf8.UTFMax

// subject finds whose figure f is.
func (sc *scene) subject(f *fig) (subject string, loose bool) {
	c := &sc.clauses[f.clause]
	behind := sc.nameFrom(c, f.to)
	if behind < c.last { // 投资82亿元的某某产业园
		if j := sc.names[behind].ahead; j >= 0 && sc.names[j].start-f.to <= maxOf {
			m := &sc.names[j]
			between := sc.s[f.to:m.start]
			if strings.HasSuffix(between, "的") && utf8.RuneCountInString(between) <= 6 && !sc.figureIn(f.to, m.start) {
				return m.text, false
			}
		}
	}
	if s := sc.pointedAt(f); s != "" {
		return s, false
	}
	if m := sc.nearest(f, c); m != nil {
		if s := sc.carried(f); s != "" && strings.HasSuffix(sc.s[:m.start], "由") && sc.marks.has(isPhase, c.start, m.start) {
			return s, true // 二期由某某集团投资: the second phase of what was told of
		}
		return m.text, false
	}
	if k := f.clause - 1; k >= 0 && !c.breaks {
		if s := sc.clauses[k].lead; s != "" {
			return s, false
		}
		if s := sc.clauses[k].object; s != "" {
			return s, false
		}
	}
	if f.isTime && behind < c.last { // 计划2025年投产的某某园; 9月1日，某某园投产
		if j := sc.names[behind].ahead; j >= 0 {
			return sc.names[j].text, false
		}
	}
	return sc.carried(f), true
}

// nearest returns the name nearest in front of f in its clause c that can be
// its subject, the one right behind it for a time at which something happens;
// or nil.
func (sc *scene) nearest(f *fig, c *clause) *name {
	if f.isTime && !f.frame {
		if j := sc.nameFrom(c, f.to); j < c.last && sc.names[j].start == f.to && sc.names[j].back == j {
			return &sc.names[j]
		}
	}
	if j := sc.nameFrom(c, f.from) - 1; j >= c.first && sc.names[j].back >= 0 {
		return &sc.names[sc.names[j].back]
	}
	return nil
}

// pointedAt returns the last name of the sentence before f's where f's sentence
// begins with 该项目 or the like and names nothing but who does it: 该项目由某某公司投资.
func (sc *scene) pointedAt(f *fig) string {
	c := &sc.clauses[f.clause]
	if n := c.sentence; n > 0 && c.pointed && sc.sentences[n].plain > f.from {
		return sc.sentences[n-1].last
	}
	return ""
}

// leads reports whether m is what its clause k is about: it begins the clause
// but for words of time and order, or what came before it ends in 的.
func (sc *scene) leads(k int, m *name) bool {
	return strings.HasSuffix(sc.s[:m.start], "的") || sc.clauses[k].told > m.start
}

// maxLeftOut is how many characters of a name a later mention may leave out.
const maxLeftOut = 8

// maxCarry is over how many sentences of a paragraph a subject carries.
const maxCarry = 3

// carried returns what the sentence of f, or one shortly before it, is about,
// else the heading's name.
func (sc *scene) carried(f *fig) string {
	if s := sc.speaker(f); s != "" {
		return s
	}
	for n := sc.clauses[f.clause].sentence; n >= max(0, sc.clauses[f.clause].sentence-maxCarry); n-- {
		if s := &sc.sentences[n]; s.led <= f.from {
			return s.about
		}
	}
	return sc.head
}

package bind

import (
	"math"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// maxOf is how many bytes may stand between a figure and the thing it is of.
const maxOf = 6 * utf8.UTFMax

// subject finds whose figure i is.
func (sc *scene) subject(i int, bd *knowledge.Binding) {
	f := &sc.figs[i]
	sc.chosen = nil
	pool := sc.candidates(f)
	if len(pool) == 0 {
		return
	}
	best, sure := sc.choose(i, bd.Change, pool)
	c := &pool[best]
	sc.chosen = c.unit
	bd.Subject, bd.Sure = c.text, max(1, float32(math.Round(float64(sure)*100)))/100
	bd.Loose = c.text == "" || c.distance == 9 && !sc.pointsBack(f) || c.unit != nil && !c.unit.proper && !c.unit.named
	if bd.Scope == "" {
		bd.Scope = c.phase
	}
	k := sc.cast
	k.last = &choice{text: c.text, phase: c.phase, sentence: sc.clauses[f.clause].sentence}
	if k.first == nil {
		k.first = k.last
	}
}

// pointsBack reports whether the sentence of f begins with what stands for a thing
// told of before: 该项目由某某公司投资.
func (sc *scene) pointsBack(f *fig) bool {
	s := &sc.sentences[sc.clauses[f.clause].sentence]
	return s.units < s.unitsEnd && sc.units[s.units].points && sc.units[s.units].start < f.from
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

package bind

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
)

// maxOf is how many bytes may stand between a figure and the thing it is of.
const maxOf = 6 * utf8.UTFMax

// subject finds whose figure i is.
func (sc *scene) subject(i int, bd *knowledge.Binding) {
	f := &sc.figs[i]
	sc.chosen = nil
	pool := owned(sc.candidates(f))
	if len(pool) == 0 {
		return
	}
	best, sure := sc.choose(i, bd.Change, pool)
	c := &pool[best]
	sc.chosen = c.unit
	subject, scope := whose(c, pool)
	bd.Subject, bd.Sure = subject, max(1, float32(math.Round(float64(sure)*100)))/100
	bd.Loose = c.text == "" || c.distance == 9 && !sc.pointsBack(f) || c.unit != nil && !c.unit.proper && !c.unit.named
	if bd.Scope == "" || subject != c.text || sc.phaseOfOther(f, c.unit) {
		bd.Scope = scope
	}
	k := sc.cast
	var metric *concept.Concept
	if !bd.Change {
		metric = sc.measuredBy(i)
	}
	k.bound(c.text, c.phase, metric)
	k.last = &choice{text: c.text, phase: c.phase, sentence: sc.clauses[f.clause].sentence}
	if k.first == nil {
		k.first = k.last
	}
}

// phaseOfOther reports whether the phase told of in front of f is that of another
// thing than u, behind which none stands: 4亿元 of 甲园二期6.5亿元、乙线4亿元.
func (sc *scene) phaseOfOther(f *fig, u *unit) bool {
	if u == nil || u.clause != f.clause || !u.proper || u.end > f.from {
		return false
	}
	m, ok := sc.marks.Last(names.Phase, sc.clauses[f.clause].start, f.from)
	return ok && m.End <= u.start && sc.behindFigures(m.End, u.start) > m.End
}

// owned returns the candidates without those of no sort of things where nothing with a
// name is left to have them: no subject is better than 三产业增加值.
func owned(pool []candidate) []candidate {
	if slices.ContainsFunc(pool, func(c candidate) bool { return c.text != "" && !isGroup(c.unit) }) {
		return pool
	}
	return slices.DeleteFunc(pool, func(c candidate) bool { return isGroup(c.unit) && c.sort == 0 })
}

// whose returns the subject and the scope of a figure that is of c.
func whose(c *candidate, pool []candidate) (subject, scope string) {
	if o := &pool[c.holder(pool)]; o.text != c.text {
		return o.text, joinedScope(cmp.Or(c.phase, o.phase), c.text)
	}
	return c.text, c.phase
}

// holder returns whose a group of things that has no name is: the best of the
// candidates that have one, by its place. The beds of 医疗卫生机构 are those of the
// district that the bulletin is of, and its hospitals are the part that they are of.
// It returns a thing with a name itself, and a group that nobody has.
func (c *candidate) holder(pool []candidate) int {
	own, out := -1, -1
	for k := range pool {
		o := &pool[k]
		if o == c {
			own = k
		}
		if o == c || !isGroup(c.unit) || o.text == "" || isGroup(o.unit) || o.unit != nil && o.unit.condition || strings.Contains(o.text, c.text) {
			continue
		}
		if out < 0 || o.score > pool[out].score {
			out = k
		}
	}
	if out < 0 {
		return own
	}
	return out
}

// isGroup reports whether a unit is a phrase for things that have no name of their
// own: 医疗卫生机构.
func isGroup(u *unit) bool {
	return u != nil && !u.proper && !u.alias && !u.condition && !strings.Contains(u.text, "“")
}

// joinedScope is the part of a part: 二期安置住房.
func joinedScope(phase, part string) string {
	if strings.HasPrefix(part, phase) {
		return part
	}
	return phase + part
}

// pointsBack reports whether the sentence of f begins with what stands for a thing
// told of before: 该项目由某某公司投资.
func (sc *scene) pointsBack(f *fig) bool {
	s := &sc.sentences[sc.clauses[f.clause].sentence]
	return s.units < s.unitsEnd && sc.units[s.units].points && sc.units[s.units].start < f.from
}

// leads reports whether m is what its clause k is about: it begins the clause
// but for words of time and order, or what came before it ends in 的.
func (sc *scene) leads(k int, m *names.Name) bool {
	return strings.HasSuffix(sc.s[:m.Start], "的") || sc.clauses[k].told > m.Start
}

// maxLeftOut is how many characters of a name a later mention may leave out.
const maxLeftOut = 8

// maxCarry is over how many sentences of a paragraph a subject carries.
const maxCarry = 3

package subject

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/bind/cast"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/model"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/phrase"
	"beilun/knowledge/bind/unit"
	"beilun/knowledge/concept"
)

// Chooser chooses subjectOf the figures of a paragraph are, one after the other. Weights
// and Watch are set once, all else by Start.
type Chooser struct {
	Weights model.Weights                            // nil for the built-in ones
	Watch   func(*knowledge.Paragraph, model.Choice) // called with the candidates of each figure; may be nil

	t         *clause.Text
	units     []unit.Unit
	heading   phrase.Phrase // that the paragraph begins with
	before    []*cast.Thing // mentioned before the paragraph, the last one last
	cast      *cast.Cast
	paragraph *knowledge.Paragraph
	own       bool        // the district is mentioned in front of the figure: 全区
	quotes    []quoteMark // nil before they are looked for
	pool      []candidate // of the current figure
	feats     []int32     // of the current candidate
}

// Reset returns an empty chooser that uses the memory of ch.
func (ch *Chooser) Reset() Chooser {
	if ch.pool == nil {
		return Chooser{pool: make([]candidate, 0, 16), feats: make([]int32, 0, 128)}
	}
	return Chooser{pool: ch.pool[:0], feats: ch.feats[:0]}
}

// Start sets ch, which is empty, to paragraph p of an article with the cast c.
func (ch *Chooser) Start(p *knowledge.Paragraph, t *clause.Text, list *unit.List, c *cast.Cast) {
	ch.paragraph, ch.t, ch.cast = p, t, c
	ch.units, ch.heading, ch.before = list.All, list.Heading, list.Before
}

// maxOf is how many bytes may be between a figure and the thing behind it.
const maxOf = 6 * utf8.UTFMax

// Choose sets the subject of bd, the binding of figure i, and its scope if the subject
// has one. It returns the unit that the figure is of, nil for what is outside the
// paragraph.
func (ch *Chooser) Choose(i int, bd *knowledge.Binding) *unit.Unit {
	f := &ch.t.Figures[i]
	pool := withOwner(ch.propose(f))
	if len(pool) == 0 {
		return nil
	}
	best, sure := ch.best(i, bd.Change, pool)
	c := &pool[best]
	subject, scope := subjectOf(c, pool)
	bd.Subject, bd.Sure = subject, max(1, float32(math.Round(float64(sure)*100)))/100
	bd.Loose = c.text == "" || c.distance == 9 && !ch.pointsBack(f) || c.unit != nil && !c.unit.Proper && !c.unit.Named
	if bd.Scope == "" || subject != c.text || ch.phaseOfOther(f, c.unit) {
		bd.Scope = scope
	}
	k := ch.cast
	var metric *concept.Concept
	if !bd.Change {
		metric = ch.t.MetricOf(i)
	}
	k.AddFigure(c.text, c.phase, metric)
	k.Last = &cast.Subject{Text: c.text, Phase: c.phase, Sentence: ch.t.Clauses[f.Clause].Sentence}
	if k.First == nil {
		k.First = k.Last
	}
	return c.unit
}

// phaseOfOther reports whether the phase in front of f is that of another thing than u,
// which has none: 4亿元 of 甲园二期6.5亿元、乙线4亿元.
func (ch *Chooser) phaseOfOther(f *clause.Figure, u *unit.Unit) bool {
	if u == nil || u.Clause != f.Clause || !u.Proper || u.End > f.From {
		return false
	}
	m, ok := ch.t.Marks.Last(names.Phase, ch.t.Clauses[f.Clause].Start, f.From)
	return ok && m.End <= u.Start && ch.t.BehindFigures(m.End, u.Start) > m.End
}

// withOwner removes the candidates of no sort of things if none with a name could have
// them: no subject is better than 三产业增加值.
func withOwner(pool []candidate) []candidate {
	if slices.ContainsFunc(pool, func(c candidate) bool { return c.text != "" && !unit.IsGroup(c.unit) }) {
		return pool
	}
	return slices.DeleteFunc(pool, func(c candidate) bool { return unit.IsGroup(c.unit) && c.sort == 0 })
}

// subjectOf returns the subject and the scope of a figure that is of c.
func subjectOf(c *candidate, pool []candidate) (subject, scope string) {
	if o := &pool[c.ownerIn(pool)]; o.text != c.text {
		return o.text, joinedScope(cmp.Or(c.phase, o.phase), c.text)
	}
	return c.text, c.phase
}

// ownerIn returns the index of the candidate that has the things of c, if c is a group
// without a name: the best one with a name. The beds of 医疗卫生机构 are those of the
// district, and its hospitals are the part that they are of. For other candidates, and
// if there is no owner, it is that of c itself.
func (c *candidate) ownerIn(pool []candidate) int {
	own, out := -1, -1
	for k := range pool {
		o := &pool[k]
		if o == c {
			own = k
		}
		if o == c || !unit.IsGroup(c.unit) || o.text == "" || unit.IsGroup(o.unit) || o.unit != nil && o.unit.Condition || strings.Contains(o.text, c.text) {
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

// joinedScope returns the scope for a part of a part: 二期安置住房.
func joinedScope(phase, part string) string {
	if strings.HasPrefix(part, phase) {
		return part
	}
	return phase + part
}

// pointsBack reports whether the sentence of f begins with words for a thing mentioned
// before: 该项目由某某公司投资.
func (ch *Chooser) pointsBack(f *clause.Figure) bool {
	s := &ch.t.Sentences[ch.t.Clauses[f.Clause].Sentence]
	return s.Units < s.UnitsEnd && ch.units[s.Units].Points && ch.units[s.Units].Start < f.From
}

// maxCarry is over how many sentences of a paragraph a subject carries.
const maxCarry = 3

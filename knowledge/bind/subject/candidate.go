package subject

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/model"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/phrase"
	"beilun/knowledge/bind/unit"
)

// candidate is a thing that a figure may be of.
type candidate struct {
	text, phase string
	from        model.Origin
	unit        *unit.Unit // the nearest one; nil for one from outside the paragraph
	sort        uint8
	distance    int // in clauses; 9 outside the sentence
	broken      bool
	score, mass float64 // see Chooser.best and likeliest
}

// propose returns the things that f may be of.
func (ch *Chooser) propose(f *clause.Figure) []candidate {
	ch.pool = ch.pool[:0]
	c := &ch.t.Clauses[f.Clause]
	ch.own = ch.ownIn(c.Start, f.From)
	if ch.ofPair(f) {
		return ch.pool
	}
	// in its own clause
	before := c.Units
	for before < c.UnitsEnd && ch.units[before].End <= f.From {
		before++
	}
	if f.IsTime && before < c.UnitsEnd && ch.units[before].Start == f.To && ch.units[before].Proper { // 3月某某总部开工
		ch.proposeUnit(f, before, model.Behind)
		if len(ch.pool) > 0 {
			return ch.pool
		}
	}
	if before > c.Units && ch.nextOfList(&ch.units[before-1], f) && ch.proposeUnit(f, before-1, model.Nearest) {
		return ch.pool
	}
	for i := before - 1; i >= max(c.Units, before-clause.MaxNear); i-- {
		from := model.Nearer
		if i == before-1 {
			from = model.Nearest
		}
		if i == c.Units {
			from |= model.Opening
		}
		ch.proposeUnit(f, i, from)
	}
	if before-clause.MaxNear > c.Units {
		ch.proposeUnit(f, c.Units, model.Opening)
	}
	for i := before; i < min(c.UnitsEnd, before+clause.MaxNear); i++ {
		if u := &ch.units[i]; u.Start >= f.To {
			from := model.Behind
			if between := ch.t.S[f.To:u.Start]; strings.HasSuffix(between, "的") && len(between) <= maxOf && !ch.t.HasFigure(f.To, u.Start) {
				from = model.OfIt
			}
			if u.Made {
				from |= model.MadeBehind
			}
			if strings.HasPrefix(ch.t.S[f.To:u.Start], "、") && ch.t.FigureAt(u.End) != nil {
				break // 甲园6.5亿元、乙线4亿元: the next one of a list
			}
			ch.proposeUnit(f, i, from)
			break
		}
	}
	if k := f.Clause + 1; k < len(ch.t.Clauses) && ch.t.Clauses[k].Sentence == c.Sentence && !ch.t.Clauses[k].Breaks {
		for i := ch.t.Clauses[k].Units; i < min(ch.t.Clauses[k].UnitsEnd, ch.t.Clauses[k].Units+clause.MaxNear); i++ {
			if ch.units[i].Made {
				ch.proposeUnit(f, i, model.MadeBehind)
				break
			}
		}
	}
	if ch.leadsOwn(f) {
		return ch.pool
	}
	ch.aheadOf(f)
	if ch.pointsBack(f) && slices.ContainsFunc(ch.pool, func(c candidate) bool {
		return c.from&(model.PrevFirst|model.PrevLast) != 0 && c.unit != nil && c.unit.Proper && isBuilt(c.sort)
	}) {
		ch.chosenLast(f)
		return ch.pool // 该项目 is what the sentence before is about
	}
	ch.outside(f)
	return ch.besideGiven(f)
}

// besideGiven returns the pool without what is outside the sentence of f if the sentence
// has a name in front of f that only people or the release make one. The model knows no
// sort of thing that it could be, and would rather choose the district.
func (ch *Chooser) besideGiven(f *clause.Figure) []candidate {
	given := func(c candidate) bool {
		return c.unit != nil && c.unit.Given && c.unit.End <= f.From && c.distance != 9 && !c.broken
	}
	if ch.own || !slices.ContainsFunc(ch.pool, given) {
		return ch.pool
	}
	return slices.DeleteFunc(ch.pool, func(c candidate) bool { return c.unit == nil || c.distance == 9 })
}

// nextOfList reports whether u is a thing in a list where each has its own figure: 乙线
// of 用于甲园6.5亿元、乙线4亿元.
func (ch *Chooser) nextOfList(u *unit.Unit, f *clause.Figure) bool {
	before, ok := strings.CutSuffix(ch.t.S[:u.Start], "、")
	return ok && u.Proper && u.Sort > 0 && u.End == f.From && !u.Measure && ch.t.FigureAt(len(before)-1) != nil
}

// leadsOwn reports whether the clause of f begins with the name of a thing, so that f is
// of that one or of another one in the clause. A firm may be mentioned with what it
// builds.
func (ch *Chooser) leadsOwn(f *clause.Figure) bool {
	c := &ch.t.Clauses[f.Clause]
	if c.Units == c.UnitsEnd || len(ch.pool) == 0 {
		return false
	}
	u := &ch.units[c.Units]
	return u.Proper && u.Named && u.First && !u.Bare && !u.Listed && u.Prep == 0 && u.End <= f.From && !c.Source && (isBuilt(u.Sort) || isSettled(u.Sort) || u.Given || f.IsTime)
}

// maxClauses is over how many clauses of a sentence a figure looks back.
const maxClauses = 8

// aheadOf proposes what the clauses and sentences before f mention.
func (ch *Chooser) aheadOf(f *clause.Figure) {
	own := ch.t.Clauses[f.Clause].Sentence
	top := -1
	for back := 1; back <= maxClauses && f.Clause-back >= 0; back++ {
		c := &ch.t.Clauses[f.Clause-back]
		if c.Sentence != own {
			break
		}
		if c.Units == c.UnitsEnd {
			continue
		}
		lead, last := model.Lead3, model.Last3
		switch back {
		case 1:
			lead, last = model.Lead1, model.Last1
		case 2:
			lead, last = model.Lead2, model.Last2
		}
		ch.proposeFirst(f, c.Units, c.UnitsEnd, lead)
		ch.proposeLast(f, c.Units, c.UnitsEnd, last)
		for i := c.Units; i < min(c.UnitsEnd, c.Units+clause.MaxNear); i++ {
			if ch.units[i].Condition {
				ch.proposeUnit(f, i, model.CondBefore)
			}
			if ch.units[i].Made {
				ch.proposeUnit(f, i, last)
			}
		}
		top = c.Units
	}
	if top >= 0 {
		ch.proposeFirst(f, top, ch.t.Clauses[f.Clause].Units, model.SentenceTop)
	}
	for n := own - 1; n >= max(0, own-maxCarry); n-- {
		s := &ch.t.Sentences[n]
		if s.Units == s.UnitsEnd {
			continue
		}
		if n == own-1 {
			ch.proposeFirst(f, s.Units, s.UnitsEnd, model.PrevFirst)
			ch.proposeLast(f, s.Units, s.UnitsEnd, model.PrevLast)
		} else {
			ch.proposeFirst(f, s.Units, s.UnitsEnd, model.OlderFirst)
		}
	}
	if len(ch.units) > 0 && ch.units[0].Start < f.From {
		ch.proposeUnit(f, 0, model.ParaTop)
	}
}

// proposeFirst proposes the first of the units from up to to that f may be of, but not
// who builds it or what it is for.
func (ch *Chooser) proposeFirst(f *clause.Figure, from, to int, as model.Origin) {
	for i := from; i < min(to, from+clause.MaxNear) && !ch.proposeUnit(f, i, as); i++ {
	}
}

// proposeLast proposes the last of them.
func (ch *Chooser) proposeLast(f *clause.Figure, from, to int, as model.Origin) {
	for i := to - 1; i >= max(from, to-clause.MaxNear) && !ch.proposeUnit(f, i, as); i-- {
	}
}

// ownIn reports whether the text between from and to mentions the district by its own
// word: 全区.
func (ch *Chooser) ownIn(from, to int) bool {
	m, ok := ch.t.Marks.Last(names.Scope, from, to)
	if !ok || !names.IsThing(names.ThingOwn, ch.t.S[m.Start:m.End]) {
		return false
	}
	home := ch.cast.Home
	return home == "" || wordlist.LastRunes(home, 1) == wordlist.LastRunes(ch.t.S[m.Start:m.End], 1) || strings.HasSuffix(home, "区") && names.IsThing(names.ThingOwn, ch.t.S[m.Start:m.End]) && !strings.ContainsAny(ch.t.S[m.Start:m.End], "市县")
}

// proposeUnit adds unit i to the pool if f may be of it, and reports whether it may.
func (ch *Chooser) proposeUnit(f *clause.Figure, i int, from model.Origin) bool {
	u := &ch.units[i]
	ch.t.Steps++
	if u.Measure && (ch.t.Clauses[u.Clause].Sentence != ch.t.Clauses[f.Clause].Sentence || u.Clause == f.Clause) {
		return false
	}
	if u.Barred || !ch.mayBear(f, u, from) {
		return false // a metric, a paper, or of no sort of things
	}
	if u.Bare || u.Text == "" || ch.t.Clauses[u.Clause].Source {
		return false
	}
	if u.Listed && u.Clause == f.Clause && u.End <= f.From && strings.Contains(ch.t.S[u.End:f.From], "等") {
		return false // 某某总部、某某总部等3个项目
	}
	if g := ch.t.FigureAt(u.Start - 1); g != nil && g.Kind == knowledge.Count && u.Clause != f.Clause && u.Start > 0 {
		return false // 建设4条生产线
	}
	if u.Prep == names.Agent || u.Prep == names.Toward || u.Clause != f.Clause && (strings.HasSuffix(ch.t.S[:u.Start], "在") || u.Predicate) {
		return false // who does it, where it lies, or what kind of thing it is
	}
	if f.Kind == knowledge.Count && u.Start == f.To && !u.Named {
		return false // 5个标段: what is counted
	}
	if u.Measure && u.End <= f.From && u.Clause != f.Clause && (ch.broken(u, f) || u.Listed) {
		return false // 建成口袋公园12个；, 车位300个、充电桩24个，: counted, and nothing told of them
	}
	if u.Text == ch.cast.Home {
		from |= model.OfHome
	}
	c := candidate{text: names.WithoutYear(u.Text), phase: u.Phase, from: from, unit: u, sort: u.Sort, distance: 9}
	if u.Condition {
		c.from |= model.Condition
	}
	if own := ch.t.Clauses[f.Clause].Sentence; ch.t.Clauses[u.Clause].Sentence == own {
		c.distance = f.Clause - u.Clause
		c.broken = ch.broken(u, f)
	}
	if c.text != "" {
		ch.addCandidate(c)
	}
	return c.text != ""
}

// broken reports whether a ； is between u and f.
func (ch *Chooser) broken(u *unit.Unit, f *clause.Figure) bool {
	for k := u.Clause + 1; k <= f.Clause; k++ {
		if ch.t.Clauses[k].Breaks {
			return true
		}
	}
	return false
}

// mayBear reports whether figures may be of u for what it is: a name, a phrase for a
// sort of things, or any phrase right in front of the figure or in the clause before.
func (ch *Chooser) mayBear(f *clause.Figure, u *unit.Unit, from model.Origin) bool {
	if u.Sort > 0 || u.Proper || u.Condition || strings.HasPrefix(u.Text, "“") {
		return true
	}
	return from&(model.Nearest|model.Opening|model.Lead1|model.Last1) != 0 && utf8.RuneCountInString(u.Text) > phrase.MinLen && !u.Measure && !u.Listed
}

// addCandidate adds c to the pool, or adds what is new of it to the candidate for the
// same thing.
func (ch *Chooser) addCandidate(c candidate) {
	if ch.own && c.from&model.OfHome == 0 && c.distance != 0 {
		return // 全区医疗机构床位1718张 in a text about a hospital
	}
	for i := range ch.pool {
		o := &ch.pool[i]
		if o.text != c.text || o.phase != c.phase && o.phase != "" && c.phase != "" {
			continue
		}
		o.from |= c.from
		if o.phase == "" && o.unit == nil {
			o.phase = c.phase // a name without a phase is the whole
		}
		if o.unit == nil || c.unit != nil && abs(c.distance) < abs(o.distance) {
			if c.unit != nil {
				o.unit, o.distance, o.broken = c.unit, c.distance, c.broken
			}
		}
		return
	}
	ch.pool = append(ch.pool, c)
}

// abs returns the absolute value of n.
func abs(n int) int { return max(n, -n) }

package bind

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/wordlist"
	"beilun/knowledge/concept"
)

// origin is where a candidate comes from, a bit each.
type origin uint32

const (
	nearest    origin = 1 << iota // the last unit before the figure in its clause
	nearer                        // one between the first and the last
	opening                       // the first one of the clause
	behind                        // the first one behind the figure in its clause
	ofIt                          // behind the figure and 的: 投资82亿元的某某园
	madeBehind                    // behind 建设, in the clause or the next one
	lead1                         // the first one of the clause before
	last1                         // the last one of it
	lead2                         // of the one before that
	last2
	lead3 // of one before that, in the sentence
	last3
	condition   // of the clause
	condBefore  // of a clause before it in the sentence
	sentenceTop // the first one of the sentence
	prevFirst   // the first one of the sentence before
	prevLast    // the last one of it
	olderFirst  // the first one of a sentence before that
	paraTop     // the first one of the paragraph
	titleFirst
	titleLast
	ofHeading
	ofTopic
	ofHome
	sameSentence // what the figure before is of, in the sentence
	sentenceAgo  // in the sentence before
	paraAgo      // what the last figure of the paragraph before is of
	paraAgoTop   // what its first one is of
	recalled     // the last one before the paragraph that is of the kind told of in the clause
	recalledLast // the last one before the paragraph
	runIn        // the first sentence of the paragraph, that is a heading: 二期工程。
	spoke        // who speaks in the quotation
	origins      = iota
)

var originNames = [origins]string{
	"nearest", "nearer", "opening", "behind", "of-it", "made-behind", "lead-1", "last-1", "lead-2", "last-2", "lead-3", "last-3",
	"condition", "condition-before", "sentence-top", "previous-first", "previous-last", "older-first", "paragraph-top", "title-first", "title-last", "heading", "topic",
	"home", "same-sentence", "sentence-ago", "paragraph-ago", "paragraph-ago-top", "recalled", "recalled-last", "run-in", "speaker",
}

// candidate is a thing that a figure may be of.
type candidate struct {
	text, phase string
	from        origin
	unit        *unit // the nearest one; nil for one from outside the paragraph
	sort        uint8
	distance    int // in clauses; 9 outside the sentence
	broken      bool
	score, mass float64 // see choose
}

// choice is what was chosen for a figure.
type choice struct {
	text, phase string
	sentence    int
}

// turn goes on to the next paragraph.
func (c *cast) turn() {
	c.turns++
	if c.last != nil {
		c.opened, c.closed = c.first, c.last
	}
	c.first, c.last = nil, nil
}

// maxNear is how many units of its own clause a figure looks at.
const maxNear = 6

// candidates proposes what figure f can be of.
func (sc *scene) candidates(f *fig) []candidate {
	sc.pool = sc.pool[:0]
	c := &sc.clauses[f.clause]
	sc.own = sc.ownIn(c.start, f.from)
	if sc.ofPair(f) {
		return sc.pool
	}
	// of its own clause
	before := c.units
	for before < c.unitsEnd && sc.units[before].end <= f.from {
		before++
	}
	if f.isTime && before < c.unitsEnd && sc.units[before].start == f.to && sc.units[before].proper { // 3月某某总部开工
		sc.propose(f, before, behind)
		if len(sc.pool) > 0 {
			return sc.pool
		}
	}
	if before > c.units && sc.nextOfList(&sc.units[before-1], f) && sc.propose(f, before-1, nearest) {
		return sc.pool
	}
	for i := before - 1; i >= max(c.units, before-maxNear); i-- {
		from := nearer
		if i == before-1 {
			from = nearest
		}
		if i == c.units {
			from |= opening
		}
		sc.propose(f, i, from)
	}
	if before-maxNear > c.units {
		sc.propose(f, c.units, opening)
	}
	for i := before; i < min(c.unitsEnd, before+maxNear); i++ {
		if u := &sc.units[i]; u.start >= f.to {
			from := behind
			if between := sc.s[f.to:u.start]; strings.HasSuffix(between, "的") && len(between) <= maxOf && !sc.figureIn(f.to, u.start) {
				from = ofIt
			}
			if u.made {
				from |= madeBehind
			}
			if strings.HasPrefix(sc.s[f.to:u.start], "、") && sc.inFigure(u.end) != nil {
				break // 甲园6.5亿元、乙线4亿元: the next one of a list
			}
			sc.propose(f, i, from)
			break
		}
	}
	if k := f.clause + 1; k < len(sc.clauses) && sc.clauses[k].sentence == c.sentence && !sc.clauses[k].breaks {
		for i := sc.clauses[k].units; i < min(sc.clauses[k].unitsEnd, sc.clauses[k].units+maxNear); i++ {
			if sc.units[i].made {
				sc.propose(f, i, madeBehind)
				break
			}
		}
	}
	if sc.leadsOwn(f) {
		return sc.pool
	}
	sc.aheadOf(f)
	if sc.pointsBack(f) && slices.ContainsFunc(sc.pool, func(c candidate) bool {
		return c.from&(prevFirst|prevLast) != 0 && c.unit != nil && c.unit.proper && isBuilt(c.sort)
	}) {
		sc.chosenLast(f)
		return sc.pool // 该项目 is what the sentence before tells of
	}
	sc.outside(f)
	return sc.pool
}

// nextOfList reports whether u is a thing of its own in a list of such ones, each with
// its figure: 乙线4亿元 of 用于甲园6.5亿元、乙线4亿元.
func (sc *scene) nextOfList(u *unit, f *fig) bool {
	before, ok := strings.CutSuffix(sc.s[:u.start], "、")
	return ok && u.proper && u.sort > 0 && u.end == f.from && !u.measure && sc.inFigure(len(before)-1) != nil
}

// leadsOwn reports whether the clause of f begins with the name of a thing: f is of
// that one, or of what else the clause tells. A firm may well be told with what it
// builds.
func (sc *scene) leadsOwn(f *fig) bool {
	c := &sc.clauses[f.clause]
	if c.units == c.unitsEnd || len(sc.pool) == 0 {
		return false
	}
	u := &sc.units[c.units]
	return u.proper && u.named && u.first && !u.bare && !u.listed && u.prep == 0 && u.end <= f.from && !c.says && (isBuilt(u.sort) || isSettled(u.sort) || f.isTime)
}

// maxClauses is over how many clauses of a sentence a figure looks back.
const maxClauses = 8

// aheadOf proposes what the clauses and sentences before f tell of.
func (sc *scene) aheadOf(f *fig) {
	own := sc.clauses[f.clause].sentence
	top := -1
	for back := 1; back <= maxClauses && f.clause-back >= 0; back++ {
		c := &sc.clauses[f.clause-back]
		if c.sentence != own {
			break
		}
		if c.units == c.unitsEnd {
			continue
		}
		lead, last := lead3, last3
		switch back {
		case 1:
			lead, last = lead1, last1
		case 2:
			lead, last = lead2, last2
		}
		sc.proposeFirst(f, c.units, c.unitsEnd, lead)
		sc.proposeLast(f, c.units, c.unitsEnd, last)
		for i := c.units; i < min(c.unitsEnd, c.units+maxNear); i++ {
			if sc.units[i].condition {
				sc.propose(f, i, condBefore)
			}
			if sc.units[i].made {
				sc.propose(f, i, last)
			}
		}
		top = c.units
	}
	if top >= 0 {
		sc.proposeFirst(f, top, sc.clauses[f.clause].units, sentenceTop)
	}
	for n := own - 1; n >= max(0, own-maxCarry); n-- {
		s := &sc.sentences[n]
		if s.units == s.unitsEnd {
			continue
		}
		if n == own-1 {
			sc.proposeFirst(f, s.units, s.unitsEnd, prevFirst)
			sc.proposeLast(f, s.units, s.unitsEnd, prevLast)
		} else {
			sc.proposeFirst(f, s.units, s.unitsEnd, olderFirst)
		}
	}
	if len(sc.units) > 0 && sc.units[0].start < f.from {
		sc.propose(f, 0, paraTop)
	}
}

// proposeFirst proposes the first of the units from up to to that f may be of: who
// builds it, and what it is for, are passed over.
func (sc *scene) proposeFirst(f *fig, from, to int, as origin) {
	for i := from; i < min(to, from+maxNear) && !sc.propose(f, i, as); i++ {
	}
}

// proposeLast proposes the last of them.
func (sc *scene) proposeLast(f *fig, from, to int, as origin) {
	for i := to - 1; i >= max(from, to-maxNear) && !sc.propose(f, i, as); i-- {
	}
}

// outside proposes what the title, the heading and the paragraphs before tell of.
func (sc *scene) outside(f *fig) {
	k := sc.cast
	add := sc.away
	for i, t := range k.title {
		if sc.heading.text != "" {
			break
		}
		if i == 0 {
			add(t.text, t.phase, titleFirst)
		}
		if i == len(k.title)-1 {
			add(t.text, t.phase, titleLast)
		}
	}
	for _, t := range k.heads {
		add(t.text, t.phase, ofHeading)
	}
	sc.recalled(f, add)
	if sc.heading.text != "" || sc.heading.phase != "" {
		if sc.clauses[f.clause].sentence > 0 || sc.heading.clause > 0 {
			add(sc.heading.text, sc.heading.phase, runIn)
		}
	}
	if k.topic != "" && sc.heading.text == "" {
		add(k.topic, "", ofTopic)
	}
	if s := sc.speaker(f); s != "" {
		add(s, "", spoke)
	}
	sc.chosenLast(f)
	if sc.heading.text != "" {
		add(k.home, "", ofHome)
		return
	}
	if k.closed != nil && k.closed.text != "" {
		add(k.closed.text, k.closed.phase, paraAgo)
	}
	if k.opened != nil && k.opened.text != "" {
		add(k.opened.text, k.opened.phase, paraAgoTop)
	}
	add(k.home, "", ofHome)
}

// away proposes a thing from outside the sentence.
func (sc *scene) away(text, phase string, from origin) {
	sc.pooled(candidate{text: text, phase: phase, from: from, sort: names.SortOf(text), distance: 9})
}

// chosenLast proposes what the figure before f is of.
func (sc *scene) chosenLast(f *fig) {
	last := sc.cast.last
	if last == nil || last.text == "" {
		return
	}
	from := sentenceAgo
	if last.sentence == sc.clauses[f.clause].sentence {
		from = sameSentence
	}
	sc.away(last.text, last.phase, from)
}

// recalled proposes what was told of last before the paragraph, and the last thing
// of the kind that is told of in front of f: 该校.
func (sc *scene) recalled(f *fig, add func(text, phase string, from origin)) {
	before := sc.told
	if n := len(before); n > 0 && sc.heading.text == "" {
		add(before[n-1].text, before[n-1].phase, recalledLast)
	}
	c := &sc.clauses[f.clause]
	kind, at := "", 0
	for k := max(0, f.clause-2); k <= f.clause; k++ {
		if sc.clauses[k].sentence != c.sentence {
			continue
		}
		for i := sc.clauses[k].units; i < sc.clauses[k].unitsEnd && sc.units[i].end <= f.from; i++ {
			if u := &sc.units[i]; u.bare && u.text != "" {
				kind, at = u.text, i
			}
		}
	}
	if kind == "" {
		return
	}
	if short, ok := strings.CutPrefix(kind, "全"); ok && sc.t.Is(names.Short, short) {
		kind = short // 全院
	}
	want := names.SortOf(kind)
	meant := func(text string, sort uint8) bool {
		return sort > 0 && sort == want || names.IsThing(names.ThingVague, kind) && isBuilt(sort) || sc.t.Is(names.Short, kind) && strings.Contains(wordlist.LastRunes(text, maxKindAgo), kind)
	}
	for i := at - 1; i >= max(0, at-2*maxNear); i-- {
		if u := &sc.units[i]; (u.proper || u.alias) && meant(u.text, u.sort) && sc.propose(f, i, recalled) {
			return
		}
	}
	for i := len(before) - 1; i >= 0; i-- {
		if th := before[i]; meant(th.text, th.sort) {
			add(th.text, th.phase, recalled)
			return
		}
	}
}

// maxKindAgo is how many characters the kind of a thing may stand from the end of its
// name: 校 of 第七中学芦荻校区, 院 of 第三医院某某院区.
const maxKindAgo = 6

// isBuilt reports whether a sort of things are built: 该项目 may be one.
func isBuilt(sort uint8) bool {
	switch names.Sorts()[sort] {
	case "none", "district", "company", "town", "village", "place", "person", "organisation", "policy", "event":
		return false
	}
	return true
}

// isSettled reports whether a sort of things are places that people live in.
func isSettled(sort uint8) bool {
	switch names.Sorts()[sort] {
	case "district", "town", "village", "place":
		return true
	}
	return false
}

// ownIn reports whether the district is told of as its own people do between
// from and to: 全区.
func (sc *scene) ownIn(from, to int) bool {
	m, ok := sc.marks.Last(names.Scope, from, to)
	if !ok || !names.IsThing(names.ThingOwn, sc.s[m.Start:m.End]) {
		return false
	}
	home := sc.cast.home
	return home == "" || wordlist.LastRunes(home, 1) == wordlist.LastRunes(sc.s[m.Start:m.End], 1) || strings.HasSuffix(home, "区") && names.IsThing(names.ThingOwn, sc.s[m.Start:m.End]) && !strings.ContainsAny(sc.s[m.Start:m.End], "市县")
}

// propose adds unit i to the pool where f may be of it, and reports whether it is.
func (sc *scene) propose(f *fig, i int, from origin) bool {
	u := &sc.units[i]
	sc.steps++
	if u.measure && (sc.clauses[u.clause].sentence != sc.clauses[f.clause].sentence || u.clause == f.clause) {
		return false
	}
	if u.barred || !sc.mayBear(f, u, from) {
		return false // what is measured, a paper, or of no sort of things
	}
	if u.bare || u.text == "" || sc.clauses[u.clause].says {
		return false
	}
	if u.listed && u.clause == f.clause && u.end <= f.from && strings.Contains(sc.s[u.end:f.from], "等") {
		return false // 某某总部、某某总部等3个项目
	}
	if g := sc.inFigure(u.start - 1); g != nil && g.Kind == knowledge.Count && u.clause != f.clause && u.start > 0 {
		return false // 建设4条生产线
	}
	if u.prep == agent || u.prep == toward || u.clause != f.clause && (wordlist.HasSuffix(sc.s[:u.start], "在") || u.behindIs) {
		return false // who does it, where it lies, or what kind of thing it is
	}
	if f.Kind == knowledge.Count && u.start == f.to && !u.named {
		return false // 5个标段: what is counted
	}
	if u.measure && u.end <= f.from && u.clause != f.clause && (sc.broken(u, f) || u.listed) {
		return false // 建成口袋公园12个；, 车位300个、充电桩24个，: counted, and nothing told of them
	}
	if u.text == sc.cast.home {
		from |= ofHome
	}
	c := candidate{text: withoutYearFront(u.text), phase: u.phase, from: from, unit: u, sort: u.sort, distance: 9}
	if u.condition {
		c.from |= condition
	}
	if own := sc.clauses[f.clause].sentence; sc.clauses[u.clause].sentence == own {
		c.distance = f.clause - u.clause
		c.broken = sc.broken(u, f)
	}
	if c.text != "" {
		sc.pooled(c)
	}
	return c.text != ""
}

// broken reports whether a ； stands between a unit and f.
func (sc *scene) broken(u *unit, f *fig) bool {
	for k := u.clause + 1; k <= f.clause; k++ {
		if sc.clauses[k].breaks {
			return true
		}
	}
	return false
}

// mayBear reports whether figures may be of unit u by what it is: a name, a phrase for
// a sort of things, or any phrase right in front of the figure or in the clause before.
func (sc *scene) mayBear(f *fig, u *unit, from origin) bool {
	if u.sort > 0 || u.proper || u.condition || strings.HasPrefix(u.text, "“") {
		return true
	}
	return from&(nearest|opening|lead1|last1) != 0 && utf8.RuneCountInString(u.text) > minChunk && !u.measure && !u.listed
}

// isMeasured reports whether a text is a metric of the lexicon: 税收.
func isMeasured(text string) bool {
	return slices.ContainsFunc(concept.Default().Said(text), func(c *concept.Concept) bool {
		return c.Kind == concept.Metric && !c.HasClass(concept.Count) && !c.HasClass(concept.People)
	})
}

// pooled adds a candidate, or what is new of it to the one of the same thing.
func (sc *scene) pooled(c candidate) {
	if sc.own && c.from&ofHome == 0 && c.distance != 0 {
		return // 全区医疗机构床位1718张 in a text about a hospital
	}
	for i := range sc.pool {
		o := &sc.pool[i]
		if o.text != c.text || o.phase != c.phase && o.phase != "" && c.phase != "" {
			continue
		}
		o.from |= c.from
		if o.phase == "" && o.unit == nil {
			o.phase = c.phase // a name without it is the whole, whatever the title is of
		}
		if o.unit == nil || c.unit != nil && abs(c.distance) < abs(o.distance) {
			if c.unit != nil {
				o.unit, o.distance, o.broken = c.unit, c.distance, c.broken
			}
		}
		return
	}
	sc.pool = append(sc.pool, c)
}

// measuredBy returns the metric that the lexicon finds for figure i, or nil.
func (sc *scene) measuredBy(i int) *concept.Concept {
	f := &sc.figs[i]
	from := sc.left(i)
	k := sort.Search(len(sc.matches), func(k int) bool { return sc.matches[k].End > f.from }) - 1
	for ; k >= 0 && sc.matches[k].Start >= from; k-- {
		if c := sc.matches[k].Metric; c != nil {
			return c
		}
	}
	to := sc.right(i)
	for k = sort.Search(len(sc.matches), func(k int) bool { return sc.matches[k].Start >= f.to }); k < len(sc.matches) && sc.matches[k].End <= to; k++ {
		if c := sc.matches[k].Metric; c != nil {
			return c
		}
	}
	return nil
}

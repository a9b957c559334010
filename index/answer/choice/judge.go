package choice

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// judge gives each candidate its features.
func (r *Reading) judge(cs []Candidate) {
	newest := r.newest()
	f := features{group: r.group()}
	for i := range cs {
		c := &cs[i]
		f.start()
		switch c.Kind {
		case Nothing:
			r.judgeNothing(&f)
		case AFigure:
			c.between = r.between(c)
			r.judgeAny(&f, c, newest)
			r.judgeFigure(&f, c)
		default:
			r.judgeAny(&f, c, newest)
			r.judgeText(&f, c)
		}
		c.Features = f.list
	}
	r.compare(cs, &f)
	r.judgeTimes(cs, &f)
}

// judgeNothing tells what of the question stands nowhere.
func (r *Reading) judgeNothing(f *features) {
	f.add(tBias, 0)
	f.add(tKind, int(Nothing))
	named, best, bestSentence := 0.0, 0.0, 0.0
	for i := range r.pages {
		pg := &r.pages[i]
		for _, n := range pg.heads.names {
			named = max(named, float64(n))
		}
		best = max(best, pg.coverage)
		for k := range pg.sentences {
			s := &pg.sentences[k]
			bestSentence = max(bestSentence, r.coverage(s.units))
			for _, n := range s.names {
				named = max(named, float64(n))
			}
		}
	}
	switch {
	case len(r.names) == 0:
		f.add(tAsked, 0)
	case named >= 1:
		f.add(tAsked, 1)
	case named > 0:
		f.add(tAsked, 2)
	default:
		f.add(tAsked, 3)
	}
	if len(r.frame.Unknown) > 0 {
		f.add(tAsked, 4)
	}
	f.add(tAsked, 5+min(3, len(r.units)))
	f.add(tMost, share(best))
	f.add(tMissing, r.missing(r.union()))
	f.add(tSentence, share(bestSentence))
}

// union returns how much of the units stands in the passage that has the most of
// each.
func (r *Reading) union() []float32 {
	units := make([]float32, len(r.units))
	for i := range r.pages {
		units = most(units, r.pages[i].units)
	}
	return units
}

// missing buckets the weight of the heaviest unit that is not among units.
func (r *Reading) missing(units []float32) int {
	worst := 0.0
	for i, u := range r.units {
		if units[i] < 0.5 {
			worst = max(worst, u.weight/max(r.total, 1))
		}
	}
	switch {
	case worst == 0:
		return 0
	case worst < 0.2:
		return 1
	case worst < 0.35:
		return 2
	case worst < 0.6:
		return 3
	}
	return 4
}

// judgeAny adds what holds for figures and texts alike.
func (r *Reading) judgeAny(f *features, c *Candidate, newest knowledge.Date) {
	pg := &r.pages[c.page]
	f.add(tBias, 0)
	f.add(tKind, int(c.Kind))
	f.add(tRank, rankOf(pg.rank))
	f.add(tGap, gapOf(r.hits[0].Score-r.hits[pg.rank].Score))
	f.add(tPage, share(pg.coverage))
	f.add(tMissing, pg.missing)
	st := &pg.sentences[c.sentence]
	f.add(tSentence, share(r.coverage(st.units)))
	around := r.around(pg, c.sentence)
	f.add(tAround, share(r.coverage(around)))
	r.judgeLacks(f, c, around)
	age := ageOf(newest, pg.dateIn(r))
	f.add(tAge, age)
	f.add(tWhen, 6*(boolInt(r.frame.Time.Newest)+2*boolInt(r.frame.Time.First && !r.frame.Time.Newest))+age)
	if r.asksNews() {
		f.add(tNews, 1+ageOf(r.news, pg.dateIn(r)))
	}
	f.add(tUnknown, min(2, len(r.frame.Unknown)))
	f.add(tLead, leadOf(r.hits[c.Hit].Passage.Number(), c.sentence))
	f.add(tLength, lengthOf(utf8.RuneCountInString(c.Sentence.Of(r.hits[c.Hit].Passage.Text))))
	if r.extreme != nil {
		standing := standingOf(c, r.extreme[c.page])
		f.add(tExtreme, 1+standing)
		f.add(tSuperlative, 1+boolInt(holdsAny(r.textOf(c), r.superlatives()))*(1+boolInt(standing > 0)))
		f.add(tSum, 1+boolInt(holdsAny(r.textOf(c), loadCues()["sum"])))
	}
}

// around returns how much of the units stands in a sentence, the one before it, and
// the heads.
func (r *Reading) around(pg *page, s int) []float32 {
	units := most(pg.sentences[s].units, pg.heads.units)
	if s > 0 {
		units = most(units, pg.sentences[s-1].units)
	}
	return units
}

func (pg *page) dateIn(r *Reading) knowledge.Date { return r.hits[pg.hit].Passage.Release.Date }

func rankOf(i int) int {
	switch {
	case i < 4:
		return i
	case i < 7:
		return 4
	case i < 12:
		return 5
	case i < 20:
		return 6
	}
	return 7
}

func gapOf(gap float64) int {
	for i, most := range []float64{0, 0.5, 1.5, 3, 6} {
		if gap <= most {
			return i
		}
	}
	return 5
}

func leadOf(passage, sentence int) int { return 3*min(passage-1, 2) + min(sentence, 2) }

func lengthOf(runes int) int {
	for i, most := range []int{15, 30, 50, 80, 120} {
		if runes <= most {
			return i
		}
	}
	return 5
}

func (r *Reading) judgeFigure(f *features, c *Candidate) {
	pg := &r.pages[c.page]
	fig := c.Figure
	b := &fig.Binding
	beside := r.beside(c)
	measured := r.about.Lexicon.Find(zhtext.FoldString(b.Metric))
	whose, time := r.whose(c), r.timeOf(c)
	measure := r.measure(c, &beside, measured, func(*unit) bool { return true })
	c.whose, c.measure = whose, measure
	f.add(tMeasureHead, int(r.measure(c, &beside, measured, func(u *unit) bool { return u == r.head })))
	f.add(tHeadClass, headClass(r.head, fig))
	f.add(tMeasureSaid, int(r.measure(c, &beside, measured, func(u *unit) bool { return !u.asked })))
	f.add(tMeasureAsked, int(r.measure(c, &beside, measured, func(u *unit) bool { return u.asked })))
	sentence := share(r.coverage(pg.sentences[c.sentence].units))
	f.add(tWhose, int(whose))
	f.add(tMeasure, int(measure))
	f.add(tWhoseMeasure, int(whose)*int(numMeasure)+int(measure))
	f.add(tWhoseSentence, int(whose)*shares+sentence)
	f.add(tTime, int(time))
	f.add(tMeasureTime, int(measure)*int(numTimes)+int(time))
	f.add(tClause, share(r.coverage(pg.clauses[c.clause].units)))
	f.add(tNear, share(r.coverage(beside.units)))
	metric := r.place(zhtext.FoldString(b.Metric + b.Scope + fig.Unit))
	f.add(tMetricIn, share(r.coverage(metric.units)))
	f.add(tMetricOut, share(pairs(zhtext.FoldString(b.Metric), r.frame.Text)))
	f.add(tCounted, r.counted(c, &beside, &metric))
	f.add(tUnit, r.unitFits(fig))
	f.add(tClass, slices.Index(classes, classOf(fig))+1)
	f.add(tState, stateOf(r.frame.State)*6+stateOf(b.State))
	f.add(tChange, changeOf(r.frame.Change, fig))
	f.add(tScope, r.scopeFits(c))
	f.add(tSure, sureOf(b))
	f.add(tCrowd, r.crowd(c))
	f.add(tQualified, boolInt(fig.Qualifier != ""))
	f.add(tGrain, grainOf(fig))
	f.add(tClassFits, r.classFits(fig))
	f.add(tPer, 2*boolInt(r.asksPer())+boolInt(fig.Per != "" || strings.Contains(pg.clauses[c.clause].folded, "人均")))
	f.add(tLimit, 2*boolInt(r.asks("limit"))+boolInt(holdsAny(fig.Text+b.Metric, loadCues()["limit"])))
	f.add(tHappens, r.happens(c))
	f.add(tMoved, r.moved(c))
	f.add(tPart, r.parted(c))
	f.add(tEchoed, boolInt(r.echoed(fig)))
	f.add(tSign, 3*(r.frame.Up+1)+signOf(fig)+1)
	r.addAspects(f, zhtext.FoldString(b.Scope)+c.between)
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (r *Reading) judgeText(f *features, c *Candidate) {
	pg := &r.pages[c.page]
	named := r.named(c)
	units := pg.sentences[c.sentence].units
	if c.clause >= 0 {
		units = pg.clauses[c.clause].units
		for n := c.clause + 1; n < c.behind; n++ {
			units = most(units, pg.clauses[n].units)
		}
	}
	for s := c.sentence + 1; s <= c.last; s++ {
		units = most(units, pg.sentences[s].units)
	}
	cue := min(bits.OnesCount64(r.cues(c)), 3)
	r.judgeSize(f, c)
	r.addAspects(f, zhtext.FoldString(r.textOf(c)))
	f.add(tNamed, int(named))
	f.add(tClause, share(r.coverage(units)))
	f.add(tNamedSentence, int(named)*shares+share(r.coverage(units)))
	f.add(tAnother, r.another(c))
	f.add(tTime, int(r.timeOf(c)))
	f.add(tShape, r.shape(c))
	f.add(tCue, cue)
	f.add(tNamedCue, int(named)*4+cue)
	f.add(tRelation, r.relation(units))
	f.add(tFigures, r.figures(c))
	if r.asksState() {
		f.add(tStands, r.stands(c.Span.Of(pg.text)))
	}
	r.judgeTelling(f, c)
}

// stands reports how a text tells whether something is so, by how the question asks: for
// what may be, or what is.
func (r *Reading) stands(text string) int {
	cues := loadCues()
	return 32*boolInt(r.asks("mayAsked")) + 16*boolInt(holdsAny(text, cues["moves"])) + 8*boolInt(holdsAny(text, cues["stays"])) + 4*boolInt(holdsAny(text, cues["may"])) +
		2*boolInt(holdsAny(text, cues["denies"])) + boolInt(holdsAny(text, cues["done"]))
}

func (r *Reading) shape(c *Candidate) int {
	pg := &r.pages[c.page]
	text := r.textOf(c)
	switch n := strings.Count(text, "、"); {
	case pg.sentences[c.sentence].asks:
		return 1
	case !strings.ContainsAny(text, "。！；，"):
		return 2
	case n >= 3:
		return 4
	case n >= 1:
		return 3
	case strings.HasPrefix(text, "“"):
		return 5
	}
	return 0
}

// relation reports how the events and relations that are asked for stand in a text.
func (r *Reading) relation(units []float32) int {
	asked, found := 0, 0
	for i, u := range r.units {
		if u.concepts != nil && !u.metric && u.kind != concept.Thing {
			asked++
			if units[i] >= 1 {
				found++
			}
		}
	}
	switch {
	case asked == 0:
		return 0
	case found == asked:
		return 1
	case found > 0:
		return 2
	}
	return 3
}

func (r *Reading) figures(c *Candidate) int {
	n := 0
	figures := r.hits[c.Hit].Passage.Figures
	for i := range figures {
		if c.Span.Contains(figures[i].Span) {
			n++
		}
	}
	return min(n, 3)
}

// judgeLacks adds what of the question stands nowhere near a candidate.
func (r *Reading) judgeLacks(f *features, c *Candidate, around []float32) {
	pg := &r.pages[c.page]
	units := pg.sentences[c.sentence].units
	for s := c.sentence + 1; s <= c.last; s++ {
		units = most(units, pg.sentences[s].units)
	}
	text, own := pg.sentences[c.sentence].folded, ""
	if c.Figure != nil {
		b := &c.Figure.Binding
		pl := r.place(zhtext.FoldString(b.Subject + b.Scope + b.Metric + c.Figure.Unit))
		units = most(units, pl.units)
		own = zhtext.FoldString(b.Subject+b.Scope) + " " + c.between
		text = pl.folded + " " + text
	}
	f.add(tLacksSentence, r.lacks(units))
	around = most(units, around)
	c.lacks = r.lacks(around)
	f.add(tLacks, c.lacks)
	f.add(tUnsaid, r.unsaid(c, around))
	f.add(tNumbered, r.numbered(own, text, pg.heads.folded))
	known, unknown := 0, 0
	for i, u := range r.units {
		if u.concepts == nil && around[i] < 0.5 {
			if u.passages == 0 {
				unknown++
			} else {
				known++
			}
		}
	}
	f.add(tRest, 3*min(2, unknown)+min(2, known))
	f.add(tPlaces, r.placesNear(text, pg))
	if c.Figure == nil {
		f.add(tHolder, r.holder(r.textOf(c)))
	}
}

// lacks reports which kinds of units stand nowhere among units: a metric, an event or
// relation, a kind of thing, another word.
func (r *Reading) lacks(units []float32) (out int) {
	for i := range r.units {
		if units[i] >= 0.5 {
			continue
		}
		switch u := &r.units[i]; {
		case u.metric:
			out |= 1
		case u.concepts == nil:
			out |= 8
		case u.kind == concept.Thing:
			out |= 4
		default:
			out |= 2
		}
	}
	return out
}

func holdsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

package choice

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/frame"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// judge gives each candidate its features.
func (r *Reading) judge(cs []Candidate) {
	newest := r.newest()
	extremes := r.extremes()
	f := features{group: groupOf(r.frame.Asks)}
	for i := range cs {
		f.start(r.frame.Asks)
		switch c := &cs[i]; c.Kind {
		case Nothing:
			r.judgeNothing(&f)
		case AFigure:
			r.judgeAny(&f, c, newest)
			r.judgeFigure(&f, c)
		default:
			r.judgeAny(&f, c, newest)
			r.judgeText(&f, c)
		}
		cs[i].Features, cs[i].Row = f.list, f.row
	}
	r.compare(cs, &f)
	if r.frame.Compare == frame.Most || r.frame.Compare == frame.Least || r.frame.Compare == frame.Versus {
		for i := range cs {
			c := &cs[i]
			if c.Kind == Nothing {
				continue
			}
			f.list, f.row = c.Features, c.Row
			f.add(tExtreme, 1+int(extremes[sentenceKey{c.page, c.sentence}]))
			c.Features = f.list
		}
	}
}

// told is how much of the question by its pairs stands where, seen from a candidate.
type told struct{ own, between, clause, sentence, around, subject, chars, charsOf float64 }

func (a told) most(b told) told {
	return told{max(a.own, b.own), max(a.between, b.between), max(a.clause, b.clause), max(a.sentence, b.sentence), max(a.around, b.around), max(a.subject, b.subject), max(a.chars, b.chars), max(a.charsOf, b.charsOf)}
}

// compare adds how much of the question's pairs the candidates have, each and
// against the best of all.
func (r *Reading) compare(cs []Candidate, f *features) {
	all := make([]told, len(cs))
	var top told
	here := map[[2]int]told{} // by page and sentence
	for i := range cs {
		if cs[i].Kind != Nothing {
			all[i] = r.told(&cs[i])
			top = top.most(all[i])
			at := [2]int{cs[i].page, cs[i].sentence}
			here[at] = here[at].most(all[i])
		}
	}
	for i := range cs {
		c, t := &cs[i], all[i]
		if c.Kind == Nothing {
			continue
		}
		f.list, f.row = c.Features, c.Row
		f.addShare(tOwn, t.own)
		c.whole = t.own >= 0.999
		f.addShare(tPairs, t.clause)
		f.addShare(tPairsSentence, t.sentence)
		f.addShare(tPairsAround, t.around)
		f.addBelow(tOwnRank, t.own, top.own)
		f.addBelow(tPairsRank, t.clause, top.clause)
		f.addBelow(tPairsSentenceRank, t.sentence, top.sentence)
		f.addBelow(tPairsAroundRank, t.around, top.around)
		if c.Kind == AFigure {
			f.addShare(tBetween, t.between)
			f.addBelow(tBetweenRank, t.between, top.between)
			f.addShare(tSubject, t.subject)
			f.addBelow(tSubjectRank, t.subject, top.subject)
			f.addShare(tChars, t.chars)
			f.addBelow(tCharsRank, t.chars, top.chars)
			f.addShare(tCharsOf, t.charsOf)
			f.addBelow(tCharsOfRank, t.charsOf, top.charsOf)
			own := here[[2]int{c.page, c.sentence}]
			f.addBelow(tOwnHere, t.own, own.own)
			f.addBelow(tBetweenHere, t.between, own.between)
			f.addBelow(tSubjectHere, t.subject, own.subject)
			f.addBelow(tCharsHere, t.chars, own.chars)
			f.addBelow(tCharsOfHere, t.charsOf, own.charsOf)
		}
		c.Features = f.list
	}
}

func (r *Reading) told(c *Candidate) (t told) {
	pg := &r.pages[c.page]
	s := &pg.sentences[c.sentence]
	t.sentence = r.pairs.share(s.pairs)
	t.around = r.pairs.share(s.pairs.or(pg.heads.pairs))
	if c.Kind != AFigure {
		own := s.pairs
		if c.clause >= 0 {
			own = pg.clauses[c.clause].pairs
		}
		for k := c.sentence + 1; k <= c.last; k++ {
			own = own.or(pg.sentences[k].pairs)
		}
		t.own, t.clause = r.pairs.share(own), r.pairs.share(own)
		return t
	}
	t.clause = r.pairs.share(pg.clauses[c.clause].pairs)
	b := &c.Figure.Binding
	subject := r.pairs.in(zhtext.FoldString(b.Subject))
	t.subject = r.pairs.share(subject)
	t.own = r.pairs.share(subject.or(r.pairs.in(zhtext.FoldString(b.Scope))).or(r.pairs.in(zhtext.FoldString(b.Metric + c.Figure.Unit))))
	between := r.between(c)
	t.between = r.pairs.share(r.pairs.in(between))
	chars, of := r.chars.chars(between)
	t.chars, t.charsOf = r.chars.share(chars), of
	return t
}

// between returns the text between a figure and the one of its class before it in
// the sentence, and up to the next mark behind it.
func (r *Reading) between(c *Candidate) string {
	p := &r.hits[c.Hit].Passage
	from, to := c.Sentence.Start, r.pages[c.page].clauses[c.clause].span.End
	for i := range p.Figures {
		g := &p.Figures[i]
		if g.Quote.End <= c.Figure.Quote.Start && classOf(g) == classOf(c.Figure) {
			from = max(from, g.Quote.End)
		}
		if g.Quote.Start >= c.Figure.Quote.End {
			to = min(to, g.Quote.Start)
		}
	}
	from, to = min(from, c.Figure.Quote.Start), max(to, c.Figure.Quote.End)
	return p.FoldedSpan(knowledge.Span{Start: from, End: to})
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
		best = max(best, r.pageCoverage(pg))
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
	f.addShare(tMost, best)
	f.add(tMissing, r.missing(nil))
	f.addShare(tSentence, bestSentence)
}

// missing buckets the weight of the heaviest unit that stands nowhere in pg, or in
// no passage.
func (r *Reading) missing(pg *page) int {
	worst := 0.0
	for i, u := range r.units {
		found := float32(0)
		if pg != nil {
			found = pg.all(i)
		} else {
			for k := range r.pages {
				found = max(found, r.pages[k].all(i))
			}
		}
		if found < 0.5 {
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

func (r *Reading) pageCoverage(pg *page) float64 {
	units := slices.Clone(pg.heads.units)
	for k := range pg.sentences {
		for i, u := range pg.sentences[k].units {
			units[i] = max(units[i], u)
		}
	}
	return r.coverage(units)
}

// newest returns the day of the newest release among the passages.
func (r *Reading) newest() (d knowledge.Date) {
	for i := range r.hits {
		if o := r.hits[i].Passage.Release.Date; o.Compare(d) > 0 {
			d = o
		}
	}
	return d
}

// judgeAny adds what holds for figures and texts alike.
func (r *Reading) judgeAny(f *features, c *Candidate, newest knowledge.Date) {
	pg := &r.pages[c.page]
	f.add(tBias, 0)
	f.add(tKind, int(c.Kind))
	f.add(tRank, rankOf(c.Hit))
	f.add(tGap, gapOf(r.hits[0].Score-r.hits[c.Hit].Score))
	f.addShare(tPage, r.pageCoverage(pg))
	f.add(tMissing, r.missing(pg))
	st := &pg.sentences[c.sentence]
	f.addShare(tSentence, r.coverage(st.units))
	f.addShare(tAround, r.coverage(r.around(pg, c.sentence)))
	r.judgeLacks(f, c)
	f.add(tAge, ageOf(newest, pg.dateIn(r)))
	f.add(tWhen, 6*(boolInt(r.frame.Time.Newest)+2*boolInt(r.frame.Time.First && !r.frame.Time.Newest))+ageOf(newest, pg.dateIn(r)))
	f.add(tUnknown, min(2, len(r.frame.Unknown)))
	f.add(tLead, leadOf(r.hits[c.Hit].Passage.Number(), c.sentence))
	f.add(tLength, lengthOf(utf8.RuneCountInString(c.Sentence.Of(pg.text))))
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

func ageOf(newest, d knowledge.Date) int {
	if d.IsZero() {
		return 5
	}
	days := newest.Days() - d.Days()
	for i, most := range []int{0, 100, 370, 740} {
		if days <= most {
			return i
		}
	}
	return 4
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

// whose is how the thing of a figure is the one asked for.
type whose int

const (
	whoseOpen      whose = iota // none is asked for, and it is of the district or of none
	whoseOpenOther              // none is asked for, and it is of something
	whoseSame
	whoseUnsure // it is, with doubt
	whosePart   // it is of a part
	whoseFar    // it is not: the place where the name stands, and what is known of the figure's own thing, behind it
	numWhose    = whoseFar + whose(numSpots*4)
)

// spot is where a name stands, seen from a figure or a text.
type spot int

const (
	inClause spot = iota
	beforeClause
	behind // later in the sentence
	sentenceBefore
	passageBefore
	inHeading
	inTitle
	elsewhere
	nowhere
	numSpots
)

// spotOf returns the nearest place where name n stands, seen from clause at of a
// sentence, or from the sentence as a whole where at is negative.
func (pg *page) spotOf(n, s, at int) spot {
	const enough = 0.5
	st := &pg.sentences[s]
	switch {
	case at >= 0 && pg.clauses[at].names[n] >= enough:
		return inClause
	case at >= 0 && slices.ContainsFunc(pg.clauses[st.from:at], func(c clause) bool { return c.names[n] >= enough }):
		return beforeClause
	case st.names[n] >= enough && at < 0:
		return inClause
	case st.names[n] >= enough:
		return behind
	case s > 0 && pg.sentences[s-1].names[n] >= enough:
		return sentenceBefore
	}
	for k := range s {
		if pg.sentences[k].names[n] >= enough {
			return passageBefore
		}
	}
	switch {
	case pg.heading.names[n] >= enough:
		return inHeading
	case pg.title.names[n] >= enough:
		return inTitle
	}
	for k := s + 1; k < len(pg.sentences); k++ {
		if pg.sentences[k].names[n] >= enough {
			return elsewhere
		}
	}
	return nowhere
}

// isHome reports whether a name is that of the district that the releases are of.
func (r *Reading) isHome(n string) bool { return n == "" || slices.Contains(r.about.Home, n) }

// minSure is how sure a subject has to be to be gone by.
const minSure = 0.5

func (r *Reading) whose(c *Candidate) whose {
	b := &c.Figure.Binding
	unsure := b.Loose || b.Sure > 0 && b.Sure < minSure
	if len(r.names) == 0 {
		if r.isHome(b.Subject) {
			return whoseOpen
		}
		return whoseOpenOther
	}
	best := numWhose
	pg := &r.pages[c.page]
	for i, n := range r.names {
		w := whoseFar
		switch {
		case r.about.Same(b, n.text) || b.Subject == "" && r.isHome(n.text):
			w = whoseSame
			if unsure {
				w = whoseUnsure
			}
		case b.Subject != n.text && strings.HasPrefix(b.Subject, n.text):
			w = whosePart
		default:
			own := 2
			switch {
			case b.Subject == "" || r.isHome(b.Subject):
				own = 0
			case unsure:
				own = 1
			case ledger.Apart(b.Subject, n.text):
				own = 3
			}
			w += whose(int(pg.spotOf(i, c.sentence, c.clause))*4 + own)
		}
		best = min(best, w)
	}
	return best
}

// measure is how a figure measures what is asked for.
type measure int

const (
	measureOpen measure = iota // no metric is asked for
	measureSame
	measureNear    // the words for it stand right beside the figure
	measureClause  // in its clause
	measureBefore  // earlier in the sentence
	measureSibling // it measures what must never be taken for it
	measureOther   // it measures something else
	measureHeads   // the words for it stand in the heads
	measurePage    // elsewhere in the passage
	measureNone
	numMeasure
)

// measure returns how a figure measures what units of a kind ask for.
func (r *Reading) measure(c *Candidate, beside *place, own []concept.Match, of func(*unit) bool) measure {
	pg := &r.pages[c.page]
	best := numMeasure
	for i, u := range r.units {
		if !u.metric || !of(&r.units[i]) {
			continue
		}
		m := measureNone
		same, sibling, other := false, false, false
		for _, o := range own {
			for _, oc := range o.Concepts {
				is := slices.Contains(u.concepts, oc)
				same = same || is
				sibling = sibling || !is && slices.ContainsFunc(u.concepts, func(uc *concept.Concept) bool { return uc.IsSibling(oc) })
				other = other || !is && oc.Kind == concept.Metric
			}
		}
		switch {
		case same:
			m = measureSame
		case sibling:
			m = measureSibling
		case beside.units[i] >= 1:
			m = measureNear
		case other:
			m = measureOther
		case pg.clauses[c.clause].units[i] >= 1:
			m = measureClause
		case pg.sentences[c.sentence].units[i] >= 1:
			m = measureBefore
		case pg.heads.units[i] >= 1:
			m = measureHeads
		case pg.all(i) >= 1:
			m = measurePage
		}
		best = min(best, m)
	}
	if best == numMeasure {
		return measureOpen
	}
	return best
}

// times is how the time of a candidate fits.
type times int

const (
	timeOpen      times = iota // none is asked for, and it tells none
	timeOpenWhole              // none is asked for, and it is of a year or a day
	timeOpenPart               // none is asked for, and it is of a part of a year
	timeEqual
	timeYear    // the year asked for, but of a part that is not
	timeLonger  // the year asked for, but of the whole and not the part
	timeRelease // it tells none, and the release is of the year
	timeSpoken  // it tells none, and the year stands in its sentence or heads
	timeUnknown // it tells none, and neither does the release
	timeOther
	numTimes
)

func (r *Reading) timeOf(c *Candidate) times {
	f := r.frame
	period := ""
	if c.Figure != nil {
		period = c.Figure.Binding.Period
		if c.Figure.Time != "" && f.Asks == frame.Time {
			period = c.Figure.Time
		}
	}
	part := ledger.PartOf(period)
	if len(f.Time.Years) == 0 {
		switch {
		case period == "":
			return timeOpen
		case part != "" && (f.Time.Part == "" || f.Time.Part != part):
			return timeOpenPart
		case f.Time.Part != "" && part == f.Time.Part:
			return timeEqual
		}
		return timeOpenWhole
	}
	if period != "" {
		for _, y := range f.Time.Years {
			if !slices.Contains(yearsOf(period), y) {
				continue
			}
			switch {
			case f.Time.Part == part:
				return timeEqual
			case f.Time.Part == "":
				return timeYear
			}
			return timeLonger
		}
		if f.Asks != frame.Time {
			return timeOther
		}
	}
	pg := &r.pages[c.page]
	date := pg.dateIn(r)
	for _, y := range f.Time.Years {
		if year := strconv.Itoa(y); strings.Contains(pg.sentences[c.sentence].folded, year) || strings.Contains(pg.heads.folded, year) {
			return timeSpoken
		}
	}
	switch {
	case slices.Contains(f.Time.Years, date.Year):
		return timeRelease
	case date.IsZero():
		return timeUnknown
	}
	return timeOther
}

// yearsOf returns the years of an ISO 8601 day or period.
func yearsOf(iso string) (out []int) {
	from, to, ranged := strings.Cut(iso, "/")
	year := func(s string) int {
		y, _ := strconv.Atoi(s[:min(4, len(s))])
		return y
	}
	first := year(from)
	last := first
	if ranged {
		last = year(to)
	}
	for y := first; y > 0 && y <= min(last, first+20); y++ {
		out = append(out, y)
	}
	return out
}

// nearBytes is how close right beside a figure is: eight Han characters.
const nearBytes = 24

// beside finds what of the question stands right beside a figure, up to other
// figures.
func (r *Reading) beside(c *Candidate) place {
	pg := &r.pages[c.page]
	p := &r.hits[c.Hit].Passage
	f := c.Figure
	span := pg.clauses[c.clause].span
	from, to := max(span.Start, f.Quote.Start-nearBytes), min(span.End, f.Quote.End+nearBytes)
	for i := range p.Figures {
		if g := &p.Figures[i]; g.Quote.End <= f.Quote.Start {
			from = max(from, g.Quote.End)
		} else if g.Quote.Start >= f.Quote.End {
			to = min(to, g.Quote.Start)
		}
	}
	from, to = min(from, f.Quote.Start), max(to, f.Quote.End)
	for from < f.Quote.Start && !utf8.RuneStart(pg.text[from]) {
		from++
	}
	for to > f.Quote.End && to < len(pg.text) && !utf8.RuneStart(pg.text[to]) {
		to--
	}
	return r.place(p.FoldedSpan(knowledge.Span{Start: from, End: to}))
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
	head := r.head()
	f.add(tMeasureHead, int(r.measure(c, &beside, measured, func(u *unit) bool { return u == head })))
	f.add(tHeadClass, headClass(head, fig))
	f.add(tMeasureSaid, int(r.measure(c, &beside, measured, func(u *unit) bool { return !u.asked })))
	f.add(tMeasureAsked, int(r.measure(c, &beside, measured, func(u *unit) bool { return u.asked })))
	sentence := share(r.coverage(pg.sentences[c.sentence].units))
	f.add(tWhose, int(whose))
	f.add(tMeasure, int(measure))
	f.add(tWhoseMeasure, int(whose)*int(numMeasure)+int(measure))
	f.add(tWhoseSentence, int(whose)*shares+sentence)
	f.add(tTime, int(time))
	f.add(tMeasureTime, int(measure)*int(numTimes)+int(time))
	f.addShare(tClause, r.coverage(pg.clauses[c.clause].units))
	f.addShare(tNear, r.coverage(beside.units))
	metric := r.place(zhtext.FoldString(b.Metric + b.Scope + fig.Unit))
	f.addShare(tMetricIn, r.coverage(metric.units))
	f.addShare(tMetricOut, pairs(zhtext.FoldString(b.Metric), r.frame.Text))
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
	f.add(tLimit, 2*boolInt(holdsAny(r.frame.Text, limitWords))+boolInt(holdsAny(fig.Text+b.Metric, limitWords)))
	f.add(tHappens, r.happens(c))
	f.add(tSign, 3*(r.frame.Up+1)+signOf(fig)+1)
	r.addAspects(f, zhtext.FoldString(b.Scope)+r.between(c))
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

var states = []knowledge.State{knowledge.Reached, knowledge.Planned, knowledge.Target, knowledge.Former, knowledge.Withdrawn, knowledge.Corrected}

func stateOf(s knowledge.State) int { return max(0, slices.Index(states, s)) }

// changeOf tells how a figure is a change or a share where one is asked for or not.
func changeOf(asked frame.Change, f *knowledge.Figure) int {
	own := 0
	switch {
	case f.Binding.Change:
		own = 1
	case classOf(f) == concept.Percent:
		own = 2
	}
	return int(asked)*3 + own
}

// counted tells how a figure counts what the question does.
func (r *Reading) counted(c *Candidate, beside, metric *place) int {
	n := r.frame.Counted
	if n == nil {
		return 0
	}
	for i, u := range r.units {
		if u.text != n.Text {
			continue
		}
		switch {
		case metric.units[i] >= 1:
			return 1
		case beside.units[i] >= 1:
			return 2
		case r.pages[c.page].clauses[c.clause].units[i] >= 1:
			return 3
		}
	}
	return 4
}

func (r *Reading) unitFits(f *knowledge.Figure) int {
	switch u := r.frame.Unit; {
	case u == "":
		return 0
	case u == f.Unit:
		return 1
	case ledger.UnitDimension(u) != "" && ledger.UnitDimension(u) == ledger.UnitDimension(f.Unit):
		return 2
	}
	return 3
}

func (r *Reading) scopeFits(c *Candidate) int {
	b := &c.Figure.Binding
	part := strings.HasPrefix(r.pages[c.page].clauses[c.clause].folded, "其中")
	switch {
	case b.Scope != "" && strings.Contains(r.frame.Text, zhtext.FoldString(b.Scope)):
		return 1
	case b.Scope != "":
		return 2
	case r.frame.Query.Phase != "" && !strings.Contains(b.Subject, r.frame.Query.Phase):
		return 3
	case part:
		return 4
	}
	return 0
}

func sureOf(b *knowledge.Binding) int {
	switch {
	case b.Sure == 0:
		return 0
	case b.Sure < 0.3:
		return 1
	case b.Sure < 0.5:
		return 2
	case b.Sure < 0.7:
		return 3
	case b.Sure < 0.9:
		return 4
	}
	return 5
}

// crowd counts the figures of a class in a clause.
func (r *Reading) crowd(c *Candidate) int {
	span := r.pages[c.page].clauses[c.clause].span
	n := 0
	figures := r.hits[c.Hit].Passage.Figures
	for i := range figures {
		if span.Contains(figures[i].Span) && classOf(&figures[i]) == classOf(c.Figure) {
			n++
		}
	}
	return n
}

// named is where the name asked for stands, seen from a text; one past the spots
// where none is asked for.
type named int

const numNamed = named(numSpots) + 1

func (r *Reading) named(c *Candidate) named {
	if len(r.names) == 0 {
		return named(numSpots)
	}
	worst := inClause
	for i := range r.names {
		best := nowhere
		for s := c.sentence; s <= c.last; s++ {
			best = min(best, r.pages[c.page].spotOf(i, s, c.clause))
		}
		worst = max(worst, best)
	}
	return named(worst)
}

func (r *Reading) judgeText(f *features, c *Candidate) {
	pg := &r.pages[c.page]
	named := r.named(c)
	units := pg.sentences[c.sentence].units
	if c.clause >= 0 {
		units = pg.clauses[c.clause].units
	}
	for s := c.sentence + 1; s <= c.last; s++ {
		units = most(units, pg.sentences[s].units)
	}
	cue := r.cue(c)
	f.add(tNamed, int(named))
	f.addShare(tClause, r.coverage(units))
	f.add(tNamedSentence, int(named)*shares+share(r.coverage(units)))
	f.add(tAnother, r.another(c))
	f.add(tTime, int(r.timeOf(c)))
	f.add(tShape, r.shape(c))
	f.add(tCue, cue)
	f.add(tNamedCue, int(named)*4+cue)
	f.add(tRelation, r.relation(units))
	f.add(tFigures, r.figures(c))
}

// another tells whether the figures of a text are of another thing than asked.
func (r *Reading) another(c *Candidate) int {
	if len(r.names) == 0 {
		return 0
	}
	figures := r.hits[c.Hit].Passage.Figures
	out := 1
	for i := range figures {
		b := &figures[i].Binding
		if !c.Sentence.Contains(figures[i].Span) || b.Subject == "" || b.Loose {
			continue
		}
		if slices.ContainsFunc(r.names, func(n name) bool { return r.about.Same(b, n.text) }) {
			return 2
		}
		out = 3
	}
	return out
}

func (r *Reading) shape(c *Candidate) int {
	pg := &r.pages[c.page]
	text := c.Span.Of(pg.text)
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

// relation tells how the events and relations that are asked for stand in a text.
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
func (r *Reading) judgeLacks(f *features, c *Candidate) {
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
		own = zhtext.FoldString(b.Subject+b.Scope) + " " + r.between(c)
		text = pl.folded + " " + text
	}
	f.add(tLacksSentence, r.lacks(units))
	around := most(units, r.around(pg, c.sentence))
	f.add(tLacks, r.lacks(around))
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
		f.add(tHolder, r.holder(c.Span.Of(pg.text)))
	}
}

// lacks tells which kinds of units stand nowhere among units: a metric, an event or
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

var numberPattern = regexp.MustCompile(`第?(?:[0-9]+|[一二三四五六七八九十]+)(?:期|号线|号楼|号院|号|届|中学|小学|中|小|院|批|标段|路|街|区|层|馆)`)

// numbersIn returns the numbers of things in a question, as ledger.Key writes them.
func numbersIn(f *frame.Frame) (out []string) {
	for _, n := range numberPattern.FindAllString(f.Text, -1) {
		out = append(out, ledger.Key(strings.TrimPrefix(n, "第")))
	}
	return out
}

// numbered tells whether the numbers of things in the question stand near a candidate:
// all of them, in the heads, none while there are others of the kind, none.
func (r *Reading) numbered(own, text, heads string) int {
	if len(r.numbers) == 0 {
		return 0
	}
	worst := 1
	key, headKey, ownKey := ledger.Key(text), ledger.Key(heads), ledger.Key(own)
	for _, n := range r.numbers {
		own := 4
		kind := strings.TrimLeft(n, "0123456789一二三四五六七八九十")
		switch {
		case holdsNumber(ownKey, n):
			own = 1
		case kind != "" && anyNumbered(ownKey, kind):
			own = 3
		case holdsNumber(key, n):
			own = 1
		case holdsNumber(headKey, n):
			own = 2
		case kind != "" && anyNumbered(key, kind):
			own = 3
		}
		worst = max(worst, own)
	}
	return worst
}

// holdsNumber reports whether key has the number n that is no end of a longer one.
func holdsNumber(key, n string) bool {
	for from := 0; ; {
		i := strings.Index(key[from:], n)
		if i < 0 {
			return false
		}
		i += from
		if i == 0 || !isDigit(key[i-1]) || !isDigit(n[0]) {
			return true
		}
		from = i + 1
	}
}

// anyNumbered reports whether a number stands in front of kind in key.
func anyNumbered(key, kind string) bool {
	for from := 0; ; {
		i := strings.Index(key[from:], kind)
		if i < 0 {
			return false
		}
		i += from
		if i > 0 && isDigit(key[i-1]) {
			return true
		}
		from = i + len(kind)
	}
}

// limitWords make a figure the most or the least.
var limitWords = loadCues()["limit"]

func (r *Reading) asksPer() bool { return holdsAny(r.frame.Text, loadCues()["per"]) }

func holdsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// grainOf tells how exact a time is: 1 an hour or a day, 2 a month, 3 a part of a year, 4 a
// year, 5 some years, 6 one that depends on what is not known; 0 for no time, 7 for one
// that only points at a time.
func grainOf(f *knowledge.Figure) int {
	if classOf(f) != concept.Date {
		return 0
	}
	from, to, ranged := strings.Cut(f.Time, "/")
	switch {
	case holdsAny(f.Text, loadCues()["pointer"]):
		return 7
	case f.Time == "":
		return 6
	case !ranged && len(from) >= len("2024-01-01"):
		return 1
	case !ranged && len(from) == len("2024-01"):
		return 2
	case !ranged:
		return 4
	case len(from) >= 7 && len(to) >= 7 && from[:7] == to[:7]:
		return 2
	case from[:min(4, len(from))] == to[:min(4, len(to))] && strings.HasSuffix(from, "-01-01") && strings.HasSuffix(to, "-12-31"):
		return 4
	case from[:min(4, len(from))] == to[:min(4, len(to))]:
		return 3
	}
	return 5
}

func (r *Reading) classFits(f *knowledge.Figure) int {
	c := classOf(f)
	switch {
	case len(r.frame.Classes) == 0:
		return 0
	case r.frame.Classes[0] == c:
		return 1
	case slices.Contains(r.frame.Classes, c):
		return 2
	case c == concept.Count || c == concept.People:
		return 3
	}
	return 4
}

// happens tells what happens in the clause of a figure: 1 all that is asked for, 2 a part of
// it, 3 something else, 4 nothing that is known; 5 where nothing is asked for and
// something happens, 0 where nothing does.
func (r *Reading) happens(c *Candidate) int {
	pl := &r.pages[c.page].clauses[c.clause].place
	asked, found := 0, 0
	for i, u := range r.units {
		if u.kind == concept.Event && u.concepts != nil {
			asked++
			if pl.units[i] >= 1 {
				found++
			}
		}
	}
	other := slices.ContainsFunc(pl.concepts, func(c *concept.Concept) bool { return c.Kind == concept.Event })
	switch {
	case asked == 0 && other:
		return 5
	case asked == 0:
		return 0
	case found == asked:
		return 1
	case found > 0:
		return 2
	case other:
		return 3
	}
	return 4
}

// signOf returns 1 for a rise, -1 for a fall, 0 for neither.
func signOf(f *knowledge.Figure) int {
	switch {
	case !f.Binding.Change:
		return 0
	case f.Value != nil && f.Value.Sign() < 0 || holdsAny(f.Text, loadCues()["fall"]):
		return -1
	}
	return 1
}

var placePattern = regexp.MustCompile(`[\p{Han}]{2,4}?(?:新区|开发区|区|县|市|镇|乡|街道|村|路|大道|街)`)

// placesIn returns the regions and roads that a question names.
func placesIn(f *frame.Frame) []string { return placePattern.FindAllString(f.Text, -1) }

// placesNear tells whether the places that the question names stand near a candidate,
// by what tells them from others: 1 all, 2 some are the releases' own, 3 some stand
// nowhere.
func (r *Reading) placesNear(text string, pg *page) int {
	worst := 0
	for _, p := range r.places {
		own := 3
		head := firstRunes(p, 2)
		switch {
		case strings.Contains(text, head) || strings.Contains(pg.heads.folded, head):
			own = 1
		case slices.ContainsFunc(r.about.Home, func(h string) bool { return strings.Contains(h, head) }):
			own = 2
		}
		worst = max(worst, own)
	}
	return worst
}

// officesIn returns the offices whose holder a question asks for.
func officesIn(f *frame.Frame) (out []string) {
	if f.Asks != frame.Person {
		return nil
	}
	for _, o := range loadCues()["office"] {
		if strings.Contains(f.Text, o) {
			out = append(out, o)
		}
	}
	return out
}

// holder tells whether a text names who holds an office that is asked for: 1 a name
// may stand behind it, 2 it stands there without one, 3 it does not stand there; 0
// where no office is asked for.
func (r *Reading) holder(text string) int {
	if len(r.offices) == 0 {
		return 0
	}
	best := 3
	for _, o := range r.offices {
		for rest := text; ; {
			before, after, ok := strings.Cut(rest, o)
			if !ok {
				break
			}
			if strings.HasSuffix(before, "副") && !strings.Contains(r.frame.Text, "副") {
				rest = after
				continue // 副关长 is no 关长
			}
			best = min(best, 2)
			if namePattern.MatchString(after) && !holdsAny(firstRunes(after, 2), loadCues()["deputy"]) {
				best = 1
			}
			rest = after
		}
	}
	return best
}

// namePattern is what may be a person's name, and what stands behind one.
var namePattern = regexp.MustCompile(`^[\s\x{3000}]*[\p{Han}·]{2,4}?(?:说|表示|介绍|告诉|透露|坦言|认为|指出|宣布|出席|致辞|在|为|作|，|。|、|（|：|\s|$)`)

// head returns the metric that is asked last, nil for none.
func (r *Reading) head() (out *unit) {
	for i := range r.units {
		if u := &r.units[i]; u.metric && (out == nil || u.start > out.start) {
			out = u
		}
	}
	return out
}

func headClass(u *unit, f *knowledge.Figure) int {
	if u == nil {
		return 0
	}
	c := classOf(f)
	if slices.ContainsFunc(u.concepts, func(uc *concept.Concept) bool { return uc.HasClass(c) }) {
		return 1
	}
	return 2
}

// LacksHolder reports whether an office is asked for that a text names nobody in.
func (r *Reading) LacksHolder(c *Candidate) bool {
	return c.Figure == nil && r.holder(c.Span.Of(r.pages[c.page].text)) > 1
}

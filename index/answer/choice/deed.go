package choice

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/frame"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// Where a question asks when, the time answers of what is asked for: 开工 and not 竣工,
// the new one of two and what came about after what was planned. A release tells
// many times, and few of them are bound to what happens.

// deed is what happens at a time.
type deed struct {
	events []*concept.Concept // what is told nearest
	where  int                // 0 nowhere, 1 behind it, 2 in front of it, 3 in the clauses behind, 4 in those before
	around string             // folded: what stands around it, up to other times
	left   string             // folded: what stands in front of it in the clause
	right  string             // folded: and behind it, up to the next time or the clause's end
	next   bool               // another time stands behind right
}

// eventsOf returns what happens by the concepts of a text: the events, and of the
// times of events (通车时间) these.
func (r *Reading) eventsOf(cs []*concept.Concept) (out []*concept.Concept) {
	for _, c := range cs {
		switch {
		case c.Kind == concept.Event:
			out = append(out, c)
		case c.HasClass(concept.Date):
			if e := r.about.Lexicon.Named(strings.TrimSuffix(c.Name, "时间")); e != nil && e.Kind == concept.Event {
				out = append(out, e)
			}
		}
	}
	return out
}

// addDeeds reads of what a question asks the time.
func (r *Reading) addDeeds() {
	if r.frame.Asks != frame.Time {
		return
	}
	for _, u := range r.units {
		r.deeds = append(r.deeds, r.eventsOf(u.concepts)...)
	}
	r.deeds = append(r.deeds, r.split()...)
	r.spans, r.grain, r.lengthToo = asksSpan(r.frame), grainAsked(r.frame), holdsAny(r.frame.Text, loadCues()["lengthToo"])
	if r.phase = asksPhase(r.frame); r.phase == 0 {
		r.phase = phaseOf(r.deeds)
	}
}

// split returns the events that the question tells with a 的 within: 封的顶.
func (r *Reading) split() (out []*concept.Concept) {
	for i := range r.frame.Text {
		rest, ok := strings.CutPrefix(r.frame.Text[i:], "的")
		if !ok || rest == "" {
			continue
		}
		_, n := utf8.DecodeLastRuneInString(r.frame.Text[:i])
		out = append(out, r.eventsOf(r.about.Lexicon.Said(r.frame.Text[i-n:i]+firstRunes(rest, 1)))...)
	}
	return out
}

// nearest returns the events of the first match in a text that has such, or of the
// last.
func (r *Reading) nearest(folded string, last bool) []*concept.Concept {
	ms := r.about.Lexicon.Find(folded)
	if last {
		slices.Reverse(ms)
	}
	for _, m := range ms {
		if es := r.eventsOf(m.Concepts); es != nil {
			return es
		}
	}
	return nil
}

// deedOf finds what happens at the time of a candidate.
func (r *Reading) deedOf(c *Candidate) (d deed) {
	pg := &r.pages[c.page]
	p := &r.hits[c.Hit].Passage
	st, own := &pg.sentences[c.sentence], pg.clauses[c.clause].span
	from, to, until := own.Start, max(own.End, c.Span.End), st.span.End
	for i := range p.Figures {
		g := &p.Figures[i]
		if classOf(g) != classOf(c.Figure) || c.Span.Contains(g.Span) {
			continue
		}
		if g.Quote.End <= c.Span.Start {
			from = max(from, g.Quote.End)
		} else if g.Quote.Start >= c.Span.End {
			d.next = d.next || g.Quote.Start < to
			to, until = min(to, g.Quote.Start), min(until, g.Quote.Start)
		}
	}
	fold := func(start, end int) string {
		if start >= end {
			return ""
		}
		return p.FoldedSpan(knowledge.Span{Start: start, End: end})
	}
	d.left, d.right = fold(from, c.Span.Start), fold(c.Span.End, to)
	d.around = d.left + " " + d.right
	if d.events = r.nearest(d.right, false); d.events != nil {
		d.where = 1
		return d
	}
	if d.events = r.nearest(d.left, true); d.events == nil && from > own.Start {
		d.events = r.nearest(fold(own.Start, c.Span.Start), true)
	}
	if d.events != nil {
		d.where = 2
		return d
	}
	next := fold(to, until)
	if d.events = r.nearest(next, false); d.events != nil {
		d.where = 3
		d.around += next
		return d
	}
	before := fold(st.span.Start, own.Start)
	if d.events = r.nearest(before, true); d.events != nil {
		d.where = 4
		d.around = before + d.around
	}
	return d
}

// phases are the names in cues.txt of when in the life of something an event is.
var phases = []string{"begins", "grows", "stands", "serves"}

// phaseOf returns the phase of events, from 1; 0 for none.
func phaseOf(events []*concept.Concept) int {
	for i, p := range phases {
		if slices.ContainsFunc(events, func(e *concept.Concept) bool { return slices.Contains(loadCues()[p], e.Name) }) {
			return i + 1
		}
	}
	return 0
}

// asksPhase returns the phase that words of the question ask for that name no event:
// 能用.
func asksPhase(f *frame.Frame) int {
	for i, p := range phases {
		if holdsAny(f.Text, loadCues()[p+"Asked"]) {
			return i + 1
		}
	}
	return 0
}

// The fits of a deed.
const (
	deedOpen  = iota // nothing is asked for
	deedSame         // it is what is asked for
	deedPhase        // it is near that in the life of the thing
	deedOther
	deedNone // nothing is told to happen
	numDeeds
)

// deedFits reports how what happens is what is asked for.
func (r *Reading) deedFits(d *deed) int {
	switch {
	case len(r.deeds) == 0 && r.phase == 0:
		return deedOpen
	case slices.ContainsFunc(d.events, func(e *concept.Concept) bool { return slices.Contains(r.deeds, e) }):
		return deedSame
	case r.phase > 0 && (phaseOf(d.events) == r.phase || holdsAny(d.around, loadCues()[phases[r.phase-1]+"Said"])):
		return deedPhase
	case len(d.events) == 0:
		return deedNone
	}
	return deedOther
}

// The tenses.
const (
	tenseOpen = iota
	tensePast
	tenseFuture
	numTenses
)

// tenseAsked reports whether a question asks for what came about or is to come.
func (r *Reading) tenseAsked() int {
	f := r.frame
	text := strings.TrimRight(f.Text, "？?！!。 啊呀呢")
	switch {
	case strings.HasSuffix(text, "的") || f.Reached || r.split() != nil:
		return tensePast
	case holdsAny(text, loadCues()["future"]):
		return tenseFuture
	case strings.HasSuffix(text, "了") || holdsAny(text, loadCues()["past"]):
		return tensePast
	}
	return tenseOpen
}

// tenseTold reports whether the words around a time tell what came about or a plan.
func tenseTold(d *deed, b *knowledge.Binding) int {
	switch {
	case b.State == knowledge.Planned || b.State == knowledge.Target || holdsAny(d.around, loadCues()["planned"]):
		return tenseFuture
	case holdsAny(d.around, loadCues()["done"]):
		return tensePast
	}
	return tenseOpen
}

// revisedOf reports whether a time is the former (1) or the new one (2) of two, or
// called the former (3).
func revisedOf(d *deed) int {
	cues := loadCues()
	switch {
	case holdsAny(d.left, cues["revised"]):
		return 2
	case d.next && holdsAny(d.right, cues["revised"]):
		return 1
	case holdsAny(d.left, cues["former"]):
		return 3
	}
	return 0
}

// sinceOf buckets how far the end of a time lies from the day of its release.
func sinceOf(iso string, released knowledge.Date) int {
	from, to, ranged := strings.Cut(iso, "/")
	if ranged && len(to) >= len("2006-01-02") {
		from = to
	}
	day, err := knowledge.ParseDate(from[:min(len(from), len("2006-01-02"))])
	if err != nil || released.IsZero() {
		return 0
	}
	n := day.Days() - released.Days()
	for i, most := range []int{-370, -31, -4, 1, 62, 370} {
		if n <= most {
			return i + 1
		}
	}
	return 7
}

// numSince is the number of values of sinceOf.
const numSince = 8

// How exact a time is asked for: the numbers of grainAsked.
const (
	askedOpen = iota
	askedHour
	askedWeekday
	askedDay
)

// grainsAsked are the names in cues.txt of how exact a time is asked for.
var grainsAsked = []string{"hour", "weekday", "day", "month", "year"}

// grainAsked returns how exact a time is asked for, from 1; 0 where that is open.
func grainAsked(f *frame.Frame) int {
	for i, g := range grainsAsked {
		if holdsAny(f.Text, loadCues()["asks."+g]) {
			return i + 1
		}
	}
	return 0
}

// judgeTimes adds to the candidates of a question for a time or a duration what happens
// then and when that is told.
func (r *Reading) judgeTimes(cs []Candidate, f *features) {
	if r.frame.Asks != frame.Time && r.frame.Asks != frame.Duration {
		return
	}
	var newest knowledge.Date
	fits := make([]bool, len(cs))
	revised := make([]int, len(cs))
	former := map[string]bool{}
	asked, end := r.tenseAsked(), r.endAsked()
	for i := range cs {
		c := &cs[i]
		if c.Kind != AFigure {
			continue
		}
		pg := &r.pages[c.page]
		d := r.deedOf(c)
		fit := r.deedFits(&d)
		f.list = c.Features
		f.add(tDeed, 5*fit+d.where)
		f.add(tDeedPairs, share(r.pairs.share(r.pairs.in(d.around))))
		f.add(tDeedWhose, numOwners*fit+c.whose.owner())
		f.add(tTenseTold, numTenses*asked+tenseTold(&d, &c.Figure.Binding))
		f.add(tTenseDay, numSince*asked+sinceOf(c.Figure.Time, pg.dateIn(r)))
		revised[i] = revisedOf(&d)
		f.add(tRevised, 4*boolInt(r.frame.Time.First)+revised[i])
		f.add(tGrainAsked, numGrains*r.grain+grainOf(c.Figure))
		f.add(tEnd, 4*end+r.endOf(c, &d))
		c.Features = f.list
		if (revised[i] == 1 || revised[i] == 3) && fit != deedOther && r.isNear(c) {
			former[timeKey(c.Figure)] = true
		}
		if fits[i] = fit == deedSame && r.isNear(c); fits[i] && pg.dateIn(r).Compare(newest) > 0 {
			newest = pg.dateIn(r)
		}
	}
	for i := range cs {
		c := &cs[i]
		if c.Kind != AFigure {
			continue
		}
		f.list = c.Features
		key := timeKey(c.Figure)
		f.add(tSuperseded, 2*boolInt(r.frame.Time.First)+boolInt(key != "" && former[key] && revised[i] != 2))
		c.Features = f.list
		if fits[i] {
			f.add(tDeedNewest, 2*asked+boolInt(r.pages[cs[i].page].dateIn(r).Compare(newest) == 0))
			cs[i].Features = f.list
		}
	}
}

// timeKey returns what a time or duration has in common with another that tells the
// same: the day that a time ends with, or a length.
func timeKey(f *knowledge.Figure) string {
	_, to, ranged := strings.Cut(f.Time, "/")
	switch {
	case f.Value != nil:
		return f.Value.RatString() + f.Unit
	case ranged:
		return to
	}
	return f.Time
}

// isNear reports whether the things that the question names stand in a candidate's
// passage or its heads.
func (r *Reading) isNear(c *Candidate) bool {
	for i := range r.names {
		if r.pages[c.page].spotOf(i, c.sentence, c.clause) >= elsewhere {
			return false
		}
	}
	return true
}

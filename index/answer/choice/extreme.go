package choice

import (
	"math/big"
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

// Where a question asks which is the most, the words answer that have the largest of
// the figures which one release gives of what is asked for. These are a column of a
// table, the parts of a sentence, or what a release gives of things that it names. The
// figures of several releases are of several times and are not held against each other.
// Where a question asks what is falling, all answer that are.

// standing is how a figure stands among those that it is held against.
type standing struct {
	at    knowledge.Span // in the text of its page
	class int            // see classOfStanding
}

// series is what the figures are that are held against each other.
type series int

const (
	ofRelease series = iota
	ofSentence
	ofTable
	numSeries
)

// A standing's class is 0 for no figure that is compared, and otherwise tells the kind
// of series, how surely it measures what is asked for, and whether it is the most.
func classOfStanding(s series, isSure, isMost bool) int {
	return 1 + int(s)*4 + 2*boolInt(isSure) + boolInt(isMost)
}

// isMost reports whether the figure is what is asked for.
func (s standing) isMost() bool { return s.class > 0 && s.class%2 == 0 }

const numStandings = 1 + int(numSeries)*4

// compared are figures that are held against each other.
type compared struct {
	values []*big.Rat
	at     []knowledge.Span
	pages  []int
	things []string
	named  []bool // whether the question names the thing
	sure   bool
}

// seriesKey tells series apart.
type seriesKey struct {
	kind    series
	in      string // the release, or the table
	at      [2]int // the page and the sentence
	measure string
}

// contest collects the figures that a question compares.
type contest struct {
	r      *Reading
	series map[seriesKey]*compared
	keys   []seriesKey // of series, in the order of the pages
}

// extremes finds how the figures of the pages stand that a question for the most
// compares; nil where it asks for none.
func (r *Reading) extremes() [][]standing {
	if !r.contests() {
		return nil
	}
	c := contest{r: r, series: map[seriesKey]*compared{}}
	for i := range r.pages {
		if row := rowOf(r.pages[i].text); row != nil {
			c.addRow(i, row)
		} else {
			c.addPage(i)
		}
	}
	out := make([][]standing, len(r.pages))
	for _, key := range c.keys {
		c.series[key].onlyNamed().rank(r.frame, key.kind, out)
	}
	return out
}

// contests reports whether a question holds things against each other.
func (r *Reading) contests() bool {
	switch r.frame.Compare {
	case frame.Most, frame.Least, frame.Versus:
		return true
	}
	return r.falls()
}

// falls reports whether a question asks for all that falls, or rises.
func (r *Reading) falls() bool {
	f := r.frame
	return f.Compare == frame.None && f.Up != 0 && (f.Asks == frame.Thing || f.Asks == frame.List)
}

// add adds a figure to a series.
func (c *contest) add(key seriesKey, page int, at knowledge.Span, value *big.Rat, thing string, fit int) {
	s := c.series[key]
	if s == nil {
		s = &compared{}
		c.series[key] = s
		c.keys = append(c.keys, key)
	}
	s.values, s.at, s.pages, s.things = append(s.values, value), append(s.at, at), append(s.pages, page), append(s.things, thing)
	s.named = append(s.named, key.kind != ofSentence && c.r.namesThing(thing))
	s.sure = s.sure || fit > 1
}

// isNamed is the share of the pairs of characters of a thing's name from which a question
// is taken to name it.
const isNamed = 0.6

// namesThing reports whether a question that asks which of some things names this one.
func (r *Reading) namesThing(thing string) bool {
	return r.frame.Compare == frame.Versus && pairs(zhtext.FoldString(thing), r.frame.Text) >= isNamed
}

// onlyNamed leaves out what the question does not name, where it names some.
func (s *compared) onlyNamed() *compared {
	out := &compared{sure: s.sure}
	for k := range s.values {
		if s.named[k] {
			out.values, out.at, out.pages, out.things = append(out.values, s.values[k]), append(out.at, s.at[k]), append(out.pages, s.pages[k]), append(out.things, s.things[k])
		}
	}
	if len(out.values) < 2 {
		return s
	}
	return out
}

// addRow adds the cells of a row, each to the series of its column.
func (c *contest) addRow(i int, row []cell) {
	pg := &c.r.pages[i]
	p := &c.r.hits[pg.hit].Passage
	thing := row[0].span.Of(pg.text)
	if holdsAny(thing, loadCues()["total"]) || c.r.isHome(zhtext.FoldString(thing)) {
		return
	}
	for _, cell := range row[1:] {
		var f *knowledge.Figure
		for k := range p.Figures {
			if cell.span.Contains(p.Figures[k].Span) {
				f = &p.Figures[k]
				break
			}
		}
		value := sizeOf(f)
		if value == nil {
			if value = numberIn(cell.span.Of(pg.text)); value == nil {
				continue
			}
		}
		label := zhtext.FoldString(cell.label)
		change := holdsAny(label, loadCues()["change"]) || f != nil && f.Binding.Change
		if fit := c.r.fits(label, f, change); fit > 0 {
			c.add(seriesKey{ofTable, p.Release.ID, [2]int{}, row[0].label + "|" + cell.label}, i, cell.span, value, thing, fit)
		}
	}
}

// addPage adds the figures of a page, each to the series of its sentence where that
// has parts, and to that of its release where it is of a thing that has a name.
func (c *contest) addPage(i int) {
	pg := &c.r.pages[i]
	p := &c.r.hits[pg.hit].Passage
	seen := map[seriesKey]int{} // the part of the sentence whose figure was taken
	for k := range p.Figures {
		f := &p.Figures[k]
		b := &f.Binding
		value := sizeOf(f)
		if value == nil || b.State == knowledge.Former || b.State == knowledge.Withdrawn {
			continue
		}
		fit := c.r.fits(strings.ToLower(b.Metric+b.Scope), f, b.Change)
		if fit == 0 {
			continue
		}
		n := pg.clauseAt(f.Span.Start)
		s := pg.clauses[n].sentence
		measure := ledger.Dimension(f)
		if b.Change {
			measure += "|change"
		}
		if parts := pg.parts(s); len(parts) > 1 {
			at := slices.IndexFunc(parts, func(p [2]int) bool { return n < p[1] })
			key := seriesKey{ofSentence, "", [2]int{i, s}, measure}
			if last, ok := seen[key]; (!ok || last != at) && !c.leads(pg, parts[at], n) {
				seen[key] = at
				c.add(key, i, f.Span, value, strconv.Itoa(at), fit)
			}
		}
		if thing := b.Subject + b.Scope; thing != "" && !(b.Scope == "" && c.r.isHome(b.Subject)) && c.r.isOneOf(b) && !c.isSum(pg, n) {
			c.add(seriesKey{ofRelease, p.Release.ID, [2]int{}, measure}, i, f.Span, value, thing, fit)
		}
	}
}

// leads reports whether a clause stands before 其中 in its part of a sentence: what it
// tells is of the whole.
func (c *contest) leads(pg *page, part [2]int, n int) bool {
	for k := n + 1; k < part[1]; k++ {
		if strings.HasPrefix(pg.clauses[k].folded, "其中") {
			return true
		}
	}
	return false
}

// isSum reports whether what a clause tells is of several things together: it says so,
// or the clause before it.
func (c *contest) isSum(pg *page, n int) bool {
	text := pg.clauses[n].folded
	if from := pg.sentences[pg.clauses[n].sentence].from; n > from {
		text = pg.clauses[n-1].folded + text
	}
	return holdsAny(text, loadCues()["sum"])
}

// isOneOf reports whether a figure is of one of the things that a question names to be
// compared.
func (r *Reading) isOneOf(b *knowledge.Binding) bool {
	return r.frame.Compare != frame.Versus || len(r.names) < 2 || slices.ContainsFunc(r.names, func(n name) bool {
		return r.about.Same(b, n.text) || strings.Contains(b.Subject, n.said)
	})
}

// fits reports how a figure measures what is asked for, by the words for what it
// measures: 3 it does, 2 a word of the question is among them, 1 its class is the one
// that the question's words are for, 0 it does not.
func (r *Reading) fits(label string, f *knowledge.Figure, change bool) int {
	f0 := r.frame
	if (f0.Change == frame.Changed) != change {
		return 0
	}
	own := r.headOf(label)
	asked, fit := false, 0
	for i, u := range r.units {
		asked = asked || u.metric
		switch {
		case u.metric && own.units[i] >= 1:
			return 3
		case u.kind != concept.Thing && len(u.text) >= len("字字") && own.units[i] >= 1, u.metric && u.isLike(label):
			fit = 2
		}
	}
	switch {
	case fit > 0 || change:
		return max(fit, 1)
	case f == nil || asked && len(f0.Scale) == 0:
		return 0
	case len(f0.Scale) == 0:
		return boolInt(r.permits(f))
	}
	return boolInt(slices.Contains(f0.Scale, classOf(f)))
}

// isLike reports whether a label is short for what a unit asks for, or has all its
// characters in their order: 总产值 for 工业总产值, 老年人食堂 for 老年食堂.
func (u *unit) isLike(label string) bool {
	if utf8.RuneCountInString(label) < 2 {
		return false
	}
	if utf8.RuneCountInString(u.text) > 2 && inOrder(u.text, label) {
		return true
	}
	return slices.ContainsFunc(u.concepts, func(c *concept.Concept) bool {
		return slices.ContainsFunc(c.Said, func(w string) bool { return strings.HasSuffix(w, label) })
	})
}

// inOrder reports whether all characters of a word stand in a text in their order.
func inOrder(word, text string) bool {
	for _, c := range word {
		i := strings.IndexRune(text, c)
		if i < 0 {
			return false
		}
		text = text[i+utf8.RuneLen(c):]
	}
	return true
}

// rank notes how the figures of a series stand.
func (s *compared) rank(f *frame.Frame, kind series, out [][]standing) {
	if things := slices.Compact(slices.Sorted(slices.Values(s.things))); len(things) < 2 {
		return
	}
	best := 0
	for k, v := range s.values {
		c := v.Cmp(s.values[best])
		if f.Compare == frame.Least {
			c = -c
		}
		if c > 0 {
			best = k
		}
	}
	for k, v := range s.values {
		isMost := k == best
		if f.Compare == frame.None {
			isMost = v.Sign() == f.Up
		}
		out[s.pages[k]] = append(out[s.pages[k]], standing{s.at[k], classOfStanding(kind, s.sure, isMost)})
	}
}

// standingOf returns the class of the highest standing of the figures of a candidate.
func standingOf(c *Candidate, all []standing) (best int) {
	if c.Pieces != nil {
		return c.standing
	}
	for _, s := range all {
		if c.Span.Contains(s.at) {
			best = max(best, s.class)
		}
	}
	return best
}

// sizeOf returns what a figure is compared by, nil where it cannot be. A fall is less
// than nothing.
func sizeOf(f *knowledge.Figure) *big.Rat {
	if f == nil || f.Value == nil {
		return nil
	}
	v := f.Value
	if per := ledger.UnitSize(f.Unit); per != nil {
		v = new(big.Rat).Mul(v, per)
	}
	if signOf(f) < 0 {
		v = new(big.Rat).Neg(new(big.Rat).Abs(v))
	}
	return v
}

var plainNumber = regexp.MustCompile(`^([+-]?)[0-9][0-9,]*(?:\.[0-9]+)?$`)

// numberIn returns the number that the text of a cell is, nil for any other text.
func numberIn(text string) *big.Rat {
	text = strings.NewReplacer(",", "", "－", "-", "−", "-", "+", "").Replace(strings.TrimSpace(text))
	if !plainNumber.MatchString(text) {
		return nil
	}
	v, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil
	}
	return v
}

package bind

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/wordlist"
	"beilun/knowledge/concept"
)

// basic are the features of a candidate that are no pair of two things.
const (
	fProper = iota
	fNamed
	fAlias
	fPhase
	fPhaseSame
	fPhaseOther
	fLen2
	fLen4
	fLen8
	fLen14
	fLong
	fBroken
	fAhead
	fDist0
	fDist1
	fDist2
	fDist3
	fAway
	fListed
	fFirst
	fNotFirst
	fPoints
	fMade
	fOf
	fQuote
	fThenOf
	fThenComma
	fThenFigure
	fThenMetric
	fThenIs
	fThenVerb
	fTold1
	fTold2
	fTold4
	fInTitle
	fHomeUnknown
	fHomeOwnWord
	fHomeOtherOwnWord
	fOtherOwnWord
	fHomeStart
	fOtherDistrict
	fFits
	fFitsNot
	fDistrictMetric
	fKindMatches
	fKindMatchesNot
	fChangeSame
	fOffice
	fDigits
	fIs
	fMost
	fMajor
	fMeasured
	fMeasuredNear
	fCounted
	fGroup
	fRivals
	fAlone
	fPrep
	basics = fPrep + 16
)

var basicNames = [basics]string{
	"proper", "named", "alias", "phase", "phase-same", "phase-other", "len-2", "len-4", "len-8", "len-14", "len-more", "broken", "ahead", "distance-0", "distance-1", "distance-2", "distance-3", "away",
	"listed", "first", "not-first", "points", "made", "behind-of", "quoted", "then-of", "then-comma", "then-figure", "then-metric", "then-is", "then-verb",
	"told-1", "told-2", "told-4", "in-title", "home-unknown", "home-own-word", "home-not-own-word", "other-own-word", "home-start", "other-district",
	"metric-of-sort", "metric-not-of-sort", "metric-of-district", "kind-matches", "kind-matches-not", "change-same", "office", "digits", "behind-is",
	"most-told", "most-figures", "measured-before", "measured-here", "counted", "group", "rivals", "alone",
	"by-由", "by-在", "by-于", "by-对", "by-与", "by-和", "by-至", "by-到", "by-从", "by-以", "by-为", "by-据", "by-经", "by-给", "by-向", "by-距",
}

// stands tells what of a thing stands in front of a figure in its clause.
type stands uint8

const (
	nothing stands = iota
	properName
	phrase
	sorted
	kindOnly
	conditioned
	pointed   // added where the sentence begins with a kind: 该项目由某某公司投资
	standings = 2 * pointed
)

var standNames = [standings]string{"nothing", "name", "phrase", "sorted", "kind", "condition", "pointed-nothing", "pointed-name", "pointed-phrase", "pointed-sorted", "pointed-kind", "pointed-condition"}

// layout is how the features are numbered: the basic ones, then the pairs of
// an origin with what stands in the clause, with the genre and with the class of
// the figure, then those of a sort of thing with the field of the metric and with
// the class of the figure.
type layout struct {
	fields                                                              []string // of the lexicon, none first
	byField                                                             map[string]int
	stands, genre, looks, plain, sortField, sortClass, fit, class, size int
}

var numbering = sync.OnceValue(func() *layout {
	l := &layout{fields: []string{"none"}, byField: map[string]int{}}
	for _, c := range concept.Default().Concepts {
		if l.byField[c.Field] == 0 {
			l.byField[c.Field] = len(l.fields)
			l.fields = append(l.fields, c.Field)
		}
	}
	l.stands = basics
	l.genre = l.stands + origins*int(standings)
	l.looks = l.genre + origins*int(genres)
	l.plain = l.looks + origins*looks
	l.sortField = l.plain + origins
	l.sortClass = l.sortField + len(names.Sorts())*len(l.fields)
	l.fit = l.sortClass + len(names.Sorts())*len(kindsOfFigure)
	l.class = l.fit + origins*fittings
	l.size = l.class + origins*len(kindsOfFigure)
	return l
})

// kindsOfFigure are the kinds of figures as features tell them apart.
var kindsOfFigure = []knowledge.Kind{knowledge.Count, knowledge.Money, knowledge.Percent, knowledge.PercentPoint, knowledge.Dimension, knowledge.Duration, knowledge.DateKind, ""}

func kindIndex(k knowledge.Kind) int {
	if k == knowledge.PeriodKind || k == knowledge.Time {
		k = knowledge.DateKind
	}
	if i := slices.Index(kindsOfFigure, k); i >= 0 {
		return i
	}
	return len(kindsOfFigure) - 1
}

// name returns the name of feature i: nearest/name, park/projects.
func (l *layout) name(i int) string {
	kind := func(k int) string {
		if kindsOfFigure[k] == "" {
			return "other"
		}
		return strings.ReplaceAll(string(kindsOfFigure[k]), " ", "-")
	}
	switch {
	case i < l.stands:
		return basicNames[i]
	case i < l.genre:
		i -= l.stands
		return originNames[i/int(standings)] + "/" + standNames[i%int(standings)]
	case i < l.plain && i >= l.looks:
		i -= l.looks
		return originNames[i/looks] + "/" + lookNames[i%looks]
	case i < l.looks:
		i -= l.genre
		return originNames[i/int(genres)] + "/in-" + genreNames[i%int(genres)]
	case i < l.sortField && i >= l.plain:
		return originNames[i-l.plain]
	case i < l.sortClass:
		i -= l.sortField
		return "a-" + names.Sorts()[i/len(l.fields)] + "/" + l.fields[i%len(l.fields)]
	case i >= l.class:
		i -= l.class
		return originNames[i/len(kindsOfFigure)] + "/of-" + kind(i%len(kindsOfFigure))
	case i >= l.fit:
		i -= l.fit
		return originNames[i/fittings] + "/" + fitNames[i%fittings]
	}
	i -= l.sortClass
	return "a-" + names.Sorts()[i/len(kindsOfFigure)] + "/of-" + kind(i%len(kindsOfFigure))
}

// How a candidate fits the metric: things of its sort have it, they do not, or nothing
// is known.
const fittings = 3

var fitNames = [fittings]string{"fit-unknown", "fit", "no-fit"}

func (st *situation) fitOf(c *candidate) int {
	switch {
	case st.metric == nil || c.sort == 0 || len(st.metric.Of) == 0:
		return 0
	case slices.Contains(st.metric.Of, names.Sorts()[c.sort]):
		return 1
	}
	return 2
}

// How a candidate looks: a name or a phrase, of a sort of thing or of none.
const looks = 4

var lookNames = [looks]string{"phrase", "sorted-phrase", "name", "sorted-name"}

func (c *candidate) looks() int {
	i := 0
	if c.sort > 0 {
		i = 1
	}
	if c.unit == nil || c.unit.proper {
		i += 2
	}
	return i
}

// situation is what the candidates of a figure have in common.
type situation struct {
	fig     *fig
	stands  stands
	kind    int // of the figure
	field   int // of the metric
	metric  *concept.Concept
	own     bool   // the district is told of in the clause: 全区
	ownHead bool   // or earlier in the sentence
	bare    string // the kind of thing told of in front of the figure: 医院
	change  bool
	phase   string // told of in front of the figure in its sentence: 二期
	proper  int    // names in front of the figure in its clause
}

// situation looks at figure i.
func (sc *scene) situation(i int) situation {
	f := &sc.figs[i]
	st := situation{fig: f, kind: kindIndex(f.Kind), metric: sc.measuredBy(i)}
	if st.metric != nil {
		st.field = numbering().byField[st.metric.Field]
	}
	c := &sc.clauses[f.clause]
	for k := c.units; k < c.unitsEnd && sc.units[k].end <= f.from && k < c.units+2*maxNear; k++ {
		switch u := &sc.units[k]; {
		case u.condition:
			st.stands = max(st.stands, conditioned)
		case u.bare && u.text != "":
			st.bare = u.text
			if st.stands == nothing {
				st.stands = kindOnly
			}
		case u.proper:
			st.proper++
			if st.stands != conditioned {
				st.stands = properName
			}
		case (st.stands == nothing || st.stands == kindOnly || st.stands == phrase) && u.sort > 0 && !u.measure:
			st.stands = sorted
		case st.stands == nothing || st.stands == kindOnly:
			st.stands = phrase
		}
	}
	if s := &sc.sentences[c.sentence]; s.units < s.unitsEnd && sc.units[s.units].start < f.from && sc.units[s.units].bare {
		st.stands += pointed
	}
	st.own = sc.own
	st.phase = sc.phaseAhead(f)
	for k := f.clause - 1; k >= max(0, f.clause-maxClauses) && sc.clauses[k].sentence == c.sentence && !st.ownHead; k-- {
		st.ownHead = sc.ownIn(sc.clauses[k].start, sc.clauses[k].end)
	}
	return st
}

// phaseAhead returns the phase told of last in front of f in its sentence where no
// name stands with it: 此次动工的二期工程; "" for none.
func (sc *scene) phaseAhead(f *fig) string {
	c := &sc.clauses[f.clause]
	k := c.units
	for k < c.unitsEnd && sc.units[k].end <= f.from {
		k++
	}
	for i := k - 1; i >= max(sc.sentences[c.sentence].units, k-2*maxNear); i-- {
		if u := &sc.units[i]; u.phase != "" {
			if u.text != "" && !u.bare {
				return ""
			}
			return u.phase
		}
	}
	return ""
}

// features sets feats to the features of a candidate in a situation.
func (sc *scene) features(st *situation, c *candidate) {
	sc.feats = sc.feats[:0]
	sc.ofOrigins(st, c)
	sc.ofItself(st, c)
}

// ofOrigins adds the features of where a candidate comes from; see originScores.
func (sc *scene) ofOrigins(st *situation, c *candidate) {
	l := numbering()
	fit := st.fitOf(c)
	for from, o := c.from, 0; from != 0; from, o = from>>1, o+1 {
		if from&1 != 0 {
			sc.add(l.stands + o*int(standings) + int(st.stands))
			sc.add(l.genre + o*int(genres) + int(sc.cast.genre))
			sc.add(l.looks + o*looks + c.looks())
			sc.add(l.plain + o)
			sc.add(l.fit + o*fittings + fit)
			sc.add(l.class + o*len(kindsOfFigure) + st.kind)
		}
	}
}

// ofItself adds the other features of a candidate.
func (sc *scene) ofItself(st *situation, c *candidate) {
	l := numbering()
	sc.add(l.sortField + int(c.sort)*len(l.fields) + st.field)
	sc.add(l.sortClass + int(c.sort)*len(kindsOfFigure) + st.kind)
	switch n := utf8.RuneCountInString(c.text); {
	case n <= 2:
		sc.add(fLen2)
	case n <= 4:
		sc.add(fLen4)
	case n <= 8:
		sc.add(fLen8)
	case n <= 14:
		sc.add(fLen14)
	default:
		sc.add(fLong)
	}
	sc.addWhen(c.phase != "", fPhase)
	sc.addWhen(st.phase != "" && c.phase == st.phase, fPhaseSame)
	sc.addWhen(st.phase != "" && c.phase != st.phase && c.phase != "", fPhaseOther)
	sc.addWhen(c.broken, fBroken)
	sc.addWhen(c.distance < 0, fAhead)
	switch c.distance {
	case 9:
		sc.add(fAway)
	case 0:
		sc.add(fDist0)
	case 1:
		sc.add(fDist1)
	case 2:
		sc.add(fDist2)
	default:
		sc.add(fDist3)
	}
	sc.place(c)
	sc.known(st, c)
}

func (sc *scene) add(feature int) { sc.feats = append(sc.feats, int32(feature)) }

func (sc *scene) addWhen(ok bool, feature int) {
	if ok {
		sc.feats = append(sc.feats, int32(feature))
	}
}

// place adds the features of how a candidate stands in the text.
func (sc *scene) place(c *candidate) {
	u := c.unit
	sc.addWhen(strings.HasPrefix(c.text, "“") || strings.HasSuffix(c.text, "”"), fQuote)
	sc.addWhen(strings.ContainsAny(c.text, "0123456789"), fDigits)
	sc.addWhen(c.text != "" && names.ThingWords()["office"].In(wordlist.LastRunes(c.text, 5)), fOffice)
	if u == nil {
		return
	}
	sc.addWhen(u.proper, fProper)
	sc.addWhen(u.named, fNamed)
	sc.addWhen(u.alias, fAlias)
	sc.addWhen(u.listed, fListed)
	sc.addWhen(u.first, fFirst)
	sc.addWhen(!u.first, fNotFirst)
	sc.addWhen(u.points, fPoints)
	sc.addWhen(u.made, fMade)
	sc.addWhen(u.of, fOf)
	sc.addWhen(u.prep > 0, fPrep+int(u.prep)-1)
	sc.addWhen(u.behindIs || wordlist.HasSuffix(sc.s[:u.start], "是", "为"), fIs)
	rest := sc.s[u.end:]
	k := sort.Search(len(sc.matches), func(k int) bool { return sc.matches[k].Start >= u.end })
	switch {
	case strings.HasPrefix(rest, "的"):
		sc.add(fThenOf)
	case strings.HasPrefix(rest, "，"), strings.HasPrefix(rest, ","):
		sc.add(fThenComma)
	case sc.inFigure(u.end) != nil:
		sc.add(fThenFigure)
	case strings.HasPrefix(rest, "是"), strings.HasPrefix(rest, "为"):
		sc.add(fThenIs)
	case k < len(sc.matches) && sc.matches[k].Start == u.end && sc.matches[k].Metric != nil:
		sc.add(fThenMetric)
	default:
		sc.add(fThenVerb)
	}
}

// known adds the features of what is known of a candidate.
func (sc *scene) known(st *situation, c *candidate) {
	k := sc.cast
	if th := k.things[c.text]; th != nil {
		sc.addWhen(th.told == 1, fTold1)
		sc.addWhen(th.told > 1 && th.told < 4, fTold2)
		sc.addWhen(th.told >= 4, fTold4)
		sc.addWhen(th.title, fInTitle)
	}
	sc.addWhen(c.text != "" && k.most != nil && k.most.text == c.text, fMost)
	sc.addWhen(c.text != "" && k.major == c.text, fMajor)
	if st.metric != nil && !st.change && c.text != "" {
		n, told := k.measured[measuredThing{c.text, c.phase, st.metric.Name}]
		sc.addWhen(told && n == k.turns, fMeasuredNear)
		sc.addWhen(told && n != k.turns, fMeasured)
	}
	sc.addWhen(c.unit != nil && c.unit.measure, fCounted)
	sc.addWhen(isGroup(c.unit), fGroup)
	sc.addWhen(st.proper > 1, fRivals)
	sc.addWhen(st.proper == 1 && c.unit != nil && c.unit.proper && c.distance == 0, fAlone)
	home := c.from&ofHome != 0
	own := st.own || st.ownHead
	sc.addWhen(home && c.text == "", fHomeUnknown)
	sc.addWhen(home && st.own, fHomeOwnWord)
	sc.addWhen(home && !own, fHomeOtherOwnWord)
	sc.addWhen(!home && st.own, fOtherOwnWord)
	sc.addWhen(!home && names.Sorts()[c.sort] == "district", fOtherDistrict)
	sc.addWhen(!home && k.home != "" && strings.HasPrefix(c.text, k.home), fHomeStart)
	if m := st.metric; m != nil && c.sort > 0 {
		fits := slices.Contains(m.Of, names.Sorts()[c.sort])
		sc.addWhen(fits, fFits)
		sc.addWhen(!fits, fFitsNot)
	}
	sc.addWhen(home && st.metric != nil && slices.Contains(st.metric.Of, "district"), fDistrictMetric)
	if st.bare != "" && !home {
		sc.addWhen(strings.Contains(c.text, st.bare), fKindMatches)
		sc.addWhen(!strings.Contains(c.text, st.bare), fKindMatchesNot)
	}
	sc.addWhen(st.change && c.from&sameSentence != 0, fChangeSame)
}

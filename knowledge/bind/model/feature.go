package model

import (
	"slices"
	"strings"
	"sync"

	"beilun/knowledge"
	"beilun/knowledge/bind/cast"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
)

// These are the features of a candidate that are no pairs of two things. FPrep and those
// behind it are for the prepositions in front of it.
const (
	FProper = iota
	FNamed
	FAlias
	FPhase
	FPhaseSame
	FPhaseOther
	FLen2
	FLen4
	FLen8
	FLen14
	FLong
	FBroken
	FAhead
	FDist0
	FDist1
	FDist2
	FDist3
	FAway
	FListed
	FFirst
	FNotFirst
	FPoints
	FMade
	FOf
	FQuote
	FThenOf
	FThenComma
	FThenFigure
	FThenMetric
	FThenIs
	FThenVerb
	FMentions1
	FMentions2
	FMentions4
	FInTitle
	FHomeUnknown
	FHomeOwnWord
	FHomeOtherOwnWord
	FOtherOwnWord
	FHomeStart
	FOtherDistrict
	FMetricOfSort
	FMetricOfOther
	FDistrictMetric
	FKindMatches
	FKindMatchesNot
	FChangeSame
	FOffice
	FDigits
	FIs
	FMostMentions
	FMostFigures
	FMeasured
	FMeasuredNear
	FCounted
	FGroup
	FRivals
	FAlone
	FPrep
	basics = FPrep + names.Preps
)

// basicNames are the names of the features before FPrep.
var basicNames = [FPrep]string{
	"proper", "named", "alias", "phase", "phase-same", "phase-other", "len-2", "len-4", "len-8", "len-14", "len-more", "broken", "ahead", "distance-0", "distance-1", "distance-2", "distance-3", "away",
	"listed", "first", "not-first", "points", "made", "behind-of", "quoted", "then-of", "then-comma", "then-figure", "then-metric", "then-is", "then-verb",
	"told-1", "told-2", "told-4", "in-title", "home-unknown", "home-own-word", "home-not-own-word", "other-own-word", "home-start", "other-district",
	"metric-of-sort", "metric-not-of-sort", "metric-of-district", "kind-matches", "kind-matches-not", "change-same", "office", "digits", "behind-is",
	"most-told", "most-figures", "measured-before", "measured-here", "counted", "group", "rivals", "alone",
}

// Ahead is what may be a thing in front of a figure in its clause.
type Ahead uint8

// The kinds of what is in front of a figure.
const (
	Nothing Ahead = iota
	ProperName
	Phrase
	Sorted
	KindOnly
	Conditioned
	Pointed // added if the sentence begins with a kind: 该项目由某某公司投资
	aheads  = 2 * Pointed
)

var aheadNames = [aheads]string{"nothing", "name", "phrase", "sorted", "kind", "condition", "pointed-nothing", "pointed-name", "pointed-phrase", "pointed-sorted", "pointed-kind", "pointed-condition"}

// layout is how the features are numbered: the basic ones, then the pairs of an origin
// with what is in front of the figure, with the genre, with how the candidate looks and
// with the kind of figure, then those of a sort of thing with the field of the metric
// and with the kind of figure.
type layout struct {
	fields                                                             []string // of the lexicon, none first
	byField                                                            map[string]int
	ahead, genre, looks, plain, sortField, sortClass, fit, class, size int
}

var numbering = sync.OnceValue(func() *layout {
	l := &layout{fields: []string{"none"}, byField: map[string]int{}}
	for _, c := range concept.Default().Concepts {
		if l.byField[c.Field] == 0 {
			l.byField[c.Field] = len(l.fields)
			l.fields = append(l.fields, c.Field)
		}
	}
	l.ahead = basics
	l.genre = l.ahead + origins*int(aheads)
	l.looks = l.genre + origins*int(cast.Genres)
	l.plain = l.looks + origins*looks
	l.sortField = l.plain + origins
	l.sortClass = l.sortField + len(names.Sorts())*len(l.fields)
	l.fit = l.sortClass + len(names.Sorts())*len(kindsOfFigure)
	l.class = l.fit + origins*fittings
	l.size = l.class + origins*len(kindsOfFigure)
	return l
})

// kindsOfFigure are the kinds of figures that features distinguish, other ones last.
var kindsOfFigure = []knowledge.Kind{knowledge.Count, knowledge.Money, knowledge.Percent, knowledge.PercentPoint, knowledge.Dimension, knowledge.Duration, knowledge.DateKind, ""}

// KindIndex returns the number of a kind of figures in features.
func KindIndex(k knowledge.Kind) int {
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
	case i >= FPrep && i < l.ahead:
		return "by-" + string(names.PrepAt(i-FPrep))
	case i < l.ahead:
		return basicNames[i]
	case i < l.genre:
		i -= l.ahead
		return originNames[i/int(aheads)] + "/" + aheadNames[i%int(aheads)]
	case i < l.plain && i >= l.looks:
		i -= l.looks
		return originNames[i/looks] + "/" + lookNames[i%looks]
	case i < l.looks:
		i -= l.genre
		return originNames[i/int(cast.Genres)] + "/in-" + cast.GenreNames[i%int(cast.Genres)]
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

// Fit is how a candidate fits the metric of the figure.
type Fit uint8

// How a candidate may fit the metric.
const (
	FitUnknown Fit = iota
	Fits           // things of its sort have the metric
	FitsNot        // they do not
	fittings   = iota
)

var fitNames = [fittings]string{"fit-unknown", "fit", "no-fit"}

// looks is how many looks a candidate may have: a name or a phrase, of a sort of thing
// or of none.
const looks = 4

var lookNames = [looks]string{"phrase", "sorted-phrase", "name", "sorted-name"}

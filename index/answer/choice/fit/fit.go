// Package fit names the ways in which a candidate may agree with a question:
// the values of features. Their order numbers the features, so that a new value
// belongs at the end.
package fit

// Whose is how a figure's thing compares with the one asked for.
type Whose int

// The values of Whose. A figure of another thing is WhoseFar plus four times
// the Spot of the name asked for plus what is known of the figure's own thing: 0
// it has none, 1 it is uncertain, 2 it is another, 3 it can never be the one
// asked for.
const (
	WhoseOpen      Whose = iota // none is asked for, and it is of the district or of none
	WhoseOpenOther              // none is asked for, and it is of something
	WhoseSame                   // it is the one asked for
	WhoseUnsure                 // it probably is
	WhosePart                   // it is a part of it
	WhoseFar
	NumWhose = WhoseFar + Whose(NumSpots)*numOwn
)

const numOwn = 4

// Far returns the value for a figure of another thing.
func Far(s Spot, own int) Whose { return WhoseFar + Whose(int(s)*numOwn+own) }

// IsOther reports whether the figure is known to be of another thing.
func (w Whose) IsOther() bool { return w >= WhoseFar && (w-WhoseFar)%numOwn >= 2 }

// NumOwners is the number of values of Whose.Owner.
const NumOwners = 6

// Owner sums w up: 0 no name is asked for, 1 the figure is of that thing, 2 of
// none and the name is in its clause or before it, 3 of none, 4 of another and
// the name is there, 5 of another.
func (w Whose) Owner() int {
	if w < WhoseFar {
		if w == WhoseOpen || w == WhoseOpenOther {
			return 0
		}
		return 1
	}
	far := int(w - WhoseFar)
	out := 2
	if Spot(far/numOwn) > BeforeClause {
		out++
	}
	if w.IsOther() {
		out += 2
	}
	return out
}

// Spot is where a name is, seen from a figure or a text.
type Spot int

// The spots, the nearest first.
const (
	InClause Spot = iota
	BeforeClause
	Behind // later in the sentence
	SentenceBefore
	PassageBefore
	InHeading
	InTitle
	Elsewhere
	Nowhere
	NumSpots
)

// Named is the Spot of the name asked for seen from a text, or Named(NumSpots)
// if none is asked for.
type Named int

// NumNamed is the number of values of Named.
const NumNamed = Named(NumSpots) + 1

// Measure is how a figure measures what is asked for.
type Measure int

// The values of Measure.
const (
	MeasureOpen    Measure = iota // no metric is asked for
	MeasureSame                   // it is the metric asked for
	MeasureNear                   // the words for it are right beside the figure
	MeasureClause                 // in its clause
	MeasureBefore                 // elsewhere in its sentence
	MeasureSibling                // it measures what must never be taken for it
	MeasureOther                  // it measures something else
	MeasureHeads                  // the words for it are in the title or heading
	MeasurePage                   // elsewhere in the passage
	MeasureNone                   // nowhere
	NumMeasure
)

// Time is how the time of a candidate agrees with the one asked for.
type Time int

// The values of Time.
const (
	TimeOpen      Time = iota // none is asked for, and the candidate has none
	TimeOpenWhole             // none is asked for, and it is of a year or a day
	TimeOpenPart              // none is asked for, and it is of a part of a year
	TimeEqual
	TimeYear    // the year asked for, but of another part
	TimeLonger  // the year asked for, but of all of it and not the part
	TimeRelease // it has none, and the release is of the year
	TimeSpoken  // it has none, and the year is in its sentence, title or heading
	TimeUnknown // neither it nor the release has one
	TimeOther
	NumTimes
)

// Event is how what happens at a time agrees with what is asked for.
type Event int

// The values of Event.
const (
	EventOpen  Event = iota // nothing is asked for
	EventSame               // it is what is asked for
	EventPhase              // it is close to it in the life of the thing: 落成 for 竣工
	EventOther
	EventNone // nothing is said to happen
	NumEvents
)

// Tense is whether something came about or is to come.
type Tense int

// The tenses.
const (
	TenseOpen Tense = iota
	TensePast
	TenseFuture
	NumTenses
)

// Series is what the figures are that a question compares, the least reliable first.
type Series int

// The series.
const (
	OfRelease  Series = iota // figures of things that a release names
	OfSentence               // of the parts of a sentence
	OfTable                  // of a column of a table
	numSeries
)

// Placing is how a figure ranks among those that it is compared with: 0 if it
// is compared with none, otherwise its series, whether the metric is certain,
// and whether it is what the question asks for.
type Placing int

// NumPlacings is the number of values of Placing.
const NumPlacings = 1 + int(numSeries)*4

// PlacingOf returns the placing of a compared figure.
func PlacingOf(s Series, isSure, isMost bool) Placing {
	out := 1 + 4*Placing(s)
	if isSure {
		out += 2
	}
	if isMost {
		out++
	}
	return out
}

// IsMost reports whether the figure is what is asked for: the most, the least,
// or one that falls.
func (s Placing) IsMost() bool { return s > 0 && s%2 == 0 }

// IsOfTable reports whether the figure is one of the column of a table.
func (s Placing) IsOfTable() bool { return s > 4*Placing(OfTable) }

// Stranger is how something that the question names, by the form of the name,
// is not what a candidate is about: 海棠港 where the releases have 沙岭港.
type Stranger uint8

// The strangers.
const (
	NoStranger   Stranger = iota
	LooseName             // the name is not near, but may be no name: 当水发集团
	StrangeName           // the name is not near
	NumStrangers = int(iota)
)

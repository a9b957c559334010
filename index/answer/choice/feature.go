package choice

import (
	"slices"
	"strconv"

	"beilun/index/answer/frame"
)

// A feature is a template with one of its values. Each counts for itself, and once
// more together with the kind of answer asked for, so that what matters for a
// sum of money need not matter for a reason.

// template is what a feature is about.
type template uint8

// The templates.
const (
	tBias        template = iota
	tRank                 // of the passage
	tGap                  // of the passage's score to the best
	tWhose                // of a figure: how its thing is the one asked for
	tNamed                // of a text: where the name asked for stands
	tAnother              // of a text: whether it is about another thing
	tMeasure              // of a figure: how it measures what is asked for
	tMetricIn             // of a figure: how much of the question its metric tells
	tMetricOut            // of a figure: how much of its metric the question tells
	tNear                 // of a figure: how much of the question stands right beside it
	tCounted              // of a figure: whether it counts what is asked for
	tUnit                 // of a figure: whether it has the unit asked for
	tClass                // of a figure
	tClause               // how much of the question the clause tells
	tSentence             // the same of the sentence
	tAround               // the same with the sentence before
	tPage                 // the same with all of the passage and its heads
	tMissing              // the rarest unit that stands nowhere in the passage
	tTime                 // how the time fits
	tAge                  // how much older the release is than the newest of the passages
	tState                // planned and reached
	tChange               // a change and a level
	tScope                // a part that is asked for, or not
	tSure                 // of a figure: how sure its thing is
	tCrowd                // of a figure: how many of its class stand in its clause
	tQualified            // of a figure: whether something qualifies it
	tLead                 // where in the release and the passage it stands
	tLength               // of a text
	tShape                // of a text: a question, a heading, a list
	tCue                  // of a text: how many words of the kind of answer stand there
	tRelation             // of a text: how the relation asked for stands there
	tFigures              // of a text: how many figures stand there
	tStarts               // of a text: how it begins
	tAfter                // of a text: whether it follows a question of the release
	tDefines              // of a text: how it explains what the question names
	tFirstBrings          // of a run: how much of the question only its first sentence tells
	tLastBrings           // of a run: how much only the last, and how many words of the kind of answer it has
	tOrder                // of a text: how many of the question's characters stand there in order
	tOrderRank
	tOrderClause // the same of its best clause
	tOrderClauseRank
	tKind          // of the candidate
	tWhoseMeasure  // tWhose and tMeasure
	tWhoseSentence // tWhose and tSentence
	tNamedSentence // tNamed and tSentence
	tNamedCue      // tNamed and tCue
	tMeasureTime   // tMeasure and tTime
	tGrain         // of a time: a day, a month, a year
	tClassFits     // of a figure: whether it is of the class asked for first
	tPer           // of a figure: told for one of something, where that is asked for or not
	tLimit         // of a figure: the most or the least, where that is asked for or not
	tDeed          // of a time: whether what happens at it is asked for, and where that is told
	tDeedPairs     // how much of the question by pairs stands around it
	tDeedNewest    // whether it is of the newest release that tells the time of that
	tTenseTold     // a plan or what came about
	tTenseDay      // how far from the day of the release it is
	tRevised       // the former or the new one of two
	tGrainAsked    // tGrain where a day, a month or the like is asked for
	tDeedWhose     // tDeed and whether the time is of the thing asked for
	tSuperseded    // whether another place has it as the former one of two
	tEnd           // which end of a span of time it is, where one is asked for
	tStands        // of a text: by what words it tells whether something is so
	tHappens       // of a time: whether what is asked for happens in its clause, or another thing
	tMoved         // of a figure: replaced, or replacing one, by the time that is asked about
	tPart          // of a figure: a whole or a part, where one is asked for
	tEchoed        // of a figure: it stands in the question
	tAspect        // by aspect (see aspects.txt): whether the question and a figure's own words have it
	tSign          // of a figure: a rise or a fall, where one is asked for
	tWhen          // how old the release is where the newest or the first is asked for
	tUnknown       // what is asked for looks like a name and is none of the releases
	tExtreme       // of what is asked for the most of: how a figure stands there
	tSuperlative   // of the same: whether it is said to be the most
	tSum           // of the same: whether it tells what several things are together
	tSpan          // of a text: how long it is
	tItems         // of a text: how many things it lists
	tItemsFit      // of a text: whether it lists as many as the question says
	tNews          // how much older the release is than the newest that tells of what is asked
	tMeasureSaid   // tMeasure for what is asked in words of releases
	tMeasureAsked  // tMeasure for what is asked in other words
	tRest          // how many of the other words of the question stand nowhere near, of those that releases have and of those that none has
	tHolder        // of a text: whether somebody holds the office that is asked for
	tPlaces        // whether the places that the question names stand near
	tMeasureHead   // tMeasure for what is asked last, which the words that ask stand beside
	tHeadClass     // of a figure: whether it is of a class of that
	tLacks         // which kinds of units of the question stand neither in the sentence, nor before it, nor in the heads
	tLacksSentence // nor in the sentence and the figure's thing and metric
	tNumbered      // whether the numbers of things in the question stand there
	tOwn           // how much of the question a figure's thing and metric tell, or a text, by pairs
	tBetween       // the same of the words between it and the figure before
	tPairs         // the same of its clause
	tPairsSentence // the same of its sentence
	tPairsAround   // the same with the heads
	tUnsaid        // how many characters of the question stand nowhere near
	tOwnRank       // how far below the most of all candidates these are
	tBetweenRank
	tPairsRank
	tPairsSentenceRank
	tPairsAroundRank
	tMetric // how much of the question a figure's scope and metric tell, by pairs
	tMetricRank
	tMetricHere
	tLabel // how much of the question is said of a figure, by pairs that tell the figures apart
	tLabelRank
	tLabelHere
	tSubject // how much of a figure's thing the question tells
	tSubjectRank
	tChars // how much of the question's characters stand between a figure and the one before
	tCharsRank
	tCharsOf // how much of the characters between them the question has
	tCharsOfRank
	tOwnHere // as tOwnRank, against the candidates of its sentence
	tBetweenHere
	tSubjectHere
	tCharsHere
	tCharsOfHere
	tAsked // of no candidate: what the question has
	tMost  // of no candidate: the most that a passage tells of the question
	numTemplates
)

// values are how many values each template has, and its name.
var templates = [numTemplates]struct {
	name   string
	values int
}{
	tBias: {"bias", 1}, tRank: {"rank", 8}, tGap: {"gap", 6}, tWhose: {"whose", int(numWhose)}, tNamed: {"named", int(numNamed)},
	tAnother: {"another", 4}, tMeasure: {"measure", int(numMeasure)}, tMetricIn: {"metricIn", shares}, tMetricOut: {"metricOut", shares},
	tNear: {"near", shares}, tCounted: {"counted", 5}, tUnit: {"unit", 4}, tClass: {"class", len(classes) + 1},
	tClause: {"clause", shares}, tSentence: {"sentence", shares}, tAround: {"around", shares}, tPage: {"page", shares},
	tMissing: {"missing", 5}, tTime: {"time", int(numTimes)}, tAge: {"age", 6}, tState: {"state", 20}, tChange: {"change", 12},
	tScope: {"scope", 6}, tSure: {"sure", 6}, tCrowd: {"crowd", 5}, tQualified: {"qualified", 2},
	tLead: {"lead", 9}, tLength: {"length", 6}, tShape: {"shape", 8}, tCue: {"cue", 4}, tRelation: {"relation", 5},
	tStarts: {"starts", 8}, tAfter: {"after", 5}, tDefines: {"defines", 5},
	tFirstBrings: {"firstBrings", shares}, tLastBrings: {"lastBrings", 4 * shares},
	tOrder: {"order", shares}, tOrderRank: {"orderRank", ranks}, tOrderClause: {"orderClause", shares}, tOrderClauseRank: {"orderClauseRank", ranks},
	tFigures: {"figures", 4}, tKind: {"kind", int(numKinds)},
	tWhoseMeasure: {"whose+measure", int(numWhose) * int(numMeasure)}, tWhoseSentence: {"whose+sentence", int(numWhose) * shares},
	tNamedSentence: {"named+sentence", int(numNamed) * shares}, tNamedCue: {"named+cue", int(numNamed) * 4},
	tMeasureTime: {"measure+time", int(numMeasure) * int(numTimes)},
	tDeed:        {"deed", 5 * numDeeds}, tDeedPairs: {"deedPairs", shares}, tDeedNewest: {"deedNewest", 2 * numTenses}, tTenseTold: {"tenseTold", numTenses * numTenses},
	tTenseDay: {"tenseDay", numTenses * numSince}, tRevised: {"revised", 8}, tGrainAsked: {"grainAsked", 6 * numGrains}, tDeedWhose: {"deed+whose", numDeeds * numOwners},
	tSuperseded: {"superseded", 4}, tEnd: {"end", 16}, tStands: {"stands", 64},
	tGrain: {"grain", numGrains}, tClassFits: {"classFits", 5}, tPer: {"per", 4}, tLimit: {"limit", 4}, tHappens: {"happens", 6},
	tMoved: {"moved", 4 * int(numMoves)}, tPart: {"part", 9}, tEchoed: {"echoed", 2},
	tAspect: {"aspect", 4 * maxAspects},
	tSign:   {"sign", 9}, tWhen: {"when", 18}, tUnknown: {"unknown", 3},
	tExtreme: {"standing", 1 + numStandings}, tSuperlative: {"superlative", 4}, tSum: {"sum", 3}, tSpan: {"span", 10}, tItems: {"items", 7}, tItemsFit: {"itemsFit", 4}, tNews: {"news", 7},
	tMeasureSaid: {"measureSaid", int(numMeasure)}, tMeasureAsked: {"measureAsked", int(numMeasure)}, tRest: {"rest", 9}, tHolder: {"holder", 4}, tPlaces: {"places", 4},
	tMeasureHead: {"measureHead", int(numMeasure)}, tHeadClass: {"headClass", 3},
	tLacks: {"lacks", 16}, tUnsaid: {"unsaid", 7}, tLacksSentence: {"lacksSentence", 16}, tNumbered: {"numbered", 5},
	tOwn: {"own", shares}, tBetween: {"between", shares}, tPairs: {"pairs", shares}, tPairsSentence: {"pairsSentence", shares}, tPairsAround: {"pairsAround", shares},
	tOwnRank: {"ownRank", ranks}, tBetweenRank: {"betweenRank", ranks}, tPairsRank: {"pairsRank", ranks}, tPairsSentenceRank: {"pairsSentenceRank", ranks},
	tMetric: {"metric", shares}, tMetricRank: {"metricRank", ranks}, tMetricHere: {"metricHere", ranks},
	tLabel: {"label", shares}, tLabelRank: {"labelRank", ranks}, tLabelHere: {"labelHere", ranks},
	tPairsAroundRank: {"pairsAroundRank", ranks}, tSubject: {"subject", shares}, tSubjectRank: {"subjectRank", ranks},
	tChars: {"chars", shares}, tCharsRank: {"charsRank", ranks}, tCharsOf: {"charsOf", shares}, tCharsOfRank: {"charsOfRank", ranks},
	tOwnHere: {"ownHere", ranks}, tBetweenHere: {"betweenHere", ranks}, tSubjectHere: {"subjectHere", ranks}, tCharsHere: {"charsHere", ranks}, tCharsOfHere: {"charsOfHere", ranks},
	tAsked: {"asked", 16}, tMost: {"most", shares},
}

// group is a kind of answers for which features count alike.
type group uint8

const (
	ofFigure group = iota
	ofTime
	ofDuration
	ofEntity
	ofList
	ofExplanation
	ofCard
	ofSeveral
	ofText
	ofState
	numGroups
)

var groupNames = [numGroups]string{"figure", "time", "duration", "entity", "list", "explanation", "card", "several", "text", "state"}

func groupOf(a frame.Asks) group {
	switch a {
	case frame.Figure:
		return ofFigure
	case frame.Time:
		return ofTime
	case frame.Duration:
		return ofDuration
	case frame.Person, frame.Organisation, frame.Place, frame.Thing:
		return ofEntity
	case frame.List, frame.Latest:
		return ofList
	case frame.Reason, frame.Manner:
		return ofExplanation
	case frame.Whether, frame.Status:
		return ofState
	case frame.About, frame.Definition:
		return ofCard
	}
	return ofText
}

// base is the number of the first feature of each template; the last is how many
// features there are.
var base = func() (b [numTemplates + 1]int32) {
	for t := range numTemplates {
		b[t+1] = b[t] + int32(templates[t].values)*int32(1+numGroups)
	}
	return b
}()

// Features returns how many features a candidate may have.
func Features() int { return int(base[numTemplates]) }

// FeatureName returns the name of feature i, as files of weights have it:
// template=value, with the group of questions that it counts for behind it.
func FeatureName(i int) string {
	t, _ := slices.BinarySearch(base[:], int32(i)+1)
	t--
	n := i - int(base[t])
	g, v := n/templates[t].values, n%templates[t].values
	name := templates[t].name + "=" + strconv.Itoa(v)
	if g > 0 {
		name += "&" + groupNames[g-1]
	}
	return name
}

// features collects the features of one candidate.
type features struct {
	group group
	list  []int32
}

// start begins the features of another candidate.
func (f *features) start() { f.list = make([]int32, 0, 192) }

// add adds a value of a template, the nearest that it has.
func (f *features) add(t template, value int) {
	value = max(0, min(value, templates[t].values-1))
	f.list = append(f.list, base[t]+int32(value), base[t]+int32(value)+int32(templates[t].values)*int32(1+f.group))
}

// shares is the number of values of a share between 0 and 1.
const shares = 6

func share(x float64) int {
	switch {
	case x <= 0.001:
		return 0
	case x >= 0.999:
		return shares - 1
	}
	return 1 + int(x*(shares-2))
}

// ranks is the number of values of how far something is below the most.
const ranks = 6

func below(x, most float64) int {
	for i, d := range []float64{0.001, 0.05, 0.12, 0.25, 0.4} {
		if most-x <= d {
			return i
		}
	}
	return ranks - 1
}

package feature

// Template is what a feature is about.
type Template uint8

// The templates. Their order numbers the features of a process; files of weights
// have their names, see table.go.
const (
	Bias            Template = iota
	Rank                     // of the passage
	Gap                      // of the passage's score to the best
	Whose                    // of a figure: how its thing compares with the one asked for
	Named                    // of a text: where the name asked for is
	Another                  // of a text: whether its figures are of another thing
	Measure                  // of a figure: how it measures what is asked for
	MetricIn                 // of a figure: how much of the question its metric has
	MetricOut                // of a figure: how much of its metric the question has
	Near                     // of a figure: how much of the question is right beside it
	Counted                  // of a figure: whether it counts what is asked for
	Unit                     // of a figure: whether it has the unit asked for
	Class                    // of a figure
	Clause                   // how much of the question the clause has
	Sentence                 // the same of the sentence
	Around                   // the same of the sentence, the one before it, title and heading
	Page                     // the same of the passage, title and heading
	Missing                  // how heavy the heaviest unit is that the passage lacks
	Time                     // how the time agrees
	Age                      // how much older the release is than the newest of the passages
	State                    // planned and reached
	Change                   // a change and a level
	Scope                    // whether it is of a part, and whether one is asked for
	Sure                     // of a figure: how certain its thing is
	Crowd                    // of a figure: how many of its class are in its clause
	Qualified                // of a figure: whether something qualifies it
	Lead                     // where in the release and the passage it is
	Length                   // of the sentence
	Shape                    // of a text: a question, a heading, a list
	Cue                      // of a text: how many words of the kind of answer it has
	Relation                 // of a text: whether it has the events and relations asked for
	Figures                  // of a text: how many figures it has
	Starts                   // of a text: how it begins
	After                    // of a text: whether it follows a question of the release
	Defines                  // of a text: how it explains what the question names
	FirstBrings              // of a run: how much of the question only its first sentence has
	LastBrings               // of a run: how much only the last has, and how many words of the kind of answer
	Order                    // of a text: how many of the question's characters it has in order
	OrderRank                // the same against the best candidate
	OrderClause              // the same of its best clause
	OrderClauseRank          // the same of its best clause against the best candidate
	Kind                     // of the candidate
	WhoseMeasure             // Whose and Measure
	WhoseSentence            // Whose and Sentence
	NamedSentence            // Named and Sentence
	NamedCue                 // Named and Cue
	MeasureTime              // Measure and Time
	Grain                    // of a time: a day, a month, a year
	ClassFits                // of a figure: whether it is of the class asked for first
	Per                      // of a figure: for each of something, where that is asked for or not
	Limit                    // of a figure: the most or the least, where that is asked for or not
	Event                    // of a time: whether what happens at it is asked for, and where that is said
	EventPairs               // of a time: how much of the question by pairs is around it
	EventNewest              // of a time: whether it is of the newest release that has it for that event
	TenseSaid                // of a time: a plan or what came about
	TenseDay                 // of a time: how far from the day of the release it is
	Revised                  // of a time: the former or the new one of two
	GrainAsked               // Grain where a day, a month or the like is asked for
	EventWhose               // Event and whether the time is of the thing asked for
	Superseded               // of a time: whether another place has it as the former one of two
	End                      // of a time: which end of a period it is, where one is asked for
	StateWords               // of a text: by which words it says whether something is so
	Happens                  // of a figure: whether what is asked for happens in its clause, or another thing
	Moved                    // of a figure: replaced, or replacing one, by the time that is asked about
	Part                     // of a figure: a total or a part, where one is asked for
	Echoed                   // of a figure: it is in the question
	Aspect                   // by aspect (see package cue): whether the question and the candidate's own words have it
	Sign                     // of a figure: a rise or a fall, where one is asked for
	When                     // how old the release is where the newest or the first is asked for
	Unknown                  // what is asked for looks like a name and is none of the releases
	Placing                  // where the most is asked for: how a figure ranks
	Superlative              // of the same: whether the text says that it is the most
	Sum                      // of the same: whether the text speaks of several things together
	Span                     // of a text: how long it is
	Items                    // of a text: how many things it lists
	ItemsFit                 // of a text: whether it lists as many as the question says
	News                     // how much older the release is than the newest that has what is asked for
	MeasureSaid              // Measure for what is asked in words of releases
	MeasureAsked             // Measure for what is asked in other words
	Rest                     // how many of the other words of the question are nowhere near, of those that releases have and of those that none has
	Holder                   // of a text: whether somebody holds the office that is asked for
	Places                   // whether the places that the question names are near
	MeasureHead              // Measure for the metric that is asked for last, next to the words that ask
	HeadClass                // of a figure: whether it is of a class of that metric
	Lacks                    // which kinds of units of the question are neither in the sentence, nor before it, nor in title and heading
	LacksSentence            // nor in the sentence and the figure's thing and metric
	Numbered                 // whether the numbers of things in the question are there
	Own                      // how much of the question a figure's thing and metric have, or a text, by pairs
	Between                  // the same of the words between a figure and the one before
	Pairs                    // the same of its clause
	PairsSentence            // the same of its sentence
	PairsAround              // the same of its sentence, title and heading
	Unsaid                   // how many characters of the question are nowhere near
	OwnRank                  // Own and the like against the best candidate
	BetweenRank
	PairsRank
	PairsSentenceRank
	PairsAroundRank
	Metric // how much of the question a figure's scope and metric have, by pairs
	MetricRank
	MetricHere
	Label // the same of all that is said of the figure alone, by pairs that distinguish the figures
	LabelRank
	LabelHere
	Subject // how much of the question a figure's thing has, by pairs
	SubjectRank
	Chars // how much of the question's characters are between a figure and the one before
	CharsRank
	CharsOf // how much of the characters between them the question has
	CharsOfRank
	OwnHere // Own and the like against the candidates of its sentence
	BetweenHere
	SubjectHere
	CharsHere
	CharsOfHere
	Asked // of no candidate: what the question has
	Most  // of no candidate: the most that a passage has of the question
	numTemplates
)

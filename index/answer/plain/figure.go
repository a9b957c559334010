package plain

import (
	"beilun/index"
	"beilun/knowledge"
)

// Figure is what one release says: a figure, or words where no figure was asked for, which
// then have neither a kind nor a value.
type Figure struct {
	Text     string `json:"text" doc:"Verbatim: the figure with its qualifiers, or the words that answer"`
	Figure   string `json:"figure,omitempty" doc:"Verbatim: the figure, if the text is what it is of"`
	Relation string `json:"relation,omitempty" enum:"earlier,conflicting,same,corrected,plan,result,part,compared,member" doc:"In an answer: how it compares with the claim"`
	Standing string `json:"standing,omitempty" enum:"present,superseded,restated,revised,conflicting,withdrawn" doc:"In an entry: how it compares with the present figure"`

	Measure

	Sentence string  `json:"sentence" doc:"Verbatim: the sentence of the release that says it"`
	Release  Release `json:"release"`
	Page     string  `json:"page,omitempty" doc:"Address in the web site of beilun at which it is marked in the text of its release"`
}

// Measure is what a figure says and what it is of.
type Measure struct {
	Kind      string `json:"kind,omitempty" enum:"count,money,percent,percentage_point,multiple,ratio,dimension,ordinal,age,temperature,duration,time,date,period,number" doc:"Sort of quantity"`
	Value     string `json:"value,omitempty" doc:"Exact, in unit: a decimal, or a fraction such as 1/3. Absent for ranges, vague counts and dates"`
	Lo        string `json:"lo,omitempty" doc:"Of a range or vague count: the least value; absent if it is open"`
	Hi        string `json:"hi,omitempty" doc:"Of a range or vague count: the greatest value; absent if it is open"`
	Unit      string `json:"unit,omitempty" doc:"Normalised, in the words of the releases; the scale is in the value"`
	Per       string `json:"per,omitempty" doc:"Of a rate: what it is per, as written"`
	Qualifier string `json:"qualifier,omitempty" doc:"As written, such as the words for about, over or nearly; absent if it is exact"`
	Time      string `json:"time,omitempty" doc:"Of a date, period or time of day, in place of a value: ISO 8601, a range with its last day"`

	Subject    string `json:"subject,omitempty" doc:"The thing that it is of, in words of the release"`
	Scope      string `json:"scope,omitempty" doc:"The whole or part of the subject that it is of, such as a first phase, in words of the release"`
	Metric     string `json:"metric,omitempty" doc:"What is measured, in words of the release"`
	Change     bool   `json:"change,omitempty" doc:"It is by how much the metric changed, and not its level"`
	State      string `json:"state,omitempty" enum:"reached,planned,target,former,withdrawn,corrected" doc:"How firm it is"`
	Period     string `json:"period,omitempty" doc:"The day or period that it holds for: 2024-09-29 or 2024-01-01/2024-12-31, the last day included, .. for an open end. Absent if only the date of the release is known"`
	PeriodText string `json:"period_text,omitempty" doc:"The period in words"`
	Doubtful   bool   `json:"doubtful,omitempty" doc:"It is not certain that it is of this subject"`
}

// FigureOf returns the plain form of r.
func (f Form) FigureOf(r index.Row) Figure {
	out := f.figure(r.Passage, r.Sentence(), r.Figure)
	out.Text = r.Figure.Text
	return out
}

// figure returns the form of what a sentence of p says, without its text: it is a figure
// unless that is nil.
func (f Form) figure(p index.Passage, sentence knowledge.Span, of *knowledge.Figure) Figure {
	out := Figure{Sentence: sentence.Of(p.Text), Release: f.ReleaseOf(p.Release), Page: f.page(&p, of)}
	if of != nil {
		out.Measure = f.measure(of, p.Figures)
	}
	return out
}

// measure returns what a figure of a passage says; beside are all figures of the passage.
func (f Form) measure(of *knowledge.Figure, beside []knowledge.Figure) Measure {
	b := &of.Binding
	out := Measure{
		Kind: word(of.Kind), Value: exact(of.Value), Lo: exact(of.Lo), Hi: exact(of.Hi), Unit: of.Unit, Per: of.Per, Qualifier: of.Qualifier, Time: of.Time,
		Subject: b.Subject, Scope: b.Scope, Metric: b.Metric, Change: b.Change, State: stateOf(b.State), Period: b.Period, Doubtful: b.Doubtful(),
	}
	if b.Period != "" {
		out.PeriodText = knowledge.PeriodIn(f.English, *of, beside)
	}
	return out
}

// stateOf returns the word for a state. That a figure is reached is said as well, because a
// program that reads no state must not take a target for a result.
func stateOf(s knowledge.State) string {
	if s == knowledge.Reached {
		return "reached"
	}
	return word(s)
}

// Entry is the figures of one thing and metric.
type Entry struct {
	Subject string   `json:"subject,omitempty" doc:"The fullest name of the thing among the releases"`
	Scope   string   `json:"scope,omitempty"`
	Metric  string   `json:"metric,omitempty"`
	Total   int      `json:"total" doc:"How many figures there are, of which some may be left out"`
	Figures []Figure `json:"figures" doc:"Newest first: the first is the present one"`
}

// EntryOf returns the plain form of e with its newest figures, most of them at most.
func (f Form) EntryOf(e index.Entry, most int) Entry {
	out := Entry{Subject: e.Subject, Scope: e.Scope, Metric: e.Metric, Total: len(e.Rows), Figures: []Figure{}}
	for i, r := range e.Rows[:min(most, len(e.Rows))] {
		one := f.FigureOf(r)
		one.Standing = word(e.Standing(i))
		out.Figures = append(out.Figures, one)
	}
	return out
}

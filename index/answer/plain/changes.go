package plain

import (
	"beilun/index/answer/check"
	"beilun/index/changes"
)

// Change is a figure that a release brought.
type Change struct {
	Kind string `json:"kind" enum:"new,changed,conflicting,corrected" doc:"new: no release before has such a figure. changed: it has another value than before. conflicting: it differs from another release about the same time. corrected: it puts an earlier figure right or withdraws it"`
	Day  string `json:"day" doc:"Of the release"`

	Figure Figure  `json:"figure" doc:"What the release says"`
	Before *Figure `json:"before,omitempty" doc:"What was said before, or what it differs from"`
}

// ChangeOf returns the plain form of c.
func (f Form) ChangeOf(c changes.Change) Change {
	out := Change{Kind: word(c.Kind), Day: c.Day.String(), Figure: f.FigureOf(c.Row)}
	if c.Before != nil {
		before := f.FigureOf(*c.Before)
		out.Before = &before
	}
	return out
}

// Conflict is what releases say of one thing that cannot all be so.
type Conflict struct {
	Subject string   `json:"subject,omitempty"`
	Scope   string   `json:"scope,omitempty"`
	Metric  string   `json:"metric,omitempty"`
	Period  string   `json:"period,omitempty" doc:"As that of a figure"`
	Figures []Figure `json:"figures"`
}

// ConflictOf returns the plain form of c.
func (f Form) ConflictOf(c changes.Conflict) Conflict {
	out := Conflict{Subject: c.Subject, Scope: c.Scope, Metric: c.Metric, Period: c.Period, Figures: []Figure{}}
	for _, r := range c.Rows {
		out.Figures = append(out.Figures, f.FigureOf(r))
	}
	return out
}

// Report is what the releases say of a draft.
type Report struct {
	Version int          `json:"version" doc:"Of this form"`
	Title   string       `json:"title,omitempty" doc:"Of the draft"`
	Counts  check.Counts `json:"counts" doc:"How many figures have each judgement"`
	Left    int          `json:"left,omitempty" doc:"How many figures were not looked up"`
	Figures []Judged     `json:"figures" doc:"In the order of the draft"`
}

// Judged is a figure of a draft with what it is of.
type Judged struct {
	Judgement string `json:"judgement" enum:"agrees,newer,contradicts,unknown" doc:"The verdict in a word"`
	Checked
	Subject  string `json:"subject,omitempty" doc:"As that of a figure"`
	Metric   string `json:"metric,omitempty" doc:"As that of a figure"`
	Period   string `json:"period,omitempty" doc:"As that of a figure"`
	Sentence string `json:"sentence" doc:"Verbatim: the sentence of the draft"`
}

// ReportOf returns the plain form of r.
func (f Form) ReportOf(r *check.Report) Report {
	out := Report{Version: Version, Title: r.Title, Counts: r.Counts, Left: r.Left, Figures: []Judged{}}
	for _, c := range r.Figures {
		b := &c.Figure.Binding
		out.Figures = append(out.Figures, Judged{
			Judgement: word(check.JudgementOf(c.Verdict)), Checked: f.CheckedOf(c),
			Subject: b.Subject, Metric: b.Metric, Period: b.Period, Sentence: c.Sentence,
		})
	}
	return out
}

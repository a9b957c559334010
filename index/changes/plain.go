package changes

import (
	"math/big"

	"beilun/index"
	"beilun/knowledge"
)

// Plain is a change in the form of JSON, with the figure's fields beside its kind.
type Plain struct {
	Kind Kind   `json:"kind"`
	Day  string `json:"day"` // see Change.Day
	Figure
	Before *Figure `json:"before,omitempty"`
}

// Figure is a figure of a release in the form of JSON: verbatim, and what it measures.
type Figure struct {
	Subject   string          `json:"subject"`
	Scope     string          `json:"scope,omitempty"`
	Metric    string          `json:"metric"`
	Text      string          `json:"text"`            // verbatim, with its qualifiers
	Value     string          `json:"value,omitempty"` // exact, in Unit; empty for a range and a vague number
	Unit      string          `json:"unit,omitempty"`
	Qualifier string          `json:"qualifier,omitempty"`
	Period    string          `json:"period,omitempty"` // ISO 8601, a/b with the last day included
	State     knowledge.State `json:"state,omitempty"`
	Change    bool            `json:"change,omitempty"` // a change of the metric, not its level
	Release   Release         `json:"release"`
	Sentence  string          `json:"sentence"` // verbatim
}

// Release is what a figure is cited with.
type Release struct {
	ID     string `json:"id"`
	Title  string `json:"title,omitempty"`
	Source string `json:"source,omitempty"`
	Date   string `json:"date,omitempty"` // 2026-11-30, or as much of it as is known
	URL    string `json:"url,omitempty"`
}

// Plain returns c in the form of JSON.
func (c *Change) Plain() Plain {
	p := Plain{Kind: c.Kind, Day: c.Day.String(), Figure: FigureOf(c.Row)}
	if c.Before != nil {
		before := FigureOf(*c.Before)
		p.Before = &before
	}
	return p
}

// FigureOf returns the figure of a row in the form of JSON.
func FigureOf(r index.Row) Figure {
	f, b := r.Figure, &r.Figure.Binding
	return Figure{
		Subject: b.Subject, Scope: b.Scope, Metric: b.Metric, Text: f.Text, Value: exact(f.Value), Unit: f.Unit, Qualifier: f.Qualifier,
		Period: b.Period, State: b.State, Change: b.Change, Release: ReleaseOf(r.Passage.Release), Sentence: r.Sentence().Of(r.Passage.Text),
	}
}

// ReleaseOf returns what a release is cited with.
func ReleaseOf(r index.Release) Release {
	return Release{ID: r.ID, Title: r.Title, Source: r.Source, Date: r.Date.String(), URL: r.URL}
}

// exact returns v as a decimal, or as a fraction if it has no finite decimal form; empty
// for nil.
func exact(v *big.Rat) string {
	if v == nil {
		return ""
	}
	if n, ok := v.FloatPrec(); ok {
		return v.FloatString(n)
	}
	return v.RatString()
}

// PlainConflict is a conflict in the form of JSON.
type PlainConflict struct {
	Subject string   `json:"subject"`
	Scope   string   `json:"scope,omitempty"`
	Metric  string   `json:"metric"`
	Period  string   `json:"period,omitempty"`
	Figures []Figure `json:"figures"`
}

// Plain returns c in the form of JSON.
func (c *Conflict) Plain() PlainConflict {
	p := PlainConflict{Subject: c.Subject, Scope: c.Scope, Metric: c.Metric, Period: c.Period}
	for _, r := range c.Rows {
		p.Figures = append(p.Figures, FigureOf(r))
	}
	return p
}

package terminal

import (
	"slices"
	"strings"

	"beilun/knowledge"
)

// stateOf returns the state of f in a word, empty for a figure that is reached. A
// planned figure gets the release's own word if that is more exact.
func stateOf(f *knowledge.Figure) string {
	w := Words()
	if f.Binding.State == knowledge.Planned && slices.Contains(w.Expected, f.Status) {
		return f.Status
	}
	return w.States[f.Binding.State]
}

// metricOf returns what f measures: the metric with its part of the subject, whether
// f is a change, and the unit that a rate is for.
func metricOf(f *knowledge.Figure) string {
	b := f.Binding
	metric := b.Metric
	if b.Scope != "" && !strings.Contains(metric, b.Scope) {
		metric = b.Scope + metric
	}
	if b.Change {
		metric += Words().Change
	}
	if f.Per != "" {
		metric += "（" + oneLine(f.Per) + "）"
	}
	return metric
}

// figureFields returns for each figure of p its text, subject, metric, time and
// state. Empty fields at the end are left out.
func figureFields(p knowledge.Paragraph) [][]string {
	var rows [][]string
	for i := range p.Figures {
		rows = append(rows, fieldsOf(&p.Figures[i], p.Figures))
	}
	return rows
}

// fieldsOf returns the fields of f, a figure in a paragraph with the figures beside.
func fieldsOf(f *knowledge.Figure, beside []knowledge.Figure) []string {
	subject, metric, when := f.Binding.Subject, metricOf(f), knowledge.PeriodOf(*f, beside)
	switch f.Kind {
	case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time:
		if metric == "" { // it is the time of other figures
			subject, metric = "", Words().Time
		}
		when = knowledge.PeriodWords(f.Time)
	}
	out := []string{oneLine(f.Text), subject, metric, when, stateOf(f)}
	for len(out) > 1 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

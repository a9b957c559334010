package main

import (
	"slices"
	"strings"

	"beilun/knowledge"
)

// stateWords tell how firm a figure is.
var stateWords = map[knowledge.State]string{
	knowledge.Planned: "计划", knowledge.Target: "目标", knowledge.Former: "原为", knowledge.Withdrawn: "有误", knowledge.Corrected: "更正",
}

// expected are words of a release for what is planned that say more than 计划.
var expected = []string{"预计", "预期", "估计", "有望"}

// stateOf tells how firm f is: in the release's own word where it is expected
// rather than planned; "" for a figure that is reached.
func stateOf(f *knowledge.Figure) string {
	if f.Binding.State == knowledge.Planned && slices.Contains(expected, f.Status) {
		return f.Status
	}
	return stateWords[f.Binding.State]
}

// metricOf tells what f measures: of which part, whether it is a change, and what
// a rate is told for.
func metricOf(f *knowledge.Figure) string {
	b := f.Binding
	metric := b.Metric
	if b.Scope != "" && !strings.Contains(metric, b.Scope) {
		metric = b.Scope + metric
	}
	if b.Change {
		metric += "（变化）"
	}
	if f.Per != "" {
		metric += "（" + oneLine(f.Per) + "）"
	}
	return metric
}

// measured returns the fields that tell what f, a figure beside others of its
// paragraph, is: its text, whose it is, of what, when, and how firm. The last are
// left out where there is nothing to tell.
func measured(f *knowledge.Figure, beside []knowledge.Figure) []string {
	subject, metric, when := f.Binding.Subject, metricOf(f), knowledge.PeriodOf(*f, beside)
	switch f.Kind {
	case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time:
		if metric == "" { // it is of other figures, and of nothing itself
			subject, metric = "", "时间"
		}
		when = knowledge.PeriodWords(f.Time)
	}
	out := []string{oneLine(f.Text), subject, metric, when, stateOf(f)}
	for len(out) > 1 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

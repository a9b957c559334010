package message

import (
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
)

// Sample is a figure of the releases to show and to ask about, for those who
// do not know yet what there is.
type Sample struct {
	Thing  string // whose figure
	Name   string // whose figure, of what
	Text   string
	Source Source
}

// Question returns a question for the figure.
func (s Sample) Question() string { return s.Name + "是多少？" }

// Bounds of samples: a name is to fit on a button.
const (
	maxSamples    = 12
	maxSampleName = 24 // characters
)

// SamplesOf returns figures that any reader understands: of a thing with a
// name, reached, the newest release first and each thing once.
func SamplesOf(entries []index.Entry, newest []index.Release) []Sample {
	rank := map[string]int{}
	for i, r := range newest {
		rank[r.ID] = i
	}
	best := map[int][]Sample{}
	seen := map[string]bool{}
	for _, e := range entries {
		f, p := e.Rows[0].Figure, e.Rows[0].Passage
		b := f.Binding
		name := b.Subject + plainMetric(b.Metric)
		telling := f.Kind == knowledge.Money || f.Kind == knowledge.Count || f.Kind == knowledge.Dimension
		if !telling || b.Loose || b.Change || b.State != knowledge.Reached || b.Scope != "" || f.Per != "" || b.Subject == "" || b.Metric == "" || seen[b.Subject] ||
			utf8.RuneCountInString(name) > maxSampleName || !IsMeasure(b.Metric) || strings.ContainsAny(name, "，。、“”0123456789") {
			continue
		}
		seen[b.Subject] = true
		i := rank[p.Release.ID]
		best[i] = append(best[i], Sample{Thing: b.Subject, Name: name, Text: strings.Join(strings.Fields(f.Text), ""), Source: WordsOf(false).Answer.NewSource(p.Release)})
	}
	var out []Sample
	for i := range newest {
		for _, s := range best[i] {
			if len(out) < maxSamples {
				out = append(out, s)
			}
		}
	}
	return out
}

// plainMetric returns a metric without what was done to it: 货物吞吐量 of
// 完成货物吞吐量, which nobody asks for.
func plainMetric(metric string) string {
	for i := range metric {
		if names.IsEvent(metric[:i]) && IsMeasure(metric[i:]) {
			return metric[i:]
		}
	}
	return metric
}

// IsMeasure reports whether metric ends with a word for something that is measured:
// a metric made of other words of a sentence (建设者坚守) makes no question that a
// person would ask.
func IsMeasure(metric string) bool {
	for i := range metric {
		for _, c := range concept.Default().Said(metric[i:]) {
			if c.Kind == concept.Metric {
				return true
			}
		}
	}
	return false
}

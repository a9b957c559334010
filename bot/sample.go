package bot

import (
	"context"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// sample is a figure of the releases to show and to ask about, for those who
// do not know yet what there is.
type sample struct {
	Thing  string // whose figure
	Name   string // whose figure, of what
	Text   string
	Source Source
}

// question asks for the figure.
func (s sample) question() string { return s.Name + "是多少？" }

// Bounds of samples: a name is to fit on a button.
const (
	maxSamples    = 12
	maxSampleName = 24 // characters
)

// samplesOf returns figures that any reader understands: of a thing with a
// name, reached, the newest release first and each thing once.
func samplesOf(entries []index.Entry, newest []index.Release) []sample {
	rank := map[string]int{}
	for i, r := range newest {
		rank[r.ID] = i
	}
	best := map[int][]sample{}
	seen := map[string]bool{}
	for _, e := range entries {
		f, p := e.Rows[0].Figure, e.Rows[0].Passage
		b := f.Binding
		name := b.Subject + b.Metric
		telling := f.Kind == knowledge.Money || f.Kind == knowledge.Count || f.Kind == knowledge.Dimension
		if !telling || b.Loose || b.Change || b.State != knowledge.Reached || b.Scope != "" || f.Per != "" || b.Subject == "" || b.Metric == "" || seen[b.Subject] ||
			utf8.RuneCountInString(name) > maxSampleName || !isMeasure(b.Metric) || strings.ContainsAny(name, "，。、“”0123456789") {
			continue
		}
		seen[b.Subject] = true
		i := rank[p.Release.ID]
		best[i] = append(best[i], sample{Thing: b.Subject, Name: name, Text: strings.Join(strings.Fields(f.Text), ""), Source: chinese.newSource(p.Release)})
	}
	var out []sample
	for i := range newest {
		for _, s := range best[i] {
			if len(out) < maxSamples {
				out = append(out, s)
			}
		}
	}
	return out
}

// isMeasure reports whether metric ends with a word for something that is measured:
// a metric made of other words of a sentence (建设者坚守) makes no question that a
// person would ask.
func isMeasure(metric string) bool {
	for i := range metric {
		for _, c := range concept.Default().Said(metric[i:]) {
			if c.Kind == concept.Metric {
				return true
			}
		}
	}
	return false
}

// sampleFigures returns samples of the releases as they are.
func (b *Bot) sampleFigures(ctx context.Context) []sample {
	if s, ok := b.face.samples.get(""); ok {
		return s
	}
	entries, err := b.library.Figures(ctx, "")
	if err != nil {
		b.log.Error("samples", "err", err)
		return nil
	}
	s := b.thoseAnswered(ctx, samplesOf(entries, b.library.Releases()))
	b.face.samples.put("", s)
	return s
}

// thoseAnswered returns the samples that are answered when somebody asks for them.
func (b *Bot) thoseAnswered(ctx context.Context, samples []sample) (out []sample) {
	for _, s := range samples {
		a, err := b.answerer.Follow(ctx, s.question(), nil)
		if err != nil {
			b.log.Error("samples", "err", err)
			return out
		}
		if a.Claim != nil && strings.Join(strings.Fields(a.Claim.Text), "") == s.Text {
			out = append(out, s)
		}
	}
	return out
}

// examples returns at most n questions that have an answer.
func (b *Bot) examples(ctx context.Context, n int) []string {
	var out []string
	for _, s := range b.sampleFigures(ctx) {
		if len(out) < n {
			out = append(out, s.question())
		}
	}
	if len(out) == 0 {
		out = append(out, fallbackAsk)
	}
	return out
}

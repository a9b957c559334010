package message

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/query"
	"beilun/internal/courtesy"
	"beilun/internal/zhnum"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// WordingOf returns the words in the language that a was asked in.
func WordingOf(a *answer.Answer) *Wording { return WordsOf(a.English).Answer }

// Lead is the first line of a reply: what answers and, where that is a thing
// and not its figure, the figure; or that the releases do not say.
func (w *Wording) Lead(a *answer.Answer) string {
	c := a.Claim
	if c == nil {
		if s := w.Reasons[a.Reason]; s != "" {
			return s
		}
		return w.NotSaid
	}
	lead := c.Text
	if f := c.Figure; f != nil && !strings.Contains(strings.Join(strings.Fields(f.Text), ""), f.Qualifier) {
		lead = f.Qualifier + lead // 上限 of the figure before: 上限由50万元提高到80万元
	}
	if c.Figure != nil && c.Text != c.Figure.Text {
		lead += w.Colon + c.Figure.Text
	} else if c.Figure != nil && isComparison(a) {
		lead = c.Figure.Binding.Subject + w.Colon + lead
	}
	if c.Figure != nil && a.Query.Phase == "" && query.PhaseIn(c.Figure.Binding.Scope) != "" {
		lead += fmt.Sprintf(w.Part, c.Figure.Binding.Scope) // of a part, where the whole may be meant
	}
	if q := a.Query; c.Figure != nil && len(q.Years) > 0 && q.Part == "" && ledger.PartOf(c.Figure.Binding.Period) != "" {
		lead += fmt.Sprintf(w.Part, w.period(c.Figure, nil)) // of a part of the year that is asked for
	}
	if c.Figure != nil && len(a.Query.Years) == 0 && TopicOf(c) == "" && ledger.PeriodType(c.Figure.Binding.Period) == "year" && !isComparison(a) {
		lead += fmt.Sprintf(w.Part, w.period(c.Figure, nil)) // of which year, where that is not asked
	}
	return lead
}

// remarked returns the line that replies to what asks nothing: to the courtesy that it
// begins with, if there is one.
func (w *Words) remarked(text string) string {
	first := text
	if i := strings.IndexFunc(text, func(r rune) bool { return r == ' ' || unicode.IsPunct(r) }); i > 0 {
		first = text[:i]
	}
	kind := courtesy.Of(first)
	if kind == courtesy.Hour { // that reply is a format
		kind = courtesy.Hello
	}
	if kind != courtesy.Nod && w.Manners.Replies[kind] != "" {
		return w.Manners.Replies[kind]
	}
	return w.Answer.Reasons[answer.Remark]
}

// State returns the remark that a figure is not reached yet: （目标）; "" for any other
// claim.
func (w *Wording) State(c *answer.Claim) string {
	if c == nil || c.Figure == nil || w.States[c.Figure.Binding.State] == "" {
		return ""
	}
	return fmt.Sprintf(w.Part, w.States[c.Figure.Binding.State])
}

// Holds returns the period of a figure and whether it is reached, because the first
// line is read alone.
func (w *Wording) Holds(c *answer.Claim) string {
	var parts []string
	period := c.Figure.Binding.Period
	isDay := knowledge.PeriodOf(*c.Figure, c.Hit.Passage.Figures) == knowledge.PeriodWords(period) && !strings.Contains(period, "/") // shown beside the news, and seldom the period of the figure
	// A period that the sentence itself does not name may be another's.
	if year, _, _ := strings.Cut(strings.TrimLeft(period, "./"), "-"); year != "" && !isDay && strings.Contains(c.Quote(), year) {
		parts = append(parts, w.period(c.Figure, c.Hit.Passage.Figures))
	}
	if word := w.States[c.Figure.Binding.State]; word != "" {
		parts = append(parts, word)
	}
	return w.remark(parts...)
}

// remark returns the parts that are not empty in brackets, "" if all are.
func (w *Wording) remark(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf(w.Part, strings.Join(parts, w.Comma))
}

// Notes are remarks of ours: how the question was read, and a conversion.
func (w *Wording) Notes(a *answer.Answer) []string {
	var out []string
	if a.Asked != "" {
		out = append(out, fmt.Sprintf(w.Asked, a.Asked))
	}
	for _, c := range a.Corrected {
		switch {
		case c.From != a.Question: // a name
			out = append(out, fmt.Sprintf(w.ReadAs, c.To, c.From))
		case a.Claim == nil || TopicOf(a.Claim) == "" && !isComparison(a):
			out = append(out, fmt.Sprintf(w.Translated, c.To)) // what is answered does not show it
		}
	}
	if v := a.Conversion; v != nil {
		out = append(out, fmt.Sprintf(w.Converted, zhnum.Rounded(v.Value), v.Unit))
	}
	return out
}

// Other returns a line for c, one of what other releases say beside the claim of a,
// with its introduction.
func (w *Wording) Other(a *answer.Answer, c answer.Claim) string {
	return w.relation(a, c) + w.Colon + c.Text
}

// relation introduces a claim that is shown beside that of a.
func (w *Wording) relation(a *answer.Answer, c answer.Claim) string {
	switch {
	case c.Relation == answer.Compared:
		return c.Figure.Binding.Subject
	case c.Relation == answer.Part:
		return w.period(c.Figure, c.Hit.Passage.Figures)
	case c.Figure != nil && isComparison(a): // of several things: whose it is
		return c.Figure.Binding.Subject + w.remark(strings.ToLower(w.Relations[c.Relation]))
	}
	return w.Relations[c.Relation]
}

// isComparison reports whether an answer sets several things side by side.
func isComparison(a *answer.Answer) bool {
	return slices.ContainsFunc(a.Others, func(c answer.Claim) bool { return c.Relation == answer.Compared })
}

// Known returns a line of what is known of the thing that a question was declined
// for, without its source.
func (w *Wording) Known(c answer.Claim) string {
	head, text := w.known(c)
	return head + text
}

// known returns that line in two parts, the figure last.
func (w *Wording) known(c answer.Claim) (head, text string) {
	b := &c.Figure.Binding
	subject, metric := b.Subject, b.Metric
	if w == WordsOf(true).Answer {
		subject, metric = nameOf(subject), metricOf(metric)
	}
	metric += w.remark(w.period(c.Figure, c.Hit.Passage.Figures), w.States[b.State])
	return fmt.Sprintf(w.KnownOf, subject, metric) + " ", strings.Join(strings.Fields(c.Text), "")
}

// Citation returns publisher, date and title of a release.
func (w *Wording) Citation(r index.Release) string {
	source, date, title := cmp.Or(r.Source, w.NoSource), cmp.Or(r.Date.String(), w.NoDate), cmp.Or(r.Title, r.ID)
	if !r.Until.IsZero() {
		date = fmt.Sprintf(w.Replaced, date, r.Until)
	}
	return fmt.Sprintf(w.Cited, source, date, title)
}

// period returns the time that a figure holds for. beside are the figures of its
// paragraph.
func (w *Wording) period(f *knowledge.Figure, beside []knowledge.Figure) string {
	return knowledge.PeriodIn(w == WordsOf(true).Answer, *f, beside)
}

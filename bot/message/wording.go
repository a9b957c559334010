package message

import (
	"cmp"
	"fmt"
	"strings"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/query"
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
	}
	if c.Figure != nil && a.Query.Phase == "" && query.PhaseIn(c.Figure.Binding.Scope) != "" {
		lead += fmt.Sprintf(w.Part, c.Figure.Binding.Scope) // of a part, where the whole may be meant
	}
	if q := a.Query; c.Figure != nil && len(q.Years) > 0 && q.Part == "" && ledger.PartOf(c.Figure.Binding.Period) != "" {
		lead += fmt.Sprintf(w.Part, knowledge.PeriodWords(c.Figure.Binding.Period)) // of a part of the year that is asked for
	}
	return lead
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
	label := knowledge.PeriodOf(*c.Figure, c.Hit.Passage.Figures)
	isDay := label == knowledge.PeriodWords(period) && !strings.Contains(period, "/") // shown beside the news, and seldom the period of the figure
	// A period that the sentence itself does not name may be another's.
	if year, _, _ := strings.Cut(strings.TrimLeft(period, "./"), "-"); year != "" && !isDay && strings.Contains(c.Quote(), year) {
		parts = append(parts, label)
	}
	if word := w.States[c.Figure.Binding.State]; word != "" {
		parts = append(parts, word)
	}
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
		out = append(out, fmt.Sprintf(w.ReadAs, c.To, c.From))
	}
	if v := a.Conversion; v != nil {
		out = append(out, fmt.Sprintf(w.Converted, zhnum.Rounded(v.Value), v.Unit))
	}
	return out
}

// Other returns a line for what other releases say beside a claim, with its introduction.
func (w *Wording) Other(c answer.Claim) string { return w.relation(c) + w.Colon + c.Text }

// relation introduces a claim that is shown beside another.
func (w *Wording) relation(c answer.Claim) string {
	if c.Relation == answer.Compared {
		return c.Figure.Binding.Subject
	}
	return w.Relations[c.Relation]
}

// Known heads what is known of the thing that a question was declined for.
func (w *Wording) Known(a *answer.Answer) string {
	if len(a.Known) == 0 {
		return ""
	}
	return fmt.Sprintf(w.KnownOf, a.Known[0].Figure.Binding.Subject)
}

// Citation returns publisher, date and title of a release.
func (w *Wording) Citation(r index.Release) string {
	source, date, title := cmp.Or(r.Source, w.NoSource), cmp.Or(r.Date.String(), w.NoDate), cmp.Or(r.Title, r.ID)
	return fmt.Sprintf(w.Cited, source, date, title)
}

package mcpserver

import (
	"cmp"
	"fmt"
	"strings"

	"beilun/bot/message"
	"beilun/index/answer/plain"
)

// text is a text that is being written, for a model to read.
type text struct {
	*Words
	strings.Builder
}

// line writes a line of words with what is put into them.
func (t *text) line(format string, args ...any) {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	t.WriteString(format + "\n")
}

// list writes a heading and lines, if there are any.
func (t *text) list(heading string, items []string) {
	if len(items) == 0 {
		return
	}
	t.line(heading)
	for _, s := range items {
		t.line("- " + s)
	}
}

// figures writes a heading and figures, if there are any.
func (t *text) figures(heading string, fs []plain.Figure) {
	if len(fs) == 0 {
		return
	}
	t.line(heading)
	for i := range fs {
		t.figure("- ", &fs[i])
	}
}

// figure writes what a release says: the figure, the sentence and its source.
func (t *text) figure(before string, f *plain.Figure) {
	indent := before[:len(before)-len(strings.TrimLeft(before, " "))] + "  "
	if f.Text == f.Sentence { // words that answer, and no figure
		t.line(before+t.Quote, oneLine(f.Sentence))
	} else {
		t.line("%s%s%s", before, oneLine(f.Text), t.details(f))
		t.line(indent+t.Quote, oneLine(f.Sentence))
	}
	t.line(indent+t.Source, t.source(f.Release))
}

// details returns what is known of a figure, in brackets.
func (t *text) details(f *plain.Figure) string {
	var out []string
	add := func(format, value string) {
		if value != "" {
			out = append(out, fmt.Sprintf(format, value))
		}
	}
	add("%s", cmp.Or(t.Relations[f.Relation], t.Standings[f.Standing]))
	add(t.Of, named(f.Subject, f.Scope, f.Metric))
	if f.Kind != "" {
		switch date := cmp.Or(f.Release.Date, f.Release.Ahead); {
		case f.PeriodText != "":
			add(t.Period, f.PeriodText)
		default:
			add(t.AsOf, cmp.Or(date, t.NoDate))
		}
		add(t.State, t.States[f.State])
	}
	if f.Change {
		add("%s", t.Change)
	}
	if f.Doubtful {
		add("%s", t.Doubtful)
	}
	if len(out) == 0 {
		return ""
	}
	return fmt.Sprintf(t.Details, strings.Join(out, t.Semicolon))
}

// source returns the publisher, the date, the title, the address and the ID of a release.
func (t *text) source(r plain.Release) string {
	parts := []string{cmp.Or(r.Source, t.NoPublisher), cmp.Or(r.Date, r.Ahead, t.NoDate)}
	if r.Title != "" {
		parts = append(parts, fmt.Sprintf(t.Title, oneLine(r.Title)))
	}
	address := cmp.Or(r.URL, t.NoURL)
	if r.URLGone {
		address += " " + message.WordsOf(t.isEnglish()).Answer.Gone
	}
	parts = append(parts, address, fmt.Sprintf(t.ID, r.ID))
	out := strings.Join(parts, t.Comma)
	if r.Until != "" {
		out += fmt.Sprintf(t.Replaced, r.Until, r.By)
	}
	return out
}

// named returns names with a space between them.
func named(names ...string) string {
	return strings.Join(strings.Fields(strings.Join(names, " ")), " ")
}

// oneLine returns a sentence on one line: a release may break it.
func oneLine(s string) string { return strings.Join(strings.Split(s, "\n"), " ") }

// answer writes an answer and its parts.
func (t *text) answer(a *plain.Answer) {
	t.one(&a.Part)
	for i := range a.Parts {
		t.line("")
		t.line(a.Parts[i].Question)
		t.one(&a.Parts[i])
	}
	if a.About != "" {
		t.line(t.About, a.About)
	}
}

// one writes an answer without its parts. What is no answer says so first.
func (t *text) one(a *plain.Part) {
	switch {
	case a.Outcome == "quoted":
		t.line(t.MayAnswer)
	case a.Outcome == "declined":
		if s := t.declined(a); s != "" {
			t.line(s)
		}
	}
	if a.Outcome != "quoted" && a.Message != "" && (a.Claim == nil || a.Message != a.Claim.Text) {
		t.line(a.Message)
	}
	switch {
	case a.Claim != nil:
		t.figure("", a.Claim)
	case a.Quotation != nil:
		t.figure("", a.Quotation)
	}
	for _, n := range a.Notes {
		t.line(n)
	}
	t.figures(t.Others, a.Others)
	if a.More > 0 {
		t.line(t.More, a.More)
	}
	for i := range a.Checked {
		t.checked(i+1, &a.Checked[i])
	}
	if a.Overview != nil {
		t.overview(a.Overview)
	}
	t.figures(t.Known, a.Known)
	t.list(t.Suggestions, a.Suggestions)
}

// declined returns what has to be said before an answer that claims nothing.
func (t *text) declined(a *plain.Part) string {
	switch {
	case a.Overview != nil || len(a.Checked) > 0:
		return ""
	case a.Reason == "which_thing":
		return t.AsksBack
	case a.Reason == "reading":
		return t.Reading
	case a.Reason == "no_releases":
		return t.Empty
	case a.Reason == "no_question" || a.Reason == "remark" || a.Reason == "question_too_long" || a.Reason == "too_many_questions":
		return t.Remark
	}
	return t.NotKnown
}

func (t *text) overview(o *plain.Overview) {
	if o.Earlier {
		t.line(t.Earlier)
	}
	t.line(t.Total, o.Total, len(o.Items))
	for i := range o.Items {
		it := &o.Items[i]
		if len(it.Figures) == 0 {
			format := "- %s"
			if len(o.Metrics) > 0 {
				format = t.NoCell
			}
			t.line(format, oneLine(it.Name))
			t.line("  "+t.Source, t.source(it.Release))
			continue
		}
		for j := range it.Figures {
			t.figure(fmt.Sprintf("- %s: ", oneLine(it.Name)), &it.Figures[j])
		}
	}
	if o.Partial {
		t.line(t.Partial)
	}
	if o.Counted != nil {
		t.figures(t.Counted, []plain.Figure{*o.Counted})
	}
}

// checked writes a figure of a draft, and what the releases say of it.
func (t *text) checked(n int, c *plain.Checked) {
	t.line(t.Verdict, n, oneLine(c.Said), c.Text, t.Verdicts[c.Verdict])
	for i := range c.Figures {
		t.figure("  - ", &c.Figures[i])
	}
}

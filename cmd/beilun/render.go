package main

import (
	"fmt"
	"strings"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
)

// shownPassages is the number of further passages that are printed after an answer.
const shownPassages = 2

// render returns an answer for the terminal, in the language of its question: the
// claim, the sentence that supports it or is quoted instead, its source, what other
// releases say, and further passages.
func render(a *answer.Answer) string {
	w := message.WordingOf(a)
	var b strings.Builder
	for _, n := range w.Notes(a) {
		fmt.Fprintf(&b, "%s\n\n", printable(n))
	}
	label := ""
	if a.Parts != nil || a.Meant {
		label = a.Topic + w.Colon
	}
	b.WriteString(renderClaim(w, a, label))
	for _, p := range a.Parts {
		fmt.Fprintf(&b, "\n%s", renderClaim(w, p, p.Question+w.Colon))
	}
	more := w.Nearest
	if a.Said() != nil {
		more = w.More
	}
	if len(a.Known) > 0 {
		fmt.Fprintf(&b, "\n%s\n", printable(w.Known(a)))
		for _, c := range a.Known {
			fmt.Fprintf(&b, "  · %s：%s —— %s\n", printable(c.Figure.Binding.Metric), oneLine(c.Text), printable(w.Citation(c.Hit.Passage.Release)))
		}
	}
	if len(a.Suggestions) > 0 {
		fmt.Fprintf(&b, "\n%s\n", w.Suggested)
		for _, q := range a.Suggestions {
			fmt.Fprintf(&b, "  · %s\n", printable(q))
		}
	}
	for i, h := range a.Passages {
		if i == shownPassages || a.Reason == answer.WhichThing { // none is known to be of what is meant
			break
		}
		if i == 0 {
			fmt.Fprintf(&b, "\n%s\n", more)
		}
		fmt.Fprintf(&b, "  · %s\n    —— %s\n", printable(h.Passage.Text), printable(w.Citation(h.Passage.Release)))
	}
	return b.String()
}

// renderClaim returns the claim of an answer after a label, with its source and what
// other releases say.
func renderClaim(w *message.Wording, a *answer.Answer, label string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", printable(label+w.Lead(a)+w.State(a.Claim)))
	c := a.Said()
	if c == nil {
		return b.String()
	}
	rel := c.Hit.Passage.Release
	b.WriteString("\n")
	if a.Claim == nil || c.Quote() != c.Text {
		fmt.Fprintf(&b, "  “%s”\n", printable(c.Quote()))
	}
	fmt.Fprintf(&b, "  —— %s\n     %s\n%s", printable(w.Citation(rel)), address(w, rel), also(w, rel))
	for _, o := range a.Others {
		rel := o.Hit.Passage.Release
		fmt.Fprintf(&b, "\n%s —— %s\n     %s\n%s", printable(w.Other(o)), printable(w.Citation(rel)), address(w, rel), also(w, rel))
	}
	return b.String()
}

// address returns the URL of a release, or words for the lack of one.
func address(w *message.Wording, r index.Release) string {
	if r.URL == "" {
		return w.NoURL
	}
	return printable(r.URL)
}

// also returns a line with the other releases that have the same words, empty if
// there are none.
func also(w *message.Wording, r index.Release) string {
	if s := w.Also(r); s != "" {
		return "     " + printable(s) + "\n"
	}
	return ""
}

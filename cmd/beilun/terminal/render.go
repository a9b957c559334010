package terminal

import (
	"fmt"
	"strings"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
)

// shownPassages is the number of further passages that are printed after an answer.
const shownPassages = 2

// Render returns an answer for the terminal, in the language of its question: the
// claim, the sentence that supports it or is quoted instead, its source, what other
// releases say, and further passages.
func Render(a *answer.Answer) string {
	if a.Checked != nil {
		return Printable(message.NewReply(a, a.English).Checks.String()) + "\n"
	}
	w := message.WordingOf(a)
	var b strings.Builder
	for _, n := range w.Notes(a) {
		fmt.Fprintf(&b, "%s\n\n", Printable(n))
	}
	label := ""
	if a.Parts != nil || a.Meant {
		label = a.Topic + w.Colon
	}
	o := message.ListingOf(a)
	if o == nil || o.Claims {
		b.WriteString(renderClaim(w, a, label))
	}
	if o != nil {
		b.WriteString(renderOverview(message.OverviewLines(o, w), o.Claims))
		return b.String()
	}
	for _, p := range a.Parts {
		fmt.Fprintf(&b, "\n%s", renderClaim(w, p, p.Question+w.Colon))
	}
	if a.Said() == nil { // a no is to be shorter than an answer
		b.WriteString(renderKnown(w, a))
		return b.String()
	}
	for i, h := range a.Passages {
		if i == shownPassages || a.Reason == answer.WhichThing { // none is known to be of what is meant
			break
		}
		if i == 0 {
			fmt.Fprintf(&b, "\n%s\n", w.More)
		}
		fmt.Fprintf(&b, "  · %s\n    —— %s\n", Printable(h.Passage.Text), Printable(w.Citation(h.Passage.Release)))
	}
	return b.String()
}

// renderKnown returns what is known of the thing that a question was declined for, and
// questions that have an answer.
func renderKnown(w *message.Wording, a *answer.Answer) string {
	out := ""
	if len(a.Known) > 0 {
		rel := a.Known[0].Hit.Passage.Release
		out = fmt.Sprintf("%s —— %s\n     %s\n", Printable(w.Known(a.Known[0])), Printable(w.Citation(rel)), address(w, rel))
	}
	if len(a.Suggestions) > 0 {
		out += fmt.Sprintf(w.Suggested+"\n", Printable(strings.Join(a.Suggestions, " ")))
	}
	return out
}

// renderClaim returns the claim of an answer after a label, with its source and what
// other releases say.
func renderClaim(w *message.Wording, a *answer.Answer, label string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", Printable(label+w.Lead(a)+w.State(a.Claim)))
	c := a.Said()
	if c == nil {
		return b.String()
	}
	rel := c.Hit.Passage.Release
	b.WriteString("\n")
	if a.Claim == nil || c.Quote() != c.Text {
		fmt.Fprintf(&b, "  “%s”\n", Printable(c.Quote()))
	}
	fmt.Fprintf(&b, "  —— %s\n     %s\n%s", Printable(w.Citation(rel)), address(w, rel), also(w, rel))
	for _, o := range a.Others {
		rel := o.Hit.Passage.Release
		fmt.Fprintf(&b, "\n%s —— %s\n     %s\n%s", Printable(w.Other(a, o)), Printable(w.Citation(rel)), address(w, rel), also(w, rel))
	}
	return b.String()
}

// address returns the URL of a release, or words for the lack of one.
func address(w *message.Wording, r index.Release) string {
	if r.URL == "" {
		return w.NoURL
	}
	return Printable(r.URL)
}

// also returns a line with the other releases that have the same words, empty if
// there are none.
func also(w *message.Wording, r index.Release) string {
	if s := w.Also(r); s != "" {
		return "     " + Printable(s) + "\n"
	}
	return ""
}

// renderOverview returns a list, a table or the newest releases, behind a blank line if
// it follows the claim.
func renderOverview(lines []string, follows bool) string {
	var b strings.Builder
	for i, l := range lines {
		if i == 0 && follows {
			b.WriteString("\n")
		}
		if i > 0 {
			b.WriteString("  ")
		}
		b.WriteString(Printable(l) + "\n")
	}
	return b.String()
}

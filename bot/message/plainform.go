package message

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Text is the reply as plain text, for notifications and screen readers and
// where Slack takes no block: first the whole claim with its source, then as
// much of the figures beside it as fits into any message.
func (r Reply) Text() string {
	var b strings.Builder
	lines := r.lines()
	for i, l := range lines {
		if i > 0 && len(Escape(b.String()))+len(Escape(l))+len("\n") > MaxText {
			break
		}
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(l)
	}
	return b.String()
}

// lines are the reply line by line, what matters most first.
func (r Reply) lines() []string {
	out := r.ownLines()
	first, rest := out[:1:1], out[1:]
	for _, p := range r.Parts {
		own := p.ownLines()
		first, rest = append(first, own[0]), append(rest, own[1:]...)
	}
	return append(first, rest...)
}

// ownLines are lines without the parts.
func (r Reply) ownLines() []string {
	if r.Checks != nil {
		out := strings.Split(r.Checks.String(), "\n")
		if !r.Answered {
			out[0] = DeclineMark + out[0]
		}
		return out
	}
	if r.Answered || r.Quotes {
		return r.answerLines()
	}
	out := append([]string{r.mark() + r.Lead}, r.Notes...)
	for _, o := range r.Others {
		out = append(out, o.Text+" —— "+o.Source.String())
	}
	if len(r.Suggestions) > 0 {
		out = append(out, fmt.Sprintf(r.Wording().Suggested, WordsOf(r.English).UI.Label(r.Suggestions[0])))
	}
	return out
}

func (r Reply) answerLines() []string {
	if o := r.Overview; o != nil && !o.Claims {
		return append(OverviewLines(o, r.Wording()), r.Notes...)
	}
	w := r.Wording()
	lead := r.Lead
	if r.Quotes {
		lead = quoteMark + lead
	}
	if r.Topic != "" {
		lead = r.Topic + w.Colon + r.Lead
	}
	lead += r.sameText(func(s string) string { return s }, "")
	source := "—— " + r.Source.String()
	out := []string{lead + "\n" + source}
	if r.Quote.Text != r.Lead {
		quote := w.OpenQuote + r.Quote.Text + w.EndQuote
		out = []string{lead + "\n" + quote + "\n" + source}
		if len(Escape(out[0])) > MaxText { // markup takes more room than it had in the release
			out = []string{lead + "\n" + w.OpenQuote + Cut(r.Quote.Text, r.Quote.Bold, MaxPassage) + w.EndQuote + "\n" + source}
		}
	}
	out = append(out, r.Notes...)
	for _, o := range r.Beside() {
		out = append(out, o.Text+" —— "+o.Source.String())
	}
	if r.Overview != nil {
		out = append(out, OverviewLines(r.Overview, r.Wording())...)
	}
	return out
}

// markdown is the reply for a markdown block, which Slack takes where it
// refuses the others.
func (r Reply) markdown() string {
	var b strings.Builder
	b.WriteString(r.markdownClaim())
	beside := r.markdownBeside()
	for _, p := range r.Parts {
		if claim := "\n\n" + p.markdownClaim(); utf8.RuneCountInString(b.String())+utf8.RuneCountInString(claim) <= limitMarkdown {
			b.WriteString(claim)
		}
		beside = append(beside, p.markdownBeside()...)
	}
	for _, line := range beside {
		if utf8.RuneCountInString(b.String())+utf8.RuneCountInString(line) > limitMarkdown {
			break
		}
		b.WriteString(line)
	}
	return b.String()
}

// markdownClaim is what answers, with its source, or that nothing does.
func (r Reply) markdownClaim() string {
	if r.Checks != nil {
		out := r.Checks.text("\n\n", markdown, Source.markdown)
		if !r.Answered {
			out = DeclineMark + out
		}
		return out
	}
	if !r.Answered && !r.Quotes {
		return r.mark() + markdown(r.Lead)
	}
	if o := r.Overview; o != nil && !o.Claims {
		return r.overview().markdown()
	}
	out := "**" + markdown(r.Lead) + "**"
	if r.Quotes {
		out = quoteMark + markdown(r.Lead)
	}
	if r.Topic != "" {
		out = markdown(r.Topic+r.Wording().Colon) + out
	}
	out += r.sameText(markdown, "**")
	if r.Quote.Text != r.Lead {
		out += "\n\n> " + strings.ReplaceAll(markdown(r.Quote.Text), "\n", "\n> ")
	}
	out += "\n\n—— " + r.Source.markdown()
	if r.Overview != nil {
		out += "\n\n" + r.overview().markdown()
	}
	return out
}

// markdownBeside returns what is shown beside the claim, line by line.
func (r Reply) markdownBeside() []string {
	var out []string
	if r.Checks != nil {
		return nil
	}
	for _, n := range r.Notes {
		out = append(out, "\n\n"+markdown(n))
	}
	for _, o := range r.Beside() {
		out = append(out, "\n\n"+markdown(o.Text)+" —— "+o.Source.markdown())
	}
	if len(r.Suggestions) > 0 {
		out = append(out, "\n\n"+markdown(fmt.Sprintf(r.Wording().Suggested, WordsOf(r.English).UI.Label(r.Suggestions[0]))))
	}
	return out
}

func (s Source) markdown() string {
	if s.URL == "" {
		return markdown(s.Text) + s.alsoText(Link.markdown)
	}
	title := "[" + markdown(s.Title) + "](" + markdownURL.Replace(s.URL) + ")"
	return markdown(strings.TrimSuffix(s.Text, s.Title)) + title + s.alsoText(Link.markdown)
}

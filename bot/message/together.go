package message

import (
	"slices"

	"beilun/index/answer"
	"beilun/knowledge"

	"github.com/slack-go/slack"
)

// askBack draws a reply that asks which thing is meant: a line, and a button for each
// that is offered. There is nothing in it to judge, to share or to look up.
func (r Reply) askBack() Message {
	m := Say(r.Lead)
	var row []slack.BlockElement
	for i, q := range r.Suggestions {
		row = append(row, Button(AskAction+string(rune('0'+i%10)), q, q))
	}
	if len(row) > 0 {
		m.Forms[0] = append(m.Forms[0], slack.NewActionBlock("", row...))
	}
	return m
}

// answersOf returns the reply to a text that asks several things: a line for each, and
// the quotation below those that it answers.
func answersOf(a *answer.Answer, english bool) Reply {
	all := make([]Reply, 0, 1+len(a.Parts))
	for i, p := range append([]*answer.Answer{a}, a.Parts...) {
		question := p.Question
		if i == 0 {
			question = p.Topic
		}
		r := newPart(p, english)
		r.Part = i > 0
		if p.Reason == answer.WhichThing {
			r.Lead, r.AsksBack, r.Suggestions = r.Wording().NotSaid, false, nil
		}
		r.about(question)
		if at := slices.IndexFunc(all, func(o Reply) bool { return o.Answered && r.Answered && o.isFrom(r) }); at >= 0 {
			all[at].add(r)
			continue
		}
		all = append(all, r)
	}
	all[0].Parts = all[1:]
	if len(all) == 1 {
		all[0].Parts = nil
	}
	return all[0]
}

// isFrom reports whether two replies quote the same.
func (r Reply) isFrom(o Reply) bool {
	return r.Passage == o.Passage && r.Quote.Text == o.Quote.Text && r.Quote.Text != r.Lead && o.Quote.Text != o.Lead
}

// add adds the line of o, which quotes the same, to r.
func (r *Reply) add(o Reply) {
	r.Same = append(r.Same, Said{o.Topic, o.Lead})
	r.Others = append(r.Others, o.Others...)
	r.Notes = append(r.Notes, o.Notes...)
	for _, s := range o.Quote.Bold {
		if !slices.ContainsFunc(r.Quote.Bold, func(b knowledge.Span) bool { return s.Start < b.End && b.Start < s.End }) {
			r.Quote.Bold = append(r.Quote.Bold, s)
		}
	}
	slices.SortFunc(r.Quote.Bold, func(a, b knowledge.Span) int { return a.Start - b.Start })
}

// Said is a line of a reply: what it is of, and the claim.
type Said struct{ Topic, Lead string }

// sameLines are the lines for what else the quotation answers.
func (r Reply) sameLines() (out []slack.RichTextElement) {
	for _, s := range r.Same {
		out = append(out, Line(Text(s.Topic+r.Wording().Colon, false), Text(s.Lead, true)))
	}
	return out
}

// sameText is sameLines as text: escape makes text of it, and bold is around a claim.
func (r Reply) sameText(escape func(string) string, bold string) (out string) {
	for _, s := range r.Same {
		out += "\n" + escape(s.Topic+r.Wording().Colon) + bold + escape(s.Lead) + bold
	}
	return out
}

// mark begins a reply without an answer, so that it is not taken for one; a line among
// answers needs none.
func (r Reply) mark() string {
	if r.Part {
		return ""
	}
	return DeclineMark
}

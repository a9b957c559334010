package message

import "github.com/slack-go/slack"

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

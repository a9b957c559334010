package answer

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/talk"
	"beilun/index/query"
	"beilun/knowledge"
)

// Limits in characters of a text that asks several things; what is longer is taken for
// one question.
const (
	maxMessage  = 10_000 // a message, of which what asks something may have MaxQuestion
	maxManifold = 150    // a sentence
)

// part is one question of a text.
type part struct {
	understood
	own bool // it begins a sentence or an item of a list
}

// several answers a text that asks several things at once, each for itself:
// 总投资多少，什么时候竣工？ or 总投资和建筑面积是多少, a list, or a message that was forwarded.
// It returns nil for a text that asks one thing and no more, and if nothing of it can
// be answered. message is the text with its lines.
func (a *Answerer) several(ctx context.Context, u understood, message string, before *Answer) (*Answer, error) {
	length := utf8.RuneCountInString(message)
	if length > maxMessage {
		return nil, nil
	}
	if dated := talk.TimeFirst(message); dated != message {
		message, u.text = dated, dated
	}
	items := a.in.grammar().Items(message)
	if length > MaxQuestion { // what asks in it may be short
		u.text = strings.Join(items.Asked, "\n")
		if !items.Dropped || utf8.RuneCountInString(u.text) > MaxQuestion {
			return nil, nil
		}
	}
	if len(items.Asked) > MaxParts {
		return &Answer{Question: u.question, Reason: TooMany}, nil
	}
	if items.About != "" {
		before = &Answer{Topic: items.About}
	}
	parts := a.parts(u, items)
	switch {
	case len(parts) == 0 || len(parts) > MaxParts || len(parts) == 1 && !items.Dropped:
		return nil, nil
	case len(parts) == 1:
		ans, err := a.followOne(ctx, parts[0].understood, before)
		if err != nil || ans.Said() == nil && ans.Reason != WhichThing {
			return nil, err
		}
		return ans, nil
	}
	all, err := a.answerParts(ctx, parts, before)
	if all == nil || err != nil {
		return nil, err
	}
	at := slices.IndexFunc(all, func(ans *Answer) bool { return ans.Claim != nil })
	if at < 0 {
		at = slices.IndexFunc(all, func(ans *Answer) bool { return ans.Quoted != nil && len(items.Asked) > 1 })
	}
	if at < 0 {
		if all[0].Reason == WhichThing {
			all[0].Question, all[0].Topic = u.question, u.text // the name will answer all of it
			return all[0], nil
		}
		return nil, nil
	}
	plain := !slices.ContainsFunc(all, func(ans *Answer) bool { return !ans.Plain })
	head := all[at]
	head.Asked, head.Question, head.Plain, head.Meant = all[0].Asked, u.question, plain, false
	head.Corrected = u.corrected
	head.join(slices.Delete(all, at, at+1), u.text)
	return head, nil
}

// parts returns the questions of a text, each understood.
func (a *Answerer) parts(u understood, items talk.Items) (out []part) {
	g := a.in.grammar()
	for _, item := range items.Asked {
		one := a.in.understand(clean(item))
		if len(items.Asked) == 1 && !items.Dropped {
			one = u
		}
		pieces := []string{strings.TrimRight(one.text, "?？!！。 ")}
		if !one.english && utf8.RuneCountInString(one.text) <= maxManifold {
			pieces = g.Split(fold(one.text))
		}
		for i, p := range pieces {
			next := one
			if len(pieces) > 1 || len(items.Asked) > 1 {
				next.question, next.text = p, p
			}
			out = append(out, part{next, i == 0})
		}
	}
	return out
}

// answerParts answers the questions of a text, of which one may lean on those before;
// nil if one leans on something that is not known, and belongs to the sentence of
// another.
func (a *Answerer) answerParts(ctx context.Context, parts []part, before *Answer) (all []*Answer, err error) {
	topic := ""
	for i, p := range parts {
		var ans *Answer
		named := p.own && a.in.grammar().Names(p.text) || a.in.grammar().BeginsWithName(p.text)
		if i == 0 || named || topic == "" && p.own {
			ans, err = a.followOne(ctx, p.understood, before)
		} else if ans, err = a.answerPart(ctx, p.text, topic); ans == nil && err == nil && p.own {
			ans, err = a.followOne(ctx, p.understood, before)
		}
		if ans == nil || err != nil {
			return nil, err
		}
		if topic == "" && ans.Leads() && ans.Reason != WhichThing || named {
			topic = ans.Topic
		}
		all = append(all, ans)
	}
	return all, nil
}

// answerPart answers a further question of a text, which may lean on topic, an
// earlier one in full; nil if nothing is known that it could lean on.
func (a *Answerer) answerPart(ctx context.Context, part, topic string) (*Answer, error) {
	g := a.in.grammar()
	full := g.Within(fold(part), topic)
	if full == "" {
		return nil, nil
	}
	ans, err := a.answerFully(ctx, understood{question: full, text: full})
	if err != nil {
		return nil, err
	}
	ans.Plain = talk.IsPlain(a.in.frame(part))
	if g.IsElliptical(part) {
		return ans, nil
	}
	// The part may have a subject of its own, which nobody knows.
	q := query.Parse(a.index.Lexicon(), part, knowledge.Date{})
	if said := ans.Said(); said != nil && !isAbout(q, said) {
		ans.withhold()
	}
	if ans.Said() == nil {
		ans.Topic = part
	}
	return ans, nil
}

// join makes parts those of head, the answer to a text.
func (head *Answer) join(parts []*Answer, text string) {
	head.Parts = parts
	slices.SortStableFunc(head.Parts, func(p, q *Answer) int { // what is known comes first
		return cmp.Compare(orderOf(p), orderOf(q))
	})
	for _, p := range head.Parts {
		p.Asked, p.Corrected, p.Known, p.Suggestions, p.Passages = "", nil, nil, nil, nil
		p.Question = inCase(p.Topic, text)
		if said := p.Said(); said != nil { // its passage is shown once
			head.Passages = slices.DeleteFunc(head.Passages, func(h index.Hit) bool { return h.Passage.ID == said.Hit.Passage.ID })
		}
	}
	head.Topic = inCase(head.Topic, text)
}

// orderOf orders the outcomes: what is claimed, quoted, declined.
func orderOf(ans *Answer) int {
	return slices.Index([]Outcome{Claimed, Quotation, Declined}, ans.Outcome())
}

// inCase writes the Latin words of a folded text as the original has them: GDP.
func inCase(text, original string) string {
	for _, word := range strings.FieldsFunc(original, func(r rune) bool { return r >= utf8.RuneSelf || !unicode.IsLetter(r) }) {
		text = strings.ReplaceAll(text, strings.ToLower(word), word)
	}
	return text
}

package answer

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/query"
	"beilun/knowledge"
)

// Limits of a text that asks several things; what is longer, or asks more, is
// taken for one question.
const (
	maxParts    = 4
	maxManifold = 150 // characters
)

// several answers a text that asks several things at once, each for itself:
// 总投资多少，什么时候竣工？ or 总投资和建筑面积是多少. It returns nil for a text that
// asks one thing, and if nothing of it can be answered.
func (a *Answerer) several(ctx context.Context, u understood, before *Answer) (*Answer, error) {
	if u.english || utf8.RuneCountInString(u.text) > maxManifold {
		return nil, nil
	}
	pieces := a.in.grammar().Split(fold(u.text))
	if len(pieces) < 2 || len(pieces) > maxParts {
		return nil, nil
	}
	first := u
	first.text = pieces[0]
	ans, err := a.followOne(ctx, first, before)
	if err != nil {
		return nil, err
	}
	all := []*Answer{ans}
	for _, p := range pieces[1:] {
		ans, err := a.answerPart(ctx, p, all[0].Topic)
		if ans == nil || err != nil {
			return nil, err
		}
		all = append(all, ans)
	}
	at := slices.IndexFunc(all, func(ans *Answer) bool { return ans.Claim != nil })
	if at < 0 {
		return nil, nil
	}
	head := all[at]
	head.Asked, head.Corrected, head.Question = all[0].Asked, u.corrected, u.question
	head.join(slices.Delete(all, at, at+1), u.text)
	return head, nil
}

// answerPart answers a further question of a text, which may lean on topic, the
// first question in full; nil if nothing is known that it could lean on.
func (a *Answerer) answerPart(ctx context.Context, part, topic string) (*Answer, error) {
	g := a.in.grammar()
	full := g.Within(part, topic)
	if full == "" {
		return nil, nil
	}
	ans, err := a.answerFully(ctx, understood{question: full, text: full})
	if err != nil || g.IsElliptical(part) {
		return ans, err
	}
	// The part may have a subject of its own, which nobody knows.
	q := query.Parse(a.index.Lexicon(), part, knowledge.Date{})
	if said := ans.Said(); said != nil && !isAbout(q, said) {
		ans.Claim, ans.Quoted, ans.Others, ans.Reason = nil, nil, nil, NotStated
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

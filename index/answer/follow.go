package answer

import (
	"context"

	"beilun/index"
)

// Follow answers a question that may lean on the one asked before in the same
// conversation: 量子科技园呢？ asks the same about another thing, 出租率呢？ something
// else about the same thing, 2022年呢？ the same for another year, and a question
// that names nothing asks about the same thing. The question with what was carried
// over is in Answer.Asked. before is nil if there is none. A question that asks
// several things is answered with Answer.Parts, one that asks whether the figures of
// a draft are right with Answer.Checked.
func (a *Answerer) Follow(ctx context.Context, question string, before *Answer) (*Answer, error) {
	if ans, err := a.checked(ctx, question, before); ans != nil || err != nil {
		return ans, err
	}
	question = clean(question)
	if ans := a.source(question, before); ans != nil {
		return ans, nil
	}
	u := a.in.understand(question)
	if ans, err := a.several(ctx, u, before); ans != nil || err != nil {
		return ans, err
	}
	return a.followOne(ctx, u, before)
}

// followOne is Follow for a question that asks one thing.
func (a *Answerer) followOne(ctx context.Context, u understood, before *Answer) (*Answer, error) {
	full, leans := "", false
	if before != nil {
		full, leans = a.in.grammar().Complete(u.text, before.Topic)
	}
	if full == "" {
		return a.answerFully(ctx, u)
	}
	carried := u
	carried.text = full
	ans, err := a.answerFully(ctx, carried)
	if err != nil {
		return nil, err
	}
	ans.Asked = full
	if leans {
		return ans, nil
	}
	alone, err := a.answerFully(ctx, u)
	if err != nil {
		return nil, err
	}
	q, said := alone.Query, ans.Said()
	if coverageOf(q, alone.Said()) > coverageOf(q, said) || said != nil && !isAbout(q, said) {
		return alone, nil
	}
	return ans, nil
}

// source answers who published the claim before or, if all releases have one
// publisher, the releases; nil if the question does not ask that.
func (a *Answerer) source(question string, before *Answer) *Answer {
	if !a.in.grammar().AsksSource(question) {
		return nil
	}
	ans := &Answer{Question: question}
	if before != nil {
		ans.Topic = before.Topic
	}
	if before != nil && before.Claim != nil {
		c := *before.Claim
		ans.Claim = &Claim{Hit: c.Hit, Sentence: c.Sentence, Span: c.Span, Text: c.Hit.Passage.Release.Source, Relation: c.Relation}
	} else {
		ans.Claim = a.publisher()
	}
	if ans.Claim == nil || ans.Claim.Text == "" {
		return nil
	}
	return ans
}

// publisher claims who published all releases, nil if they have several
// publishers or there are none.
func (a *Answerer) publisher() *Claim {
	rels := a.index.Releases()
	if len(rels) == 0 {
		return nil
	}
	for _, r := range rels {
		if r.Source != rels[0].Source {
			return nil
		}
	}
	p, ok := a.index.First(rels[0].ID)
	if !ok {
		return nil
	}
	c := &Claim{Hit: index.Hit{Passage: p}, Text: p.Release.Source}
	if len(p.Sentences) > 0 {
		c.Sentence = p.Sentences[0]
	}
	return c
}

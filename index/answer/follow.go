package answer

import (
	"context"
	"strings"

	"beilun/index"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/frame"
	"beilun/index/answer/talk"
)

// Follow answers a question that may lean on the one asked before in the same
// conversation: 量子科技园呢？ asks the same about another thing, 出租率呢？ something
// else about the same thing, 2022年呢？ the same for another year, and a question
// that names nothing asks about the same thing. The question with what was carried
// over is in Answer.Asked. before is nil if there is none. A question that asks
// several things is answered with Answer.Parts, one that asks whether the figures of
// a draft are right with Answer.Checked.
func (a *Answerer) Follow(ctx context.Context, question string, before *Answer) (*Answer, error) {
	message := question
	if ans, err := a.checked(ctx, question, before); ans != nil || err != nil {
		return ans, err
	}
	question = clean(question)
	if ans := a.source(question, before); ans != nil {
		return ans, nil
	}
	u := a.in.understand(question)
	if ans, err := (survey{a}).overview(ctx, u, before); ans != nil || err != nil {
		return ans, err
	}
	if (before == nil || before.Reason != WhichThing) && a.in.isRemark(u) {
		return remark(u), nil
	}
	if ans, err := a.several(ctx, u, message, before); ans != nil || err != nil {
		return ans, err
	}
	return a.followOne(ctx, u, before)
}

// followOne is Follow for a question that asks one thing.
func (a *Answerer) followOne(ctx context.Context, u understood, before *Answer) (*Answer, error) {
	ans, err := a.leaning(ctx, u, before)
	if ans == nil && err == nil {
		ans, err = a.alone(ctx, u)
	}
	if err != nil {
		return nil, err
	}
	ans.Plain = talk.IsPlain(a.in.frame(u.text)) && (ans.Asked != "" || a.in.grammar().Names(u.text))
	return ans, nil
}

// leaning answers a question that leaves out what the one before it has; nil if it
// does not, or is better answered as it stands.
func (a *Answerer) leaning(ctx context.Context, u understood, before *Answer) (*Answer, error) {
	if before == nil {
		return nil, nil
	}
	g := a.in.grammar()
	full, leans := "", true
	if before.Reason == WhichThing {
		full = g.Answering(u.text, before.Topic)
	} else {
		full, leans = g.Complete(u.text, before.Topic)
	}
	if full == "" || leans && before.Reason != WhichThing && a.leansOnDistrict(u, before) {
		return nil, nil
	}
	if before.Reason == WhichThing { // it may have asked several things
		named := u
		named.text = full
		if ans, err := a.several(ctx, named, full, nil); ans != nil || err != nil {
			if ans != nil {
				ans.Asked = full
			}
			return ans, err
		}
	}
	if full := inCase(full, u.question); g.ThingIn(before.Topic) == "" && talk.LacksThing(a.in.frame(full)) {
		u.text = full // it leans on a time, and still names no thing
		ans, err := a.alone(ctx, u)
		if err == nil && ans.Reason != WhichThing {
			ans.Asked = full
		}
		return ans, err
	}
	ans, err := a.carried(ctx, u, full)
	if err != nil {
		return nil, err
	}
	if shorter := talk.Timeless(full, u.text); leans && ans.Said() == nil && shorter != "" {
		timeless, err := a.carried(ctx, u, shorter)
		if err != nil {
			return nil, err
		}
		if timeless.Said() != nil {
			ans = timeless
		}
	}
	said := ans.Said()
	if f := a.in.frame(u.text); leans && (said != nil || !talk.IsOfDistrict(f) && (g.ThingIn(before.Topic) != "" || !talk.LacksThing(f))) {
		return ans, nil
	}
	if said == nil {
		return nil, nil
	}
	alone, err := a.answerFully(ctx, u)
	if err != nil || coverageOf(alone.Query, alone.Said()) > coverageOf(alone.Query, said) || !isAbout(alone.Query, said) {
		return nil, err
	}
	return ans, nil
}

// leansOnDistrict reports whether the question before is about the district, and u asks
// what districts do not have: 什么时候竣工. Everything is in the district, so that it
// would be answered with what is of anything.
func (a *Answerer) leansOnDistrict(u understood, before *Answer) bool {
	f := a.in.frame(u.text)
	if !talk.LacksThing(f) || talk.MayBeOfDistrict(f) {
		return false
	}
	thing := a.in.grammar().ThingIn(before.Topic)
	return a.index.District().Is(thing) || cue.IsRegion(thing)
}

// carried answers u as full, with what was carried over. What is not of the thing that
// full names is no answer.
func (a *Answerer) carried(ctx context.Context, u understood, full string) (*Answer, error) {
	u.text = inCase(full, u.question)
	ans, err := a.answerFully(ctx, u)
	if err != nil {
		return nil, err
	}
	ans.Asked = u.text
	if said := ans.Said(); said != nil && !said.mentions(a.in.frame(u.text).Names) {
		ans.Claim, ans.Quoted, ans.Others, ans.Conversion, ans.Reason = nil, nil, nil, nil, NotStated
	}
	return ans, nil
}

// mentions reports whether c is of one of the things that a question names, or what is
// around it mentions one. Where none is named, anything does.
func (c *Claim) mentions(things []frame.Name) bool {
	around := c.Hit.Passage.Folded() + "\n" + fold(c.Hit.Passage.Heading+"\n"+c.Hit.Passage.Release.Title)
	named := false
	for _, n := range things {
		if n.Generic {
			continue
		}
		named = true
		if strings.Contains(around, n.Text) || strings.Contains(around, n.Thing) || c.Figure != nil && isOf(n.Thing, &c.Figure.Binding) {
			return true
		}
	}
	return !named
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

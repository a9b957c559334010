package answer

import (
	"context"
	"slices"
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
	f, leans := a.in.frame(u.text), a.isOfSomething(ans.Asked)
	ans.Plain = (talk.IsPlain(f) || leans && ans.Claim.recites(f)) && (leans || a.in.grammar().Names(u.text))
	return ans, nil
}

// isOfSomething reports whether a question names a thing, or asks what a district has.
func (a *Answerer) isOfSomething(full string) bool {
	return full != "" && (a.in.grammar().ThingIn(full) != "" || talk.NamesPlace(fold(full)) || talk.MayBeOfDistrict(a.in.frame(full)))
}

// recites reports whether the sentence of c has each word of a question besides those
// that ask and those that talk.IsPlain knows, so that it can be nothing but this
// question: 每天多少船 of 每天有近300艘次船舶.
func (c *Claim) recites(f *frame.Frame) bool {
	return c != nil && talk.IsSaidIn(f, fold(c.Quote()))
}

// leaning answers a question that leaves out what the one before it has; nil if it
// does not, or is better answered as it stands.
func (a *Answerer) leaning(ctx context.Context, u understood, before *Answer) (*Answer, error) {
	if before == nil {
		return nil, nil
	}
	g := a.in.grammar()
	if ans, err := a.inside(ctx, u, before); ans != nil || err != nil {
		return ans, err
	}
	full, leans := "", true
	if before.Reason == WhichThing {
		full = g.Answering(u.text, before.Topic)
	} else {
		full, leans = g.Complete(u.text, before.Topic)
	}
	if full == "" {
		return nil, nil
	}
	if leans && before.Reason != WhichThing && a.leansOnDistrict(u, full, before) {
		return a.boundTo(ctx, u, full, a.in.grammar().ThingIn(before.Topic))
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
	shorter := talk.Timeless(full, u.text)
	if shorter == "" || ans.Said() != nil {
		shorter = a.in.grammar().Level(full, u.text)
	}
	if leans && ans.Claim == nil && shorter != "" {
		other, err := a.carried(ctx, u, shorter)
		if err != nil {
			return nil, err
		}
		if other.Claim != nil || ans.Said() == nil && other.Said() != nil {
			ans = other
		}
	}
	said := ans.Said()
	if said != nil && !a.isOfSomething(full) && !areOf(said, a.index.District().Is) {
		return nil, nil // of one of several things
	}
	if said == nil && before.Reason != WhichThing && g.IsNamedByKind(before.Topic) {
		return nil, nil
	}
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

// leansOnDistrict reports whether the question before is about the district, and u,
// in full, asks what districts do not have: 什么时候竣工. Everything is in the district,
// so that it would be answered with what is of anything.
func (a *Answerer) leansOnDistrict(u understood, full string, before *Answer) bool {
	if !talk.LacksThing(a.in.frame(u.text)) || talk.MayBeOfDistrict(a.in.frame(full)) {
		return false
	}
	thing := a.in.grammar().ThingIn(before.Topic)
	return a.index.District().Is(thing) || cue.IsRegion(thing)
}

// boundTo answers u as full where the ledger has the figure for the place itself, a
// part of the district: 年产值 of a subdistrict; nil otherwise.
func (a *Answerer) boundTo(ctx context.Context, u understood, full, place string) (*Answer, error) {
	if a.index.District().Is(place) {
		return nil, nil
	}
	ans, err := a.carried(ctx, u, full)
	if err != nil || ans.Claim == nil || ans.Claim.Figure == nil || fold(ans.Claim.Figure.Binding.Subject) != fold(place) {
		return nil, err
	}
	return ans, nil
}

// inside answers X呢 where X has no name and is a part of the thing that the question
// before was about, or what was measured there of something else: 盾构段呢 of a tunnel,
// 集装箱呢 of a port's 货物吞吐量. What is not said of X is no answer, as the length of
// another part is none. It is nil for any other question.
func (a *Answerer) inside(ctx context.Context, u understood, before *Answer) (*Answer, error) {
	g := a.in.grammar()
	inside, fulls := g.Inside(u.text, before.Topic)
	if len(fulls) == 0 {
		return nil, nil
	}
	if other, _ := g.Complete(u.text, before.Topic); other != "" {
		fulls = append(fulls, other)
	}
	var ans *Answer
	for _, full := range fulls {
		next, err := a.carried(ctx, u, full)
		switch {
		case err != nil:
			return nil, err
		case next.Claim.isBeside(inside):
			return next, nil
		case ans == nil, next.Reason == SubjectUnknown:
			ans = next // the first keeps the thing in mind
		}
	}
	if said := ans.Said(); said != nil && (ans.Claim != nil || !strings.Contains(fold(said.Quote()), inside)) {
		ans.withhold()
	}
	return ans, nil
}

// withhold makes a decline of an answer.
func (a *Answer) withhold() {
	a.Claim, a.Quoted, a.Others, a.Conversion, a.Reason = nil, nil, nil, nil, NotStated
}

// isBeside reports whether words are said of c: in the metric or the thing of its figure,
// or in the same clause of its sentence.
func (c *Claim) isBeside(words string) bool {
	if c == nil {
		return false
	}
	if c.Figure != nil && strings.Contains(fold(c.Figure.Binding.Subject+"\n"+c.Figure.Binding.Metric), words) {
		return true
	}
	text, from, to := c.Hit.Passage.Text, c.Sentence.Start, c.Sentence.End
	if !c.Sentence.Contains(c.Span) {
		return false
	}
	if i := strings.LastIndexAny(text[from:c.Span.Start], clauseEnds); i >= 0 {
		from += i
	}
	if i := strings.IndexAny(text[c.Span.End:to], clauseEnds); i >= 0 {
		to = c.Span.End + i
	}
	return strings.Contains(fold(text[from:to]), words)
}

// clauseEnds are the marks between the clauses of a sentence.
const clauseEnds = "，；、,;"

// carried answers u as full, with what was carried over. What is not of the thing that
// full names, or no share where one is asked for, is no answer.
func (a *Answerer) carried(ctx context.Context, u understood, full string) (*Answer, error) {
	u.text = inCase(full, u.question)
	ans, err := a.answerFully(ctx, u)
	if err != nil {
		return nil, err
	}
	ans.Asked = u.text
	f, said := a.in.frame(u.text), ans.Said()
	isShare := ans.Claim == nil || f.Change != frame.Share || slices.ContainsFunc(talk.ShareWords(), ans.Claim.isBeside)
	if said != nil && (!isShare || !said.mentions(f.Names)) {
		ans.withhold()
	}
	return ans, nil
}

// mentions reports whether c is of one of the things that a question names, or what is
// around it mentions one. Where none is named, anything does.
func (c *Claim) mentions(things []frame.Name) bool {
	around := c.Hit.Passage.Folded() + "\n" + fold(c.Hit.Passage.Heading+"\n"+c.Hit.Passage.Release.Title)
	named := false
	for _, n := range things {
		if !talk.IsMeant(n) {
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
